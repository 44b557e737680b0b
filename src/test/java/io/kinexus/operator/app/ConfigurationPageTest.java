package io.kinexus.operator.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.kinexus.operator.support.Golden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of the configuration, from the constants that hold the keys. */
class ConfigurationPageTest {
    private static final Path PAGE = Path.of("docs", "configuration.md");
    private static final Pattern KEY = Pattern.compile("\"(kinexus\\.[a-z][a-z.-]*)\"");

    /** What the process tells itself between its start and Quarkus's, from the words of the command line. */
    private static final Set<String> OWN = Set.of(
            "kinexus.database.own",
            "kinexus.desired-state",
            "kinexus.git.followed",
            "kinexus.rehearsal",
            "kinexus.sandbox",
            "kinexus.sandbox.port",
            "kinexus.sandbox.speed",
            "kinexus.terminal");

    private static final String HEAD = """
        <!-- Generated from the keys in the sources; do not edit. -->
        # Configuration

        Each key is a property (`-Dkinexus.home=...` in `KINEXUS_JAVA_OPTIONS`) and an environment variable; the property wins. What the
        command line has an option for is not here: `kinexus VERB --help`. How an environment is reconciled stands in
        [its own document](kinds/environment.md). Values marked *secret* are never shown or logged; prefer the key that ends in `-file` where
        there is one.

        | key | environment variable | what | otherwise |
        |---|---|---|---|
        """;

    private static final String TAIL = """

        AWS is reached as the SDK for Java does: `AWS_REGION`, `AWS_PROFILE`, `AWS_ENDPOINT_URL`, and its chain of credentials.

        The launcher itself reads:

        | environment variable | what |
        |---|---|
        | `JAVA_HOME` | the JDK, 17 or later; else the `java` on the `PATH` |
        | `KINEXUS_JAVA_OPTIONS` | further words for the JVM, behind those of the launcher |
        | `KINEXUS_NO_ARCHIVE` | any value: no fast start is prepared |

        and `./mvnw`:

        | environment variable | what |
        |---|---|
        | `KINEXUS_PINNED_MAVEN` | any value: the pinned Maven, whatever is on the `PATH` |
        | `MAVEN_USER_HOME` | where the pinned Maven is kept; `~/.m2` unless given |
        """;

    @Test
    void thePageIsWhatTheSourcesSay() {
        StringBuilder page = new StringBuilder(HEAD);
        settings().forEach((key, setting) -> page.append("| `")
                .append(key)
                .append("` | `")
                .append(variable(key))
                .append("` | ")
                .append(setting.value())
                .append(setting.secret() ? " *Secret.*" : "")
                .append(" | ")
                .append(setting.otherwise())
                .append(" |\n"));
        Golden.check(PAGE, page.append(TAIL).toString());
    }

    @Test
    void noKeyIsReadThatThePageLeavesOut() throws IOException {
        Set<String> read = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
            sources.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> KEY.matcher(text(file)).results())
                    .map(found -> found.group(1))
                    .forEach(read::add);
        }
        read.removeAll(OWN);
        assertThat(settings().keySet()).containsExactlyElementsOf(read);
    }

    @Test
    void everyVariableOfTheScriptsIsOnThePage() {
        String page = text(PAGE);
        Pattern variable = Pattern.compile("\\$\\{(KINEXUS_[A-Z_]+|MAVEN_USER_HOME)");
        Set<String> read = Stream.of("kinexus", "mvnw")
                .flatMap(script -> variable.matcher(text(Path.of(script))).results())
                .map(MatchResult::group)
                .map(found -> found.substring(2))
                .collect(Collectors.toSet());
        assertThat(read).isNotEmpty().allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }

    private static SortedMap<String, Setting> settings() {
        SortedMap<String, Setting> settings = new TreeMap<>();
        new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.kinexus.operator.app")
                        .stream()
                        .flatMap(type -> type.getFields().stream())
                        .map(JavaField::reflect)
                        .filter(field -> field.isAnnotationPresent(Setting.class))
                        .forEach(field -> settings.put(key(field), field.getAnnotation(Setting.class)));
        return settings;
    }

    private static String key(Field constant) {
        try {
            constant.setAccessible(true);
            return String.valueOf(constant.get(null));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
