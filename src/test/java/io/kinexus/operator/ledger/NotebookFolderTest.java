package io.kinexus.operator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.resource.Notebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotebookFolderTest {
    @TempDir
    Path folder;

    private final String text = "one\ntwo\n";

    @Test
    void givesBackWhatWasWrittenLast() {
        Notebook notebook = new NotebookFolder(folder.resolve("a/b"), "here");
        assertThat(notebook.read("page")).isEmpty();
        notebook.write("page", "zero");
        notebook.write("page", text);
        assertThat(new NotebookFolder(folder.resolve("a/b"), "here").read("page"))
                .contains(text);
    }

    @Test
    void keepsPagesAndPlacesApart() {
        new NotebookFolder(folder, "here").write("page", text);
        assertThat(new NotebookFolder(folder, "here").read("other")).isEmpty();
        assertThat(new NotebookFolder(folder, "there").read("page")).isEmpty();
    }

    @Test
    void leavesNothingElseInTheFolder() throws IOException {
        Notebook notebook = new NotebookFolder(folder, "here");
        for (int i = 0; i < 5; i++) {
            notebook.write("page", text + i);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void isBlankWhereItCannotBeWrittenOrRead() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in its place");
        Notebook nowhere = new NotebookFolder(file, "here");
        nowhere.write("page", text);
        assertThat(nowhere.read("page")).isEmpty();
        assertThat(file).hasContent("in its place");
    }

    @Test
    void readsNoLinkNothingThatIsNotTextAndNothingHuge() throws IOException {
        Notebook notebook = new NotebookFolder(folder, "here");
        notebook.write("page", text);
        Path page;
        try (Stream<Path> files = Files.list(folder)) {
            page = files.findFirst().orElseThrow();
        }
        Files.write(page, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThat(notebook.read("page")).isEmpty();
        Files.writeString(page, "x".repeat((4 << 20) + 1));
        assertThat(notebook.read("page")).isEmpty();
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), text);
        Files.delete(page);
        Files.createSymbolicLink(page, elsewhere);
        assertThat(notebook.read("page")).isEmpty();
        notebook.write("page", "mine");
        assertThat(notebook.read("page")).contains("mine");
        assertThat(elsewhere).hasContent(text);
    }
}
