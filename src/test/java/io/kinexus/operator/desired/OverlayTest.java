package io.kinexus.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.environment.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OverlayTest {
    @TempDir
    Path root;

    record Word(String reason, String name, String wanted) {
        @Override
        public String toString() {
            return reason;
        }
    }

    static Stream<Word> words() {
        return Stream.of(
                new Word("the whole name", "production", "staging"),
                new Word("between a hyphen and the end", "kinexus-production", "kinexus-staging"),
                new Word("between slashes", "kinexus/production/database", "kinexus/staging/database"),
                new Word("between a dot and an underscore", "a.production_b", "a.staging_b"),
                new Word("part of a word stays", "reproduction", "reproduction"),
                new Word("so does what goes on", "productions", "productions"),
                new Word("twice", "production-production", "staging-staging"),
                new Word("two words at once, not one after the other", "production-blue", "staging-green"),
                new Word("the longest that fits", "main-eu-west", "main-nearby"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("words")
    void wholeWordsAreReplaced(Word it) {
        Map<String, String> rename =
                Map.of("production", "staging", "staging", "never", "blue", "green", "eu", "us", "eu-west", "nearby");
        assertThat(Overlay.words(it.name(), rename)).isEqualTo(it.wanted());
    }

    @Test
    void namesAndReferencesAreRenamedAndOtherValuesAreNot() {
        Folders folders = new Folders(root)
                .environment("production")
                .file(
                        "production/a.yaml",
                        Folders.document("Thing", "production", "text: production", "environment: {A: production}")
                                + "---\n"
                                + Folders.document(
                                        "Thing",
                                        "b-production",
                                        "next: production",
                                        "others: [thing/production]",
                                        "loose: thing/production",
                                        "environment: {B: {from: thing/production, value: host}}",
                                        "pattern: {source: [thing/production]}"))
                .environment("staging", "base: ../production", "rename: {production: staging, thing: nothing}");
        assertThat(folders.problems()).isEmpty();
        Thing first = folders.bound("staging", "staging");
        assertThat(first.text()).contains("production");
        assertThat(first.environment().toString()).contains("Text[text=production]");
        Thing second = folders.bound("staging", "b-staging");
        assertThat(second.next()).contains("staging");
        assertThat(second.others()).containsExactly("thing/staging");
        assertThat(second.loose()).contains("thing/staging");
        assertThat(second.environment().toString()).contains("from=thing/staging");
        assertThat(second.pattern().orElseThrow().text()).isEqualTo("{\"source\":[\"thing/production\"]}");
    }

    @Test
    void documentsAreMergedByKindAndName() {
        Folders folders = new Folders(root)
                .environment("production", "mode: observe", "tags: {a: one, b: two}", "freeze: []")
                .file(
                        "production/a.yaml",
                        Folders.document(
                                "Thing", "one", "text: hello", "names: [a, b]", "inner: {must: x, may: 1}", "share: 2"))
                .environment("staging", "base: ../production", "tags: {b: three, a: null}")
                .file(
                        "staging/a.yaml",
                        Folders.document("Thing", "one", "names: [c]", "inner: {may: 2}", "share: null", "count: null")
                                + "---\n" + Folders.document("Thing", "two"));
        Settings settings = folders.desired("staging").settings();
        assertThat(settings.name()).isEqualTo("staging");
        assertThat(settings.mode().name()).isEqualTo("OBSERVE");
        assertThat(settings.tags()).containsExactly(Map.entry("b", "three"));
        Thing one = folders.bound("staging", "one");
        assertThat(one.text()).contains("hello");
        assertThat(one.names()).containsExactly("c");
        assertThat(one.inner()).contains(new Thing.Inner("x", 2));
        assertThat(one.share()).isEmpty();
        assertThat(folders.bound("production", "one").share()).contains(2.0);
        assertThat(folders.bound("staging", "two").text()).isEmpty();
    }

    @Test
    void basesStandOnBases() {
        Folders folders = new Folders(root)
                .environment("a", "limits: {maxDeletes: 1}", "budget: {monthlyUsd: 5}")
                .file("a/a.yaml", Folders.document("Thing", "a-one", "text: a"))
                .environment("b", "base: ../a", "rename: {a: b}")
                .file("b/a.yaml", Folders.document("Thing", "b-one", "count: 2"))
                .environment("c", "base: ../b/", "rename: {b: c}")
                .file("c/a.yaml", Folders.document("Thing", "c-one", "share: 3"));
        assertThat(folders.problems()).isEmpty();
        Thing one = folders.bound("c", "c-one");
        assertThat(List.of(
                        one.text().orElseThrow(),
                        one.count().orElseThrow(),
                        one.share().orElseThrow()))
                .containsExactly("a", 2, 3.0);
        assertThat(folders.desired("c").settings().limits().maxDeletes()).isEqualTo(1);
    }

    /** A permit is for one live resource of one environment. */
    @Test
    void permitsAreNotInherited() {
        String permit =
                "permits: [{action: delete, resource: \"arn:aws:s3:::x\", until: 2026-02-01T00:00:00Z, reason: moved}]";
        Folders folders = new Folders(root).environment("a", permit).environment("b", "base: a");
        assertThat(folders.desired("a").settings().permits()).hasSize(1);
        assertThat(folders.desired("b").settings().permits()).isEmpty();
    }

    @Test
    void aMistakeNamesTheFileThatSetItAndWhatIsMissingItsDocument() {
        Folders folders = new Folders(root)
                .environment("a")
                .file("a/a.yaml", Folders.document("Thing", "one", "count: 99", "inner: {must: x}", "share: 1"))
                .environment("b", "base: a")
                .file("b/a.yaml", Folders.document("Thing", "one", "share: much", "inner: {must: null}"));
        assertThat(folders.problems("b"))
                .containsExactly(
                        "a/a.yaml:5:10: spec.count: 99; must be a whole number from 1 to 10, without quotes",
                        "b/a.yaml:1:1: spec.inner.must: missing; must be a text",
                        "b/a.yaml:5:10: spec.share: a text; must be a number, without quotes");
    }

    @Test
    void theSameMistakeIsSaidOnceHoweverManyInheritIt() {
        Folders folders = new Folders(root)
                .environment("a")
                .file("a/a.yaml", Folders.document("Thing", "one", "count: 99"))
                .environment("b", "base: a", "rename: {one: two}");
        assertThat(folders.problems()).hasSize(1);
    }

    record Case(String reason, String base, String wanted) {
        @Override
        public String toString() {
            return reason;
        }
    }

    static Stream<Case> bases() {
        return Stream.of(
                new Case("itself", "../test", "spec.base: goes round: test -> test; break one of them"),
                new Case("one that stands on it", "../other", "spec.base: goes round: test -> other -> test"),
                new Case(
                        "one that is not there",
                        "../othr",
                        "spec.base: there is no environment othr beside this one; did you" + " mean other?"),
                new Case(
                        "elsewhere",
                        "../../other",
                        "spec.base: \"../../other\"; must be another environment's folder"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bases")
    void aBaseMustBeAnotherEnvironmentAndNotGoRound(Case it) {
        Folders folders =
                new Folders(root).environment("other", "base: ../test").environment("test", "base: " + it.base());
        assertThat(folders.problems("test")).anyMatch(line -> line.contains(it.wanted()));
    }

    @Test
    void aRenameThatMakesTwoIntoOneIsSaid() {
        Folders folders = new Folders(root)
                .environment("a")
                .file("a/a.yaml", Folders.document("Thing", "x-one") + "---\n" + Folders.document("Thing", "y-one"))
                .environment("b", "base: a", "rename: {x: y}");
        assertThat(folders.problems("b"))
                .anyMatch(line -> line.contains("metadata.name: rename makes it thing/y-one, as it does"));
    }

    @Test
    void theCommitChangesWithEveryFileThatHasAPart() {
        Folders folders = new Folders(root)
                .environment("a")
                .file("a/a.yaml", Folders.document("Thing", "one"))
                .environment("b", "base: a", "rename: {one: two}");
        String first = folders.desired("b").commit();
        assertThat(first).matches("sha256:[0-9a-f]{64}");
        assertThat(folders.desired("b").commit()).isEqualTo(first);
        folders.file("a/a.yaml", Folders.document("Thing", "one") + "# more\n");
        assertThat(Set.of(first, folders.desired("b").commit())).hasSize(2);
    }
}
