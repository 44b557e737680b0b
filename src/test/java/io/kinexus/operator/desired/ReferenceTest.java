package io.kinexus.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** References within an environment, and names between environments. */
class ReferenceTest {
    @TempDir
    Path root;

    record Case(String reason, List<String> given, List<String> wanted) {
        @Override
        public String toString() {
            return reason;
        }
    }

    private static Case of(String reason, String given, String... wanted) {
        return new Case(reason, List.of(given), List.of(wanted));
    }

    /** Given: the specs of things a, b, c in files of their own, one line each. */
    static Stream<Case> references() {
        return Stream.of(
                of("to another", "next: b"),
                of(
                        "to nothing, nearly",
                        "next: bb",
                        "a.yaml:5:9: spec.next: there is no thing/bb in this environment; did you mean b? Known here:"
                                + " a, b, c"),
                of(
                        "to a kind that does not fit",
                        "others: [secret/b]",
                        "a.yaml:5:12: spec.others[0]: \"secret/b\" is no reference; must be kind/name with one of these"
                                + " kinds: thing"),
                of(
                        "without its kind",
                        "others: [b]",
                        "a.yaml:5:12: spec.others[0]: \"b\" is no reference; must be kind/name with one of these"
                                + " kinds: thing"),
                of(
                        "to nothing by a value",
                        "environment: {A: {from: thing/z, value: host}}",
                        "a.yaml:5:27: spec.environment.A.from: there is no thing/z in this environment; did you mean"
                                + " thing/a? Known here: thing/a, thing/b, thing/c"),
                of(
                        "to itself",
                        "next: a",
                        "a.yaml:5:9: spec.next: goes round: thing/a -> thing/a; break one of these references"),
                new Case(
                        "round three, shown once",
                        List.of("next: b", "others: [thing/c]", "environment: {X: {from: thing/a, value: host}}"),
                        List.of("a.yaml:5:9: spec.next: goes round: thing/a -> thing/b -> thing/c -> thing/a; break"
                                + " one of these references")),
                new Case("round, but one is no edge", List.of("next: b", "loose: thing/a"), List.of()),
                new Case(
                        "two circles",
                        List.of("next: a", "next: c", "next: b"),
                        List.of(
                                "a.yaml:5:9: spec.next: goes round: thing/a -> thing/a; break one of these references",
                                "b.yaml:5:9: spec.next: goes round: thing/b -> thing/c -> thing/b; break one of these"
                                        + " references")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("references")
    void everyReferenceLeadsSomewhereAndNoneRound(Case it) {
        Folders folders = new Folders(root).environment("test");
        String[] names = {"a", "b", "c"};
        for (int i = 0; i < names.length; i++) {
            String[] spec = i < it.given().size() ? new String[] {it.given().get(i)} : new String[0];
            folders.file("test/" + names[i] + ".yaml", Folders.document("Thing", names[i], spec));
        }
        assertThat(folders.problems("test"))
                .containsExactlyElementsOf(
                        it.wanted().stream().map(line -> "test/" + line).toList());
    }

    @Test
    void aLongChainIsNoCircleAndNoTrouble() {
        Folders folders = new Folders(root).environment("test");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
            text.append("---\n").append(Folders.document("Thing", "t" + i, "next: t" + (i + 1)));
        }
        folders.file("test/a.yaml", text + "---\n" + Folders.document("Thing", "t5000"));
        assertThat(folders.problems("test")).isEmpty();
    }

    @Test
    void circlesAreFoundAmongWhatIsNone() {
        assertThat(Circles.in(Map.of("a", Set.of("b"), "b", Set.of("c", "d"), "c", Set.of("b"), "e", Set.of("a"))))
                .containsExactly(List.of("b", "c"));
    }

    @Test
    void declaringTwiceIsAMistake() {
        assertThat(new Folders(root)
                        .environment("test")
                        .file("test/a.yaml", Folders.document("Thing", "one"))
                        .file("test/b.yaml", Folders.document("Thing", "one"))
                        .problems("test"))
                .singleElement()
                .asString()
                .startsWith("test/b.yaml:3:18: metadata.name: thing/one is declared twice, first in ")
                .endsWith("test/a.yaml:3:18; keep one, or give it another name");
    }

    private static Case claim(String reason, String first, String second, String... wanted) {
        return new Case(reason, List.of(first, second), List.of(wanted));
    }

    /** Given: what environments one and two declare. */
    static Stream<Case> claims() {
        String bucket = Folders.document("Bucket", "logs");
        String secret = Folders.document("Secret", "key", "generate: {length: 32}");
        return Stream.of(
                claim("different names", bucket, Folders.document("Bucket", "other")),
                claim(
                        "one bucket for two",
                        bucket,
                        bucket,
                        "bucket/logs, as buckets have one name worldwide, is claimed by"
                                + " environment one too, by bucket/logs in "),
                claim("a bucket that is only pointed at", bucket, Folders.document("Bucket", "logs", "existing: logs")),
                claim(
                        "one secret for two",
                        secret,
                        secret,
                        "secret/key in account 123456789012 and region us-east-1 is claimed"),
                claim(
                        "things that are unique in their environment",
                        Folders.document("Thing", "x"),
                        Folders.document("Thing", "x")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("claims")
    void noTwoEnvironmentsClaimOnePhysicalName(Case it) {
        Folders folders = new Folders(root)
                .environment("one")
                .file("one/a.yaml", it.given().get(0))
                .environment("two")
                .file("two/a.yaml", it.given().get(1));
        assertThat(folders.problems("two")).hasSameSizeAs(it.wanted());
        assertThat(folders.problems("one")).hasSameSizeAs(it.wanted());
        it.wanted().forEach(wanted -> assertThat(folders.problems("two").get(0))
                .startsWith("two/a.yaml:3:18: metadata.name: " + wanted));
    }

    @Test
    void namesOfOtherAccountsAndRegionsAreTheirOwn() {
        String secret = Folders.document("Secret", "key", "generate: {length: 32}");
        Folders folders = new Folders(root)
                .environment("one")
                .file("one/a.yaml", secret)
                .file(
                        "two/environment.yaml",
                        Folders.document("Environment", "two", "account: \"123456789012\"", "region: eu-west-1"))
                .file("two/a.yaml", secret);
        assertThat(folders.problems()).isEmpty();
    }

    /** Environment a-b with c, and environment a with b-c, would both make the role a-b-c-task. */
    @Test
    void derivedNamesMeetToo() {
        Folders folders = new Folders(root)
                .environment("a-b")
                .file("a-b/a.yaml", Folders.document("Thing", "c"))
                .environment("a")
                .file("a/a.yaml", Folders.document("Thing", "b-c"));
        assertThat(folders.problems("a"))
                .singleElement()
                .asString()
                .contains("the prefix a-b-c of what Thing derives in account 123456789012 is claimed by environment a-b"
                        + " too");
    }

    @Test
    void theMistakesOfOthersHoldNobodyUp() {
        Folders folders = new Folders(root)
                .environment("good")
                .environment("bad", "mode: maybe")
                .file("bad/x.yaml", "[\n");
        assertThat(folders.problems("good")).isEmpty();
        assertThat(folders.problems("bad")).hasSize(2);
    }
}
