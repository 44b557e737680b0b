package io.kinexus.operator.git;

import io.kinexus.operator.desired.DesiredFolder;
import io.kinexus.operator.engine.DesiredState.Reading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A commit that may be a source: it is here, its signature is good where one is asked for, its folder is there, and every file
 * below has been read. What an environment of it says never changes, so it is read once.
 *
 * @param readings what each environment wants, or every mistake in it
 */
record Commit(String id, DesiredFolder folder, Map<String, Reading> readings) {

    static Commit read(String id, DesiredFolder folder) {
        Map<String, Reading> readings = new LinkedHashMap<>();
        for (String environment : folder.environments()) {
            readings.put(environment, folder.read(environment));
        }
        if (readings.isEmpty()) {
            throw new GitRefused("commit " + id
                    + " holds no environment where KINEXUS_GIT_PATH points; must have a folder for each");
        }
        return new Commit(id, folder, readings);
    }

    List<String> environments() {
        return List.copyOf(readings.keySet());
    }
}
