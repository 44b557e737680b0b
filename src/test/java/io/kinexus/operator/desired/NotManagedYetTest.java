package io.kinexus.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.blueprint.Blueprint;
import io.kinexus.operator.blueprint.backupplan.BackupPlanBlueprint;
import io.kinexus.operator.blueprint.bucket.BucketDeclaration;
import io.kinexus.operator.blueprint.cluster.ClusterDeclaration;
import io.kinexus.operator.blueprint.dashboard.DashboardBlueprint;
import io.kinexus.operator.blueprint.environment.EnvironmentBlueprint;
import io.kinexus.operator.blueprint.eventbus.EventBusBlueprint;
import io.kinexus.operator.blueprint.events.EventsBlueprint;
import io.kinexus.operator.blueprint.function.FunctionBlueprint;
import io.kinexus.operator.blueprint.httpapi.HttpApiBlueprint;
import io.kinexus.operator.blueprint.network.NetworkDeclaration;
import io.kinexus.operator.blueprint.table.TableBlueprint;
import io.kinexus.operator.blueprint.task.TaskBlueprint;
import io.kinexus.operator.engine.Desired;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Declarations that are read and checked before their kinds exist. */
class NotManagedYetTest {
    private static final Kinds KINDS = new Kinds(List.<Blueprint<?>>of(
            new EnvironmentBlueprint(),
            Only.of("bucket", BucketDeclaration.class),
            Only.of("cluster", ClusterDeclaration.class),
            Only.of("network", NetworkDeclaration.class),
            new BackupPlanBlueprint(),
            new DashboardBlueprint(),
            new EventBusBlueprint(),
            new EventsBlueprint(),
            new FunctionBlueprint(),
            new HttpApiBlueprint(),
            new TableBlueprint(),
            new TaskBlueprint()));
    private static final String TASK = "cluster: c\n  network: n\n  image: a/b:1";
    private static final String FUNCTION = Folders.document(
            "Function", "f", "runtime: python3.12", "handler: app.handler", "code: {bucket: code, key: a.zip}");

    @TempDir
    Path root;

    /** @param wanted a part of the one mistake; empty when there is none */
    record Case(String reason, String given, String wanted) {
        @Override
        public String toString() {
            return reason;
        }
    }

    private static Case of(String reason, String kind, String wanted, String... spec) {
        return new Case(reason, Folders.document(kind, "xyz", spec), wanted);
    }

    static Stream<Case> cases() {
        String keys = "keys: {partition: id}";
        return Stream.of(
                of("table", "Table", "", keys, "attributes: {id: S}"),
                of(
                        "key without a type",
                        "Table",
                        "5:31: spec.keys.sort: n has no type; add it",
                        "keys: {partition: id, sort: n}",
                        "attributes: {id: S}"),
                of(
                        "type without a key",
                        "Table",
                        "6:26: spec.attributes.n: is part of no key",
                        keys,
                        "attributes: {id: S, n: N}"),
                of(
                        "a type that is none",
                        "Table",
                        "6:20: spec.attributes.id: X; must be one of S, N, B",
                        keys,
                        "attributes: {id: X}"),
                of(
                        "capacity without its billing",
                        "Table",
                        "7:13: spec.capacity: must be given for provisioned",
                        keys,
                        "attributes: {id: S}",
                        "capacity: {read: 1, write: 1}"),
                of(
                        "an index twice",
                        "Table",
                        "spec.indexes[1].name: another index has this name",
                        keys,
                        "attributes: {id: S}",
                        "indexes: [{name: abc, partition: id}, {name: abc, partition: id}]"),
                of("api", "HttpApi", "", "routes: [{route: GET /health, function: f}]"),
                of(
                        "api to no function",
                        "HttpApi",
                        "5:43: spec.routes[0].function: there is no function/g",
                        "routes: [{route: " + "GET /health, function: g}]"),
                of(
                        "a method that is none",
                        "HttpApi",
                        "5:20: spec.routes[0].route: \"GO /\"; must be a method or ANY",
                        "routes: [{route: GO /, function: f}]"),
                of(
                        "a route twice",
                        "HttpApi",
                        "spec.routes[1].route: another entry has this route",
                        "routes: [{route: $default, function: f}, {route: $default, function: f}]"),
                of(
                        "everybody's cookies",
                        "HttpApi",
                        "spec.cors.origins: cannot be * where credentials",
                        "routes: [{route: $default, function: f}]",
                        "cors: {origins: [\"*\"], credentials: true}"),
                of("bus", "EventBus", "", "rules: [{name: a, pattern: {source: [x]}, function: f}]"),
                of(
                        "a rule of neither kind",
                        "EventBus",
                        "5:11: spec.rules[0]: must have either pattern or schedule",
                        "rules: [{name: a, function: f}]"),
                of(
                        "a rule in Unix's form",
                        "EventBus",
                        "write \"cron(0 3 * * ? *)\"",
                        "rules: [{name: a, schedule: 0 3 * * *, function: f}]"),
                of("backup", "BackupPlan", "", "schedule: rate(1 day)", "retention: 35d", "resources: [bucket/code]"),
                of(
                        "half a day",
                        "BackupPlan",
                        "6:14: spec.retention: must be whole days",
                        "schedule: rate(1 day)",
                        "retention: 36h",
                        "resources: [bucket/code]"),
                of(
                        "a zone that is none",
                        "BackupPlan",
                        "spec.timeZone: Mars is no time zone",
                        "schedule: rate(1 day)",
                        "timeZone: Mars",
                        "retention: 35d",
                        "resources: [bucket/code]"),
                of("dashboard", "Dashboard", "", "for: [function/f]"),
                of(
                        "dashboard of nothing",
                        "Dashboard",
                        "5:8: spec.for: 0 items; must be a list from 1 to 100 items",
                        "for: []"),
                of("task", "Task", "", TASK, "cpu: 256", "memory: 512"),
                of(
                        "a size that Fargate has not",
                        "Task",
                        "9:11: spec.memory: Fargate has no 4096 MiB with 256 CPU units",
                        TASK,
                        "cpu: 256",
                        "memory: 4096"),
                of(
                        "a task's schedule in Unix's form",
                        "Task",
                        "write \"cron(30 2 * * ? *)\"",
                        TASK,
                        "cpu: 256",
                        "memory: 512",
                        "schedule: 30 2 * * *"),
                of("events", "Events", ""),
                of(
                        "events from elsewhere",
                        "Events",
                        "spec.sources[0]: s3; must be one of ecs, alarms, cloudtrail",
                        "sources: [s3]"),
                new Case(
                        "a function's name",
                        FUNCTION.replace("name: f", "name: a.b"),
                        "3:18: metadata.name: a function's name"),
                new Case(
                        "Lambda's own variable",
                        FUNCTION.replace("name: f", "name: g") + "  environment: {AWS_X: y}\n",
                        "8:24: spec.environment.AWS_X: must begin with a letter"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theyAreCheckedLikeTheRest(Case it) {
        new Folders(root)
                .environment("test")
                .file("test/f.yaml", FUNCTION + "---\n" + Folders.document("Bucket", "code", "versioned: true"))
                .file("test/n.yaml", Folders.document("Network", "n") + "---\n" + Folders.document("Cluster", "c"))
                .file("test/x.yaml", it.given());
        List<String> lines =
                new DesiredFolder(root, KINDS).read("test").fold(desired -> List.of(), problems -> problems);
        assertThat(lines).hasSize(it.wanted().isEmpty() ? 0 : 1);
        assertThat(lines).allMatch(line -> line.contains(it.wanted()));
    }

    @Test
    void theyWaitAndMakeNothing() {
        new Folders(root).environment("test").file("test/e.yaml", Folders.document("Events", "e"));
        Desired desired = new DesiredFolder(root, KINDS).read("test").fold(found -> found, problems -> {
            throw new AssertionError(problems);
        });
        assertThat(desired.waiting()).map(Object::toString).containsExactly("events/e");
        assertThat(desired.resources()).isEmpty();
    }
}
