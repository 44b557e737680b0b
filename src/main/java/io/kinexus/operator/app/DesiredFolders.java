package io.kinexus.operator.app;

import io.kinexus.operator.cli.Refused;
import io.kinexus.operator.desired.DesiredFolder;
import io.kinexus.operator.desired.Kinds;
import io.kinexus.operator.engine.Desired;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Desired state as the verbs ask for it: what is wrong with it becomes an answer for people. */
final class DesiredFolders {
    private static final int FAILED = 1;

    private DesiredFolders() {}

    static DesiredFolder at(Path root) {
        if (!Files.isDirectory(root)) {
            throw Refused.because(root + " is not a folder; name the one with the environments by --desired-state");
        }
        return new DesiredFolder(root, Kinds.installed());
    }

    /** @throws Refused when it is unknown or has mistakes */
    static Desired read(Path root, String environment) {
        return known(root, environment).read(environment).fold(desired -> desired, problems -> {
            throw new Refused(FAILED, problems);
        });
    }

    static DesiredFolder known(Path root, String environment) {
        DesiredFolder folder = at(root);
        List<String> environments = listed(folder);
        if (!environments.contains(environment)) {
            throw Refused.because("no environment is called " + environment + " in " + root + "; there are: "
                    + String.join(", ", environments));
        }
        return folder;
    }

    private static List<String> listed(DesiredFolder folder) {
        try {
            return folder.environments();
        } catch (UncheckedIOException unreadable) {
            throw Refused.because(String.valueOf(unreadable.getMessage()));
        }
    }
}
