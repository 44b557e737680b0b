package io.kinexus.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinexus.operator.core.environment.Freeze;
import io.kinexus.operator.core.environment.Limits;
import io.kinexus.operator.core.environment.Mode;
import io.kinexus.operator.core.environment.Permit;
import io.kinexus.operator.core.environment.Settings;
import io.kinexus.operator.core.environment.Window;
import io.kinexus.operator.engine.Desired;
import io.kinexus.operator.engine.DesiredState.Reading;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EnvironmentTest {
    @TempDir
    Path root;

    @Test
    void whatIsLeftOutHasTheContractsDefaults() {
        Settings settings =
                new Folders(root).environment("test").desired("test").settings();
        assertThat(settings)
                .isEqualTo(new Settings(
                        "test",
                        "123456789012",
                        "us-east-1",
                        Mode.ENFORCE,
                        java.util.Map.of(),
                        Duration.ofSeconds(60),
                        Duration.ofMinutes(10),
                        new Limits(3, 3),
                        List.of(),
                        List.of()));
    }

    @Test
    void everythingThatIsSaidIsTaken() {
        Settings settings = new Folders(root)
                .environment(
                        "test",
                        "mode: observe",
                        "tags: {application: kinexus}",
                        "reconcile: {fast: 30s, slow: 5m}",
                        "limits: {maxDeletes: 0, maxConcurrentRollouts: 1}",
                        "freeze: [{name: x, from: 2026-01-01T00:00:00Z, to: 2026-01-02T00:00:00Z, allow: [rollback]}]",
                        "permits:",
                        "  - action: replace",
                        "    resource: arn:aws:rds:us-east-1:123456789012:db:x",
                        "    until: 2026-02-01T00:00:00Z",
                        "    reason: bigger disks")
                .desired("test")
                .settings();
        assertThat(List.of(settings.mode(), settings.fast(), settings.slow(), settings.limits()))
                .containsExactly(Mode.OBSERVE, Duration.ofSeconds(30), Duration.ofMinutes(5), new Limits(0, 1));
        assertThat(settings.freezes()).singleElement().satisfies(freeze -> {
            assertThat(freeze.allow()).containsExactly(Freeze.Allowed.ROLLBACK);
            assertThat(freeze.window().openUntil(Instant.parse("2026-01-01T12:00:00Z")))
                    .contains(Instant.parse("2026-01-02T00:00:00Z"));
        });
        assertThat(settings.permits())
                .containsExactly(new Permit(
                        Permit.Kind.REPLACE,
                        "arn:aws:rds:us-east-1:123456789012:db:x",
                        Instant.parse("2026-02-01T00:00:00Z"),
                        "bigger disks"));
    }

    record Case(String reason, String given, String wanted) {
        @Override
        public String toString() {
            return reason;
        }
    }

    static Stream<Case> mistakes() {
        return Stream.of(
                new Case("mode", "mode: off", "7:9: spec.mode: off is true or false to some readers"),
                new Case(
                        "slow is fast",
                        "reconcile: {fast: 10m, slow: 1m}",
                        "7:32: spec.reconcile.slow: shorter than fast"),
                new Case("AWS's own tag", "tags: {aws:x: y}", "7:17: spec.tags.aws:x: tags that start with aws:"),
                new Case(
                        "our own tag",
                        "tags: {kinexus:environment: y}",
                        "7:31: spec.tags.kinexus:environment: tags that"),
                new Case(
                        "half a freeze",
                        "freeze: [{name: x, from: 2026-01-01T00:00:00Z}]",
                        "7:12: spec.freeze[0]: must have either from and to, or cron and duration"),
                new Case(
                        "both kinds of freeze",
                        "freeze: [{name: x, cron: 0 18 * * FRI, to: 2026-01-01T00:00:00Z}]",
                        "7:12: spec.freeze[0]: must have either"),
                new Case(
                        "backwards",
                        "freeze: [{name: x, from: 2026-01-02T00:00:00Z, to: 2026-01-01T00:00:00Z}]",
                        "7:54: spec.freeze[0].to: not after from; must be later"),
                new Case(
                        "no such zone",
                        "freeze: [{name: x, cron: 0 18 * * FRI, duration: 1h, timeZone: Mars/Olympus}]",
                        "7:66: spec.freeze[0].timeZone: Mars/Olympus is no time zone"),
                new Case(
                        "AWS's form of cron",
                        "freeze: [{name: x, cron: \"cron(0 18 ? * 6 *)\", duration: 1h}]",
                        "7:28: spec.freeze[0].cron: cron(0 18 ? * 6 *) is an AWS schedule; write \"0 18 * * FRI\""),
                new Case(
                        "no cron at all",
                        "freeze: [{name: x, cron: 0 99 * * *, duration: 1h}]",
                        "7:28: spec.freeze[0].cron: 0 99 * * * is not a cron expression"),
                new Case("a rename of nothing", "rename: {a: b}", "7:11: spec.rename: renames nothing without a base"),
                new Case(
                        "a permit without its reason",
                        "permits: [{action: delete, resource: \"arn:aws:s3:::x\"," + " until: 2026-01-01T00:00:00Z}]",
                        "1:1: spec.permits[0].reason: missing"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void whatAnEnvironmentCannotSay(Case it) {
        assertThat(new Folders(root).environment("test", it.given()).problems("test"))
                .singleElement()
                .asString()
                .startsWith("test/environment.yaml:" + it.wanted());
    }

    record Moment(String reason, String at, String until) {
        @Override
        public String toString() {
            return reason;
        }
    }

    /** Fridays at 18:00 in New York, for 60 hours. */
    static Stream<Moment> moments() {
        return Stream.of(
                new Moment("before", "2026-01-09T22:59:59Z", ""),
                new Moment("the first moment", "2026-01-09T23:00:00Z", "2026-01-12T11:00:00Z"),
                new Moment("within its first minute", "2026-01-09T23:00:30Z", "2026-01-12T11:00:00Z"),
                new Moment("on Sunday", "2026-01-11T12:00:00Z", "2026-01-12T11:00:00Z"),
                new Moment("the last moment", "2026-01-12T10:59:59Z", "2026-01-12T11:00:00Z"),
                new Moment("after", "2026-01-12T11:00:00Z", ""),
                new Moment("in summer an hour earlier", "2026-07-10T22:00:00Z", "2026-07-13T10:00:00Z"),
                new Moment("60 hours are 60 hours when clocks change", "2026-03-07T12:00:00Z", "2026-03-09T11:00:00Z"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("moments")
    void aWeeklyWindowOpensByTheClockOfItsZone(Moment it) {
        Window weekend = new Folders(root)
                .environment(
                        "test",
                        "freeze: [{name: weekend, cron: \"0 18 * * FRI\", duration: 60h, timeZone: America/New_York}]")
                .desired("test")
                .settings()
                .freezes()
                .get(0)
                .window();
        assertThat(weekend.openUntil(Instant.parse(it.at()))
                        .map(Instant::toString)
                        .orElse(""))
                .isEqualTo(it.until());
    }

    @Test
    void everyFolderHasExactlyOneEnvironmentOfItsName() {
        Folders folders = new Folders(root)
                .file("none/a.yaml", Folders.document("Thing", "one"))
                .environment("two")
                .file(
                        "two/more.yaml",
                        Folders.document("Environment", "tow", "account: \"123456789012\"", "region: us-east-1"));
        assertThat(folders.problems("none"))
                .containsExactly(
                        "none:1:1: environment: there is no document of kind Environment; must have exactly one,"
                                + " named none");
        assertThat(folders.problems("two")).hasSize(2);
        assertThat(folders.problems("two").get(0))
                .startsWith("two/more.yaml:1:1: kind: a second Environment; the first is in ");
        assertThat(folders.problems("two").get(1)).startsWith("two/more.yaml:3:18: metadata.name: tow; must be two");
    }

    @Test
    void whatDidNotChangeIsNotReadTwiceAndWhatDidIs() {
        Folders folders = new Folders(root).environment("test").environment("other");
        DesiredFolder folder = folders.folder();
        Reading first = folder.read("test");
        assertThat(desired(folder.read("test"))).isSameAs(desired(first));
        folders.environment("test", "mode: observe");
        assertThat(desired(folder.read("test")).settings().mode()).isEqualTo(Mode.OBSERVE);
        folders.file("test/x.yaml", "[\n");
        assertThat(folder.read("test")).isInstanceOf(Reading.Broken.class);
        folders.file("test/x.yaml", Folders.document("Bucket", "x"))
                .file("other/x.yaml", Folders.document("Bucket", "x"));
        assertThat(folder.read("test")).isInstanceOf(Reading.Broken.class);
    }

    private static Desired desired(Reading reading) {
        return reading.fold(desired -> desired, problems -> {
            throw new AssertionError(problems);
        });
    }

    @Test
    void t4AMissingFolderIsNoEmptyEnvironment() {
        assertThat(new Folders(root).environment("good").problems("missing"))
                .containsExactly("missing:1:1: environment: there is no such folder; known here: good");
    }

    @Test
    void t5ZeroDocumentsAreNoEmptyEnvironment() {
        Folders folders =
                new Folders(root).file("empty/readme.txt", "nothing\n").file("blank/a.yaml", "# nothing\n---\n---\n");
        for (String name : List.of("empty", "blank")) {
            assertThat(folders.problems(name))
                    .singleElement()
                    .asString()
                    .startsWith(name + ":1:1: environment: there is no document; an empty folder is no environment");
        }
        assertThat(folders.folder().environments()).containsExactly("blank", "empty");
    }

    @Test
    void t8ACutOffFileIsNotHalfAnEnvironment() {
        Folders folders = new Folders(root).environment("cut");
        String first = Folders.document("Thing", "one", "text: hello", "names: [a, b]") + "---\n";
        String whole = (first + Folders.document("Thing", "two", "inner: {must: x}")).stripTrailing();
        for (int length = first.length() + 1; length < whole.length(); length++) {
            assertThat(folders.file("cut/a.yaml", whole.substring(0, length)).problems("cut"))
                    .as(whole.substring(first.length(), length))
                    .isNotEmpty();
        }
        assertThat(folders.file("cut/a.yaml", whole).problems("cut"))
                .as("an editor need not end the last line")
                .isEmpty();
    }

    @Test
    void t30ExplicitNullsAreNoValues() {
        assertThat(new Folders(root)
                        .environment("test", "limits: null")
                        .file("test/a.yaml", Folders.document("Thing", "one", "flag: null", "names: [null]"))
                        .problems("test"))
                .hasSize(3)
                .allMatch(line -> line.contains("null is only allowed where it removes a value of the base"));
    }

    @Test
    void aMissingRootIsNotARootWithoutEnvironments() {
        DesiredFolder folder = new DesiredFolder(root.resolve("nowhere"), Folders.KINDS);
        assertThatThrownBy(folder::environments).isInstanceOf(UncheckedIOException.class);
        assertThat(folder.problems()).hasSize(1);
        assertThat(new Folders(root).problems()).singleElement().asString().contains("holds no environment");
    }
}
