package io.kinexus.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.support.EditedService;
import io.kinexus.operator.support.Killing;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The operator dies while a version goes out or is taken back, and whoever comes after it ends what it began. */
class RolloutCrashTest {
    private static final int MOST_WRITES = 12;

    @TempDir
    Path folder;

    private int runs;

    @ParameterizedTest
    @CsvSource({"1.5.0, Succeeded", "1.5.0-flaky, RolledBack", "1.5.0-badmigration, RolledBack"})
    void itEndsAsItWouldHave(String tag, String end) {
        Killing never = Killing.never(fresh());
        Killing.Ended undisturbed = never.run(tag);
        assertThat(undisturbed.word()).as(undisturbed.toString()).isEqualTo(end);
        List<String> writes = never.writes();
        for (String state : undisturbed.states()) {
            ends(Killing.in(fresh(), state), tag, "in " + state, undisturbed);
        }
        for (int write = 1; write <= Math.min(MOST_WRITES, writes.size()); write++) {
            ends(Killing.after(fresh(), write), tag, "after " + writes.get(write - 1), undisturbed);
        }
    }

    private static void ends(Killing killing, String tag, String when, Killing.Ended undisturbed) {
        Killing.Ended ended = killing.run(tag);
        assertThat(killing.struck()).as("killed " + when).isTrue();
        assertThat(ended).as("killed " + when).isEqualTo(undisturbed);
    }

    private EditedService fresh() {
        return EditedService.running(folder.resolve("run-" + runs++), Killing::brief, SandboxScript.plain());
    }
}
