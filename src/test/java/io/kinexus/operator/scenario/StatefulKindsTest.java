package io.kinexus.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.plan.Action;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Step;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.engine.Kinds;
import io.kinexus.operator.engine.Turned;
import io.kinexus.operator.support.OneFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBSnapshot;

/** What holds data is never lost by a change of the files, and never interrupted at a bad time. */
class StatefulKindsTest {
    private static final String NETWORK = """
        kind: Network
        metadata: {name: main}
        spec: {cidr: 10.0.0.0/20, availabilityZones: 2, tiers: [public, private, database], natGateways: none}
        """;
    private static final String DATABASE = """
        kind: Database
        metadata: {name: orders}
        spec:
          network: main
          engine: postgres
          version: "15"
          instanceClass: db.t3.micro
          storage: {gib: 20}
          maintenanceWindow: "sun:04:30-sun:05:30"
          backup: {window: "01:00-02:00"}
          credentials: orders
          replicas: 1
          proxy: true
          parameters: {max_connections: "200"}
          logs: [postgresql]
        """;
    private static final String SECRET = """
        kind: Secret
        metadata: {name: orders}
        spec: {generate: {username: app, for: database/orders}}
        """;
    private static final String TOPIC = """
        kind: Topic
        metadata: {name: news}
        spec: {}
        """;
    private static final String ARN = "arn:aws:rds:us-east-1:123456789012:db:orders";
    private static final String PERMIT =
            ", permits: [{action: %s, resource: \"%s\", until: \"2026-12-01T00:00:00Z\", reason: a test}]";

    @TempDir
    Path folder;

    /** Renaming or moving a file or a document keeps identity: the plan has nothing to do, and nothing is deleted. */
    @Test
    void t12RenamingAFileOrADocumentKeepsTheIdentityAndDeletesNothing() throws IOException {
        OneFile file = settled(NETWORK, DATABASE, SECRET);
        assertThat(names(file)).containsExactlyInAnyOrder("orders", "orders-replica-1");
        List<String> before = file.operated.writes();
        Path data = folder.resolve("data");
        Files.move(data.resolve("all.yaml"), data.resolve("zz-moved.yaml"));
        assertThat(file.operated.plan().empty()).isTrue();
        Files.delete(data.resolve("zz-moved.yaml"));

        Turned turned = file.commit(
                "",
                NETWORK,
                DATABASE.replace("{name: orders}", "{name: sales, movedFrom: orders}"),
                SECRET.replace("database/orders", "database/sales"));
        assertThat(turned.snapshot().sync()).isEqualTo("InSync");
        assertThat(file.operated.plan().empty()).isTrue();
        assertThat(file.operated.writes()).isEqualTo(before);
    }

    /** What cannot be changed in place is a replacement, and that is refused without a permit that names the live ARN. */
    @Test
    void t13AReplacementIsRefusedWithoutAPermitThatNamesTheLiveArn() {
        OneFile file = settled(NETWORK, DATABASE, SECRET);
        String open = DATABASE.replace("storage:", "encrypted: false\n  deletionProtection: false\n  storage:");
        file.commit("", NETWORK, DATABASE.replace("storage:", "deletionProtection: false\n  storage:"), SECRET);
        file.operated.settle(40);
        List<String> before = file.operated.writes();

        Step refused = step(file, "", open);
        assertThat(refused.action()).isInstanceOf(Action.Replace.class);
        assertThat(refused.ruling().decision()).isEqualTo("refuse");
        assertThat(refused.ruling().because()).contains("permits: [{action: replace, resource: " + ARN);
        assertThat(step(file, PERMIT.formatted("replace", ARN + "-2"), open)
                        .ruling()
                        .decision())
                .isEqualTo("refuse");
        assertThat(step(file, PERMIT.formatted("replace", ARN), open).ruling().decision())
                .isEqualTo("go");
        assertThat(file.operated.writes()).isEqualTo(before);
    }

    @Test
    void t13EveryPropertyOfAStatefulKindIsClassed() {
        assertThat(stateful()).allSatisfy(kind -> assertThat(kind.fields().rows())
                .as(kind.name().value())
                .allSatisfy(row -> assertThat(row.effect()).isIn(Effect.IN_PLACE, Effect.REPLACE)));
    }

    /** A removal needs protection lifted in an earlier commit and a permit; it leaves a last snapshot. */
    @Test
    void t15ADeletionHasALastSnapshotAndComesAfterTheCommitThatLiftedProtection() {
        OneFile file = settled(NETWORK, DATABASE.replace("  replicas: 1\n  proxy: true\n", ""), SECRET);
        String delete = PERMIT.formatted("delete", ARN) + ", limits: {maxDeletes: 9}";
        String secret = SECRET.replace(", for: database/orders", "");

        Turned guarded = file.commit(delete, NETWORK, secret);
        assertThat(OneFile.lines(guarded)).contains("db-instance/orders delete refused");
        assertThat(guarded.run().lines())
                .anySatisfy(line -> assertThat(line.message()).contains("deletionProtection: false"));

        String lifted = DATABASE.replace("  replicas: 1\n  proxy: true\n", "  deletionProtection: false\n");
        file.commit("", NETWORK, lifted, SECRET);
        file.operated.settle(40);
        assertThat(OneFile.lines(file.commit("", NETWORK, secret))).contains("db-instance/orders delete refused");

        file.commit(delete, NETWORK, secret);
        file.operated.pass(Duration.ofHours(1));
        assertThat(names(file)).isEmpty();
        assertThat(rds(file).describeDBSnapshots().dbSnapshots())
                .singleElement()
                .satisfies(last -> assertThat(last.dbSnapshotIdentifier()).startsWith("orders-final-"))
                .extracting(DBSnapshot::status)
                .isEqualTo("available");
    }

    /** What holds data is kept when it is no longer declared: the default, for every kind that does. */
    @Test
    void t18StatefulKindsAreRetainedByDefault() {
        assertThat(stateful().stream().map(kind -> kind.name().value()))
                .contains("db-instance", "db-replica", "replication-group", "bucket", "secret", "vpc");
        OneFile file = settled(NETWORK, DATABASE.replace("proxy: true", "deletionProtection: false"), SECRET);
        List<String> before = file.operated.writes();
        Turned turned = file.commit(", limits: {maxDeletes: 9}");
        assertThat(OneFile.lines(turned))
                .contains(
                        "db-instance/orders delete refused",
                        "db-replica/orders-replica-1 delete refused",
                        "secret/orders delete refused",
                        "vpc/main delete refused")
                .allMatch(line -> line.endsWith("held") || line.endsWith("refused"));
        assertThat(file.operated.writes()).isEqualTo(before);
    }

    /** A new class waits for the window and nothing else does; a snapshot that is whole comes before it. */
    @Test
    void aDatabaseIsInterruptedOnlyInItsWindowAndAfterASnapshot() {
        OneFile file = settled(NETWORK, DATABASE, SECRET);
        file.commit("", NETWORK, DATABASE.replace("db.t3.micro", "db.t3.small"), SECRET, TOPIC);
        Turned waits = file.operated.settle(4);
        assertThat(OneFile.lines(waits)).contains("db-instance/orders update held");
        assertThat(waits.run().lines()).anySatisfy(line -> assertThat(line.message())
                .contains("maintenance window sun:04:30-sun:05:30 UTC: from 2026-01-11T04:30:00Z"));
        assertThat(file.operated.writes()).anyMatch(call -> call.endsWith(":CreateTopic"));
        assertThat(file.operated.writes()).noneMatch(call -> call.endsWith(":CreateDBSnapshot"));

        file.operated.sandbox.advance(
                Duration.between(file.operated.sandbox.clock().instant(), WINDOW));
        Turned done = file.operated.settle(60);
        assertThat(done.snapshot().sync()).as(done.run().toString()).isEqualTo("InSync");
        assertThat(rds(file).describeDBSnapshots().dbSnapshots().stream().map(DBSnapshot::dbSnapshotIdentifier))
                .containsExactly("orders-before-20260111");
        assertThat(rds(file)
                        .describeDBInstances(r -> r.dbInstanceIdentifier("orders"))
                        .dbInstances())
                .extracting(DBInstance::dbInstanceClass)
                .containsExactly("db.t3.small");
    }

    private static final Instant WINDOW = Instant.parse("2026-01-11T04:31:00Z");

    private Step step(OneFile file, String settings, String database) {
        file.write(settings, NETWORK, database, SECRET);
        Plan plan = file.operated.plan();
        return plan.steps().stream()
                .filter(step -> step.id().local().equals("db-instance/orders"))
                .findFirst()
                .orElseThrow();
    }

    private static List<ResourceKind<?, ?>> stateful() {
        return Kinds.installed().all().stream()
                .filter(ResourceKind::stateful)
                .<ResourceKind<?, ?>>map(kind -> kind)
                .toList();
    }

    private static List<String> names(OneFile file) {
        return rds(file).describeDBInstances().dbInstances().stream()
                .map(DBInstance::dbInstanceIdentifier)
                .toList();
    }

    private static RdsClient rds(OneFile file) {
        return file.operated.client(RdsClient.class);
    }

    private OneFile settled(String... documents) {
        OneFile file = new OneFile(folder, documents);
        Turned turned = file.operated.settle(200);
        assertThat(turned.snapshot().sync()).as(turned.run().toString()).isEqualTo("InSync");
        return file;
    }
}
