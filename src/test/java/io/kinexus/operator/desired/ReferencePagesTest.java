package io.kinexus.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.engine.Desired;
import io.kinexus.operator.support.Golden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages of {@code docs/} that are generated: what people may write, and what it becomes. */
class ReferencePagesTest {
    private static final Path ROOT = Path.of("desired-state");
    private static final Path PAGES = Path.of("docs", "kinds");
    private static final Path UNSHIPPED = Path.of("src", "test", "resources", "reference");
    private static final List<String> ENVIRONMENTS = List.of("production", "development", "staging");

    private final Kinds kinds = Kinds.installed();
    private final List<Desired> shipped = ENVIRONMENTS.stream()
            .map(environment -> new DesiredFolder(ROOT, kinds).read(environment).fold(read -> read, problems -> {
                throw new AssertionError(problems);
            }))
            .toList();

    @Test
    void everyDeclarationHasItsPage() {
        for (Kinds.Entry entry : kinds.entries()) {
            Golden.check(
                    PAGES.resolve(entry.name() + ".md"),
                    new DeclarationPage(entry, example(entry.word()), becomes(entry.name())).text());
        }
    }

    @Test
    void theIndexNamesEveryPageAndNoOther() throws IOException {
        StringBuilder index = new StringBuilder("<!-- Generated from the records; do not edit. -->\n# Kinds\n\n");
        for (Kinds.Entry entry : kinds.entries()) {
            index.append("- [")
                    .append(entry.word())
                    .append("](")
                    .append(entry.name())
                    .append(".md): ");
            index.append(((RecordShape) entry.shape()).doc()).append('\n');
        }
        Golden.check(PAGES.resolve("README.md"), index.toString());
        try (Stream<Path> files = Files.list(PAGES)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                    Stream.of("README.md"),
                                    kinds.names().stream().map(name -> name + ".md"))
                            .toList());
        }
    }

    @Test
    void everyResourceHasItsTable() {
        Map<KindName, List<Declared<?>>> samples = new TreeMap<>(shipped.stream()
                .flatMap(desired -> desired.resources().stream())
                .collect(Collectors.groupingBy(resource -> resource.id().kind())));
        Golden.check(Path.of("docs", "resources.md"), new ResourcesPage(samples).text());
    }

    private SortedSet<KindName> becomes(KindName declaration) {
        return shipped.stream()
                .flatMap(desired -> desired.resources().stream())
                .filter(resource -> resource.from().kind().equals(declaration))
                .map(resource -> resource.id().kind())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void whatIsShownAndNotShippedIsWithoutMistakes() {
        assertThat(new DesiredFolder(UNSHIPPED, kinds).problems()).isEmpty();
    }

    /** The first document of the kind that is shipped, or else one that is kept for these pages. */
    private static String example(String word) {
        Stream<Path> shipped = ENVIRONMENTS.stream().map(ROOT::resolve);
        return Stream.concat(shipped, Stream.of(UNSHIPPED.resolve("example")))
                .flatMap(environment -> documents(environment).stream())
                .filter(document -> document.contains("\nkind: " + word + "\n"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no document of kind " + word + " is shipped"));
    }

    private static List<String> documents(Path folder) {
        List<String> documents = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                Arrays.stream(Files.readString(file).split("(?m)^---$\\R?"))
                        .map(document -> document.replaceFirst("(?s)\\A(#[^\\n]*\\n)+", ""))
                        .forEach(documents::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return documents;
    }
}
