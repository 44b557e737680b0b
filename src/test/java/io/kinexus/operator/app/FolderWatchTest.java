package io.kinexus.operator.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWatchTest {
    @TempDir
    private Path folder;

    private FolderWatch watch;
    private Path file;

    @BeforeEach
    void seenOnce() throws IOException {
        Files.createDirectories(folder.resolve("production"));
        file = Files.writeString(folder.resolve("production/a.yaml"), "a: 1");
        watch = new FolderWatch(folder);
        assertThat(watch.changed()).as("the first look").isTrue();
        assertThat(watch.changed()).as("nothing since").isFalse();
    }

    @Test
    void aFileOfOtherSizeOrTimeIsAChange() throws IOException {
        Files.writeString(file, "a: 12");
        assertThat(watch.changed()).isTrue();
        assertThat(watch.changed()).isFalse();
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        assertThat(watch.changed()).isTrue();
    }

    @Test
    void filesAndFoldersThatComeAndGoAreChanges() throws IOException {
        Path folders = Files.createDirectory(folder.resolve("staging"));
        assertThat(watch.changed()).as("a new folder").isTrue();
        Files.delete(folders);
        assertThat(watch.changed()).as("a folder less").isTrue();
        Files.move(file, file.resolveSibling("b.yaml"));
        assertThat(watch.changed()).as("another name").isTrue();
        assertThat(watch.changed()).isFalse();
    }

    @Test
    void aFolderThatIsGoneIsOneChange() throws IOException {
        Files.delete(file);
        Files.delete(folder.resolve("production"));
        Files.delete(folder);
        assertThat(watch.changed()).isTrue();
        assertThat(watch.changed()).isFalse();
        Files.createDirectory(folder);
        assertThat(watch.changed()).as("and back").isTrue();
    }
}
