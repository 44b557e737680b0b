package io.kinexus.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BindingTest {
    /** @param given one line of a Thing's spec, in line 5, column 3 */
    record Case(String reason, String given, List<String> wanted) {
        Case(String reason, String given, String... wanted) {
            this(reason, given, List.of(wanted));
        }

        @Override
        public String toString() {
            return reason;
        }
    }

    @TempDir
    Path root;

    static Stream<Case> mistakes() {
        return Stream.of(
                new Case("text as text", "text: hello"),
                new Case("a number in quotes is text", "text: \"15.4\""),
                new Case(
                        "a number where text is wanted",
                        "text: 15.4",
                        "5:9: spec.text: a number; must be a text: write it in quotes"),
                new Case(
                        "a boolean where text is wanted",
                        "text: true",
                        "5:9: spec.text: true or false; must be a text: write it in quotes"),
                new Case("a list where text is wanted", "text: [a]", "5:9: spec.text: a list; must be a text"),
                new Case(
                        "null where nothing is under it",
                        "text: null",
                        "5:9: spec.text: null is only allowed where it removes a value of the base; must be a text"),
                new Case(
                        "an empty value is null",
                        "text:",
                        "5:8: spec.text: null is only allowed where it removes a value"
                                + " of the base; must be a text"),
                new Case(
                        "an unknown field shows the nearest",
                        "texd: a",
                        "5:3: spec.texd: not known; did you mean text? Known here: big"),
                new Case("a key that Java keeps for itself", "for: x"),
                new Case(
                        "a form says what it wants",
                        "formed: t3",
                        "5:11: spec.formed: \"t3\"; must be a class such as db.t3"),
                new Case("a number within its range", "count: 10"),
                new Case(
                        "a number over its range",
                        "count: 11",
                        "5:10: spec.count: 11; must be a whole number from 1 to 10, without quotes"),
                new Case(
                        "a number in quotes",
                        "count: \"5\"",
                        "5:10: spec.count: a text; must be a whole number from 1 to 10, without quotes"),
                new Case(
                        "half a thing",
                        "count: 1.5",
                        "5:10: spec.count: 1.5; must be a whole number from 1 to 10, without quotes"),
                new Case(
                        "a number that no machine can count to",
                        "count: 1e999999999",
                        "5:10: spec.count: 1e999999999; must be a whole number from 1 to 10, without quotes"),
                new Case("a percentage is a number", "share: 12.5"),
                new Case(
                        "a percent sign is text",
                        "share: 5%",
                        "5:10: spec.share: a text; must be a number, without quotes"),
                new Case(
                        "a word for a boolean",
                        "flag: \"true\"",
                        "5:9: spec.flag: a text; must be true or false, without quotes"),
                new Case("a duration", "pause: 30m"),
                new Case(
                        "a duration out of range",
                        "pause: 2h",
                        "5:10: spec.pause: 2h; must be a duration such as 30s, 10m, 2h or 7d, from 1m to 1h"),
                new Case(
                        "a duration without its unit",
                        "pause: 600",
                        "5:10: spec.pause: a number; must be a duration such as 30s, 10m, 2h or 7d, from 1m to 1h"),
                new Case("a time", "since: \"2026-12-23T00:00:00Z\""),
                new Case("a time with an offset, unquoted", "since: 2026-12-23T00:00:00+01:00"),
                new Case(
                        "a day is no time",
                        "since: 2026-12-23",
                        "5:10: spec.since: 2026-12-23; must be a time with its offset such as"
                                + " \"2026-12-23T00:00:00Z\""),
                new Case(
                        "a word of an enum, nearly",
                        "way: bluegreen",
                        "5:8: spec.way: bluegreen; must be one of blue-green, rolling"),
                new Case("an enum that is written as AWS does", "big: FARGATE_SPOT"),
                new Case("not in lower case", "big: fargate-spot", "5:8: spec.big: fargate-spot; must be FARGATE_SPOT"),
                new Case("values by text and by reference", "environment: {A: a, B: {from: thing/two, value: host}}"),
                new Case(
                        "a value that is a number, said without showing it",
                        "environment: {PIN: 4711}",
                        "5:22: spec.environment.PIN: a number; must be a text: write it in quotes"),
                new Case(
                        "a value of nothing known",
                        "environment: {A: {from: thing/two, value: colour}}",
                        "5:45: spec.environment.A.value: must be one of host, port, url, name, arn"),
                new Case(
                        "a value from no kind",
                        "environment: {A: {from: thingy/one, value: host}}",
                        "5:27: spec.environment.A.from: \"thingy/one\" is no reference; must be kind/name with one of"
                                + " these kinds: "),
                new Case(
                        "a value with more in it",
                        "environment: {A: {from: thing/two, value: host, or: b}}",
                        "5:51: spec.environment.A.or: not known; must be {from: kind/name, value:"
                                + " host|port|url|name|arn}"),
                new Case(
                        "more items than allowed",
                        "names: [a, b, c]",
                        "5:10: spec.names: 3 items; must be a list of at most 2 items, each a text"),
                new Case(
                        "one text where a list is wanted",
                        "names: a",
                        "5:10: spec.names: a text; must be a list of at most 2 items, each a text"),
                new Case("a pattern with nulls of its own", "pattern: {detail: {state: [null, {exists: true}, 5]}}"),
                new Case(
                        "what is missing names the document",
                        "inner: {may: 3}",
                        "1:1: spec.inner.must: missing; must be a text"),
                new Case(
                        "a list within a mapping keeps its index in the path",
                        "names: [a, 5]",
                        "5:14: spec.names[1]: a number; must be a text: write it in quotes"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void everyMistakeIsSaidWhereItStands(Case it) {
        List<String> lines = new Folders(root)
                .environment("test")
                .file("test/a.yaml", Folders.document("Thing", "one", it.given()))
                .file("test/b.yaml", Folders.document("Thing", "two"))
                .problems("test");
        assertThat(lines).hasSameSizeAs(it.wanted());
        for (int i = 0; i < it.wanted().size(); i++) {
            assertThat(lines.get(i)).startsWith("test/a.yaml:" + it.wanted().get(i));
        }
    }

    /** Readers of YAML differ on these, so each is refused with the way out. */
    @Test
    void whatReadersOfYamlDifferOnIsRefused() {
        for (String trap : List.of("no", "Off", "YES", "0777", "0o17", "0x1F", "1_000", "22:30", ".nan", "-.INF")) {
            assertThat(new Folders(root)
                            .environment("test")
                            .file("test/a.yaml", Folders.document("Thing", "one", "text: " + trap))
                            .problems("test"))
                    .as(trap)
                    .hasSize(1)
                    .allMatch(line -> line.startsWith("test/a.yaml:5:9: spec.text: ") && line.contains(trap));
        }
    }

    @Test
    void theyAreTextInQuotesAndAsKeys() {
        assertThat(new Folders(root)
                        .environment("test")
                        .file(
                                "test/a.yaml",
                                Folders.document("Thing", "one", "text: \"no\"", "environment: {on: \"0777\", N: y}"))
                        .problems("test"))
                .isEmpty();
    }

    /** A blueprint's own checks are not held up by a field that does not bind, nor misled by it. */
    @Test
    void whatABlueprintSaysComesWithTheRest() {
        Folders folders = new Folders(root)
                .environment("test")
                .file("test/a.yaml", Folders.document("Thing", "one", "text: flaw", "count: many"))
                .file("test/b.yaml", Folders.document("Thing", "two", "text: flaw count", "count: many"))
                .file("test/c.yaml", Folders.document("Thing", "three", "text: flaw two", "next: two"))
                .file("test/d.yaml", Folders.document("Thing", "four", "text: flaw"));
        assertThat(folders.problems("test"))
                .containsExactly(
                        "test/a.yaml:5:9: spec.text: must not begin with flaw",
                        "test/a.yaml:6:10: spec.count: a text; must be a whole number from 1 to 10, without quotes",
                        "test/b.yaml:6:10: spec.count: a text; must be a whole number from 1 to 10, without quotes",
                        "test/d.yaml:5:9: spec.text: must not begin with flaw");
    }

    @Test
    void allMistakesOfAllFilesAreSaidAtOnceInOrder() {
        assertThat(new Folders(root)
                        .environment("test", "mode: enforced", "limits: {maxDeletes: -1}")
                        .file("test/b.yaml", "- 1\n")
                        .file("test/a.yaml", "a: [\n")
                        .file(
                                "test/c.yaml",
                                Folders.document("Thing", "one", "inner: {}", "flag: 1")
                                        .replace("/v1", "/v2"))
                        .problems("test"))
                .containsExactly(
                        "test/a.yaml:2:1: a: not YAML: while parsing a flow node, expected the node content, but"
                                + " found '<stream end>'",
                        "test/b.yaml:1:1: document: a list; must be a mapping with apiVersion, kind, metadata, spec",
                        "test/c.yaml:1:1: spec.inner.must: missing; must be a text",
                        "test/c.yaml:1:13: apiVersion: kinexus.io/v2; must be kinexus.io/v1",
                        "test/c.yaml:6:9: spec.flag: a number; must be true or false, without quotes",
                        "test/environment.yaml:7:9: spec.mode: enforced; must be one of enforce, observe",
                        "test/environment.yaml:8:24: spec.limits.maxDeletes: -1; must be a whole number from 0 to 1000,"
                                + " without quotes");
    }

    @Test
    void headersAreCheckedLikeEverythingElse() {
        String document = """
            apiVersion: kinexus.io/v1
            kind: Thign
            metadata: {name: "-a", labels: {}}
            specs: {}
            ---
            kind: Thing
            metadata: {}
            spec:
            """;
        assertThat(new Folders(root)
                        .environment("test")
                        .file("test/a.yaml", document)
                        .problems("test"))
                .containsExactly(
                        "test/a.yaml:1:1: spec: missing; must be a mapping, {} when there is nothing to say",
                        "test/a.yaml:2:7: kind: there is no kind Thign; did you mean Thing? Known here: Bucket,"
                                + " Cluster, Environment, Secret, Service, Thing",
                        "test/a.yaml:3:18: metadata.name: -a; must be letters and digits, with - . _ / between them,"
                                + " at most 255 characters",
                        "test/a.yaml:3:24: metadata.labels: not known; known here: movedFrom, name",
                        "test/a.yaml:4:1: specs: not known; did you mean spec? Known here: apiVersion, kind, metadata,"
                                + " spec",
                        "test/a.yaml:6:1: apiVersion: missing; must be kinexus.io/v1",
                        "test/a.yaml:7:11: metadata.name: missing; must be letters and digits, with - . _ / between"
                                + " them, at most 255 characters",
                        "test/a.yaml:8:6: spec: null; must be a mapping, {} when there is nothing to say");
    }
}
