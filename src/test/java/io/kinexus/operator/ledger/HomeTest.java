package io.kinexus.operator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    @TempDir
    private Path folder;

    @Test
    void aSecondOneOnTheSameFolderIsRefusedAndSaysWhich() throws IOException {
        Path home = folder.resolve("home");
        try (Home first = Home.open(home)) {
            assertThat(first.folder()).isEqualTo(home.toRealPath());
            assertThatThrownBy(() -> Home.open(home))
                    .isInstanceOf(HomeTaken.class)
                    .hasMessageContaining(home.toString());
        }
    }

    @Test
    void aFolderThatWasLeftIsFree() throws IOException {
        Home.open(folder).close();
        try (Home again = Home.open(folder)) {
            assertThat(again.folder()).exists();
        }
    }

    @Test
    void noServerRunsInAFolderWithoutOne() {
        assertThat(LocalPostgres.running(folder)).isEmpty();
    }
}
