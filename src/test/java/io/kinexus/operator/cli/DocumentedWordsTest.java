package io.kinexus.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Every line of the documents that somebody could type is in words that are understood, also where it needs an account to run. */
class DocumentedWordsTest {
    private static final Pattern LINE = Pattern.compile("(?m)^\\s*(?:\\$ )?\\./kinexus ([a-z][^#$\\n]*?)\\s*(?:#.*)?$");

    private final PrintWriter nobody = new PrintWriter(Writer.nullWriter());
    private final CommandLine verbs =
            Kinexus.line(new RecordingOperator(), new Console(nobody, nobody, false, Map.of()));

    @Test
    void areUnderstood() throws IOException {
        assertThat(lines()).hasSizeGreaterThan(30).allSatisfy(line -> assertThatCode(
                        () -> verbs.parseArgs(line.split(" +")))
                .doesNotThrowAnyException());
    }

    @Test
    void whatNobodyKnowsIsNot() {
        assertThatThrownBy(() -> verbs.parseArgs("plan", "production", "--force"))
                .isInstanceOf(CommandLine.ParameterException.class);
    }

    private static List<String> lines() throws IOException {
        try (Stream<Path> pages = Files.walk(Path.of("docs"))) {
            return Stream.concat(Stream.of(Path.of("README.md")), pages)
                    .filter(page -> page.toString().endsWith(".md"))
                    .sorted()
                    .flatMap(page -> LINE.matcher(text(page)).results())
                    .map((MatchResult found) -> found.group(1))
                    .toList();
        }
    }

    private static String text(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
