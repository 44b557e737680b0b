package io.kinexus.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** S-T4 and S-T6: what is refused, and at what cost. Bytes stand for time, since a clock makes no test. */
class HostileFilesTest {
    private static final long MOST = 64L << 20;
    private static final String HEAD = "apiVersion: kinexus.io/v1\nkind: Thing\nmetadata: {name: one}\nspec:\n  ";

    record Case(String reason, String given, String wanted) {
        @Override
        public String toString() {
            return reason;
        }
    }

    @TempDir
    Path root;

    static Stream<Case> hostile() {
        return Stream.of(
                new Case("alias bomb", bomb(), "values in one file"),
                new Case("alias inside itself", HEAD + "text: &a [*a]\n", "stands inside itself"),
                new Case("anchor of another document", "--- &a\nx: 1\n---\ny: *a\n", "there is no anchor &a"),
                new Case("merge key", HEAD + "<<: {text: a}\n", "merge keys (<<) are not allowed"),
                new Case("merge loop", "a: &a\n  <<: *a\n", "merge keys (<<) are not allowed"),
                new Case(
                        "10,000 lists inside each other",
                        HEAD + "names: " + "[".repeat(10_000) + "\n",
                        "nested deeper"),
                new Case(
                        "8,000 lists, closed",
                        HEAD + "n: " + "[".repeat(8_000) + "]".repeat(8_000) + "\n",
                        "nested deeper"),
                new Case(
                        "4,000 mappings inside each other",
                        HEAD + "n: " + "{a: ".repeat(4_000) + "\n",
                        "nested deeper"),
                new Case("8,000 dashes", "- ".repeat(8_000) + "\n", "nested deeper"),
                new Case("8,000 question marks", "? ".repeat(8_000) + "\n", "a key must be"),
                new Case("a huge text", HEAD + "text: " + "a".repeat(1 << 20) + "\n", "a line of more than 16384"),
                new Case("a huge text in quotes", HEAD + "text: \"" + "a".repeat(1 << 20) + "\"\n", "a line of"),
                new Case("a huge block", HEAD + "text: |\n" + "    aaaa\n".repeat(100_000), "a text of"),
                new Case("a huge key", "? " + "a".repeat(10_000) + "\n: b\n", "a key must be"),
                new Case(
                        "a huge number of values",
                        HEAD + "names: [" + "1,\n".repeat(500_000) + "]\n",
                        "commas, brackets and colons in one file"),
                new Case(
                        "a huge number of documents",
                        "--- {a: 1}\n".repeat(150_000),
                        "commas, brackets and colons in one file"),
                new Case("a huge number of keys", keys(), "commas, brackets and colons in one file"),
                new Case(
                        "script engine",
                        "!!javax.script.ScriptEngineManager [!!java.net.URL [\"http://localhost/\"]]\n",
                        "tags such as"),
                new Case("class as a tag", HEAD + "text: !!java.net.URL [\"http://localhost/\"]\n", "tags such as"),
                new Case("local tag", HEAD + "text: !secret x\n", "tags such as !secret are not allowed"),
                new Case("binary", HEAD + "text: !!binary aGVsbG8=\n", "tags such as"),
                new Case("tag of a key", HEAD + "!!java.lang.Object x: y\n", "tags such as"),
                new Case(
                        "duplicate key",
                        HEAD + "text: a\n  text: b\n",
                        "spec.text: written twice in one mapping, first on line 5"),
                new Case(
                        "duplicate spec",
                        HEAD + "text: a\nspec: {}\n",
                        "spec: written twice in one mapping, first on line 4"),
                new Case("NaN", HEAD + "share: .NaN\n", "is no number that can be used"),
                new Case("octal", HEAD + "count: 010\n", "readers of YAML differ"),
                new Case("no", HEAD + "flag: no\n", "write true or false"),
                new Case(
                        "a control character",
                        HEAD + "text: \"a\u0007b\"\n",
                        "5:11: document: a character that YAML does not allow: U+0007"),
                new Case("tabs", HEAD + "text:\n\t- a\n", "not YAML"),
                new Case("a document that ends in the air", HEAD + "text: \"a\n", "not YAML"),
                new Case(
                        "a regular expression's nightmare",
                        HEAD + "formed: db." + "a".repeat(15_000) + "!\n",
                        "must be a class such as"),
                new Case(
                        "a number of 15,000 digits",
                        HEAD + "count: " + "9".repeat(15_000) + "\n",
                        "must be a whole number"),
                new Case("sixty after sixty", HEAD + "text: " + "1:".repeat(8_000) + "\n", "not YAML"),
                new Case("directives", "%YAML 1.1\n".repeat(1000) + "---\n", "not YAML"));
    }

    private static String bomb() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 40; i++) {
            String alias = "*a" + (i - 1);
            text.append(
                    "a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", List.of(alias, alias, alias, alias, alias))));
        }
        return text.toString();
    }

    private static String keys() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 150_000; i++) {
            text.append('k').append(i).append(": 1\n");
        }
        return text.toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void aHostileFileIsRefusedForLittle(Case it) {
        Folders folders = new Folders(root).environment("test").file("test/a.yaml", it.given());
        long before = allocated();
        List<String> lines = folders.problems("test");
        long bytes = allocated() - before;
        assertThat(lines).anyMatch(line -> line.startsWith("test/a.yaml:") && line.contains(it.wanted()));
        assertThat(lines).allMatch(line -> line.length() < 1000);
        assertThat(bytes).isLessThan(MOST);
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    @Test
    void aFileOf100MegabytesIsNotEvenOpened() throws IOException {
        Folders folders = new Folders(root).environment("test");
        try (RandomAccessFile file =
                new RandomAccessFile(root.resolve("test/a.yaml").toFile(), "rw")) {
            file.setLength(100L << 20);
        }
        long before = allocated();
        assertThat(folders.problems("test"))
                .containsExactly("test/a.yaml:1:1: document: 104857600 bytes; must be at most 2097152");
        assertThat(allocated() - before).isLessThan(1L << 20);
    }

    @Test
    void filesThatAreTooManyTogetherAreRefusedBeforeOneIsParsed() {
        Folders folders = new Folders(root).environment("test");
        String two = "#".repeat((2 << 20) - 1) + "\n";
        for (int i = 0; i < 9; i++) {
            folders.file("test/" + i + ".yaml", two);
        }
        assertThat(folders.problems("test"))
                .containsExactly(
                        "test:1:1: environment: files of more than 8388608 bytes" + " together; split the environment");
    }

    @Test
    void moreFilesThanAnybodyWritesAreRefused() {
        Folders folders = new Folders(root).environment("test");
        for (int i = 0; i < 2001; i++) {
            folders.file("test/" + i + ".yaml", "");
        }
        assertThat(folders.problems("test"))
                .containsExactly("test:1:1: environment: cannot be read: more than" + " 2000 files");
    }

    @Test
    void linksAreNotFollowed() throws IOException {
        Folders folders =
                new Folders(root).environment("test").environment("other").file("secret.yaml", "password: hunter2\n");
        Files.createSymbolicLink(root.resolve("test/a.yaml"), Path.of("../secret.yaml"));
        Files.createSymbolicLink(root.resolve("test/b.yaml"), Path.of("/etc/passwd"));
        Files.createSymbolicLink(root.resolve("test/c.yaml"), Path.of("nowhere"));
        Files.createSymbolicLink(root.resolve("test/d.yaml"), Path.of("d.yaml"));
        Files.createSymbolicLink(root.resolve("test/e"), Path.of("../other"));
        Files.createSymbolicLink(root.resolve("linked"), Path.of("other"));
        Files.createDirectories(root.resolve("test/deeper"));
        assertThat(folders.problems("test"))
                .containsExactly(
                        "test/a.yaml:1:1: document: a symbolic link; must be a file of its own",
                        "test/b.yaml:1:1: document: a symbolic link; must be a file of its own",
                        "test/c.yaml:1:1: document: a symbolic link; must be a file of its own",
                        "test/d.yaml:1:1: document: a symbolic link; must be a file of its own",
                        "test/deeper:1:1: document: a folder inside an environment is not read; its files must stand"
                                + " beside the others",
                        "test/e:1:1: document: a symbolic link; must be a file of its own");
        assertThat(folders.problems("linked"))
                .containsExactly("linked:1:1: environment: a symbolic link; must be a folder");
    }

    @Test
    void namesThatLeaveTheRootAreRefused() {
        Folders folders = new Folders(root.resolve("in")).environment("test");
        new Folders(root).environment("out");
        for (String name : List.of("..", "../out", "/etc", "test/../../out", "", ".", "a\0b", "Test")) {
            assertThat(folders.problems(name))
                    .as(name)
                    .singleElement()
                    .asString()
                    .contains("environment's folder has a name");
        }
        folders.environment("based", "base: ../../out");
        assertThat(folders.problems("based"))
                .anyMatch(line -> line.startsWith("based/environment.yaml:7:9: spec.base: "));
        folders.environment("based", "base: /etc");
        assertThat(folders.problems("based"))
                .anyMatch(line -> line.startsWith("based/environment.yaml:7:9: spec.base: "));
    }

    @Test
    void whatIsNotUtf8IsRefused() throws IOException {
        Folders folders = new Folders(root).environment("test");
        Files.write(root.resolve("test/a.yaml"), "text: \u00e4\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(folders.problems("test")).containsExactly("test/a.yaml:1:1: document: not UTF-8; save it as UTF-8");
    }

    @Test
    void aliasesOfOneDocumentAreRead() {
        assertThat(new Folders(root)
                        .environment("test")
                        .file("test/a.yaml", Folders.document("Thing", "one", "text: &a hello", "names: [*a, *a]"))
                        .problems("test"))
                .isEmpty();
    }

    @Test
    void aMistakeIsOneLineWhateverItsFileSays() {
        assertThat(new Folders(root)
                        .environment("test")
                        .file(
                                "test/a.yaml",
                                Folders.document("Thing", "one", "\"a\\nb\\e[31m\": 1", "formed: \"x\\ny\\u202e\""))
                        .problems("test"))
                .hasSize(2)
                .noneMatch(line -> line.matches("(?s).*[\n\u001b\u202e].*"))
                .allMatch(line -> line.contains("\uFFFD"));
    }

    @Test
    void mistakesThatAreTooManyAreCounted() {
        Folders folders = new Folders(root).environment("test");
        StringBuilder text = new StringBuilder(HEAD.stripTrailing()).append('\n');
        for (int i = 0; i < 3000; i++) {
            text.append("  x").append(i).append(": 1\n");
        }
        folders.file("test/a.yaml", text.toString());
        List<String> lines = folders.problems("test");
        assertThat(lines).hasSize(1001);
        assertThat(lines.get(1000)).contains("at least 2000 more mistakes");
    }
}
