package io.kinexus.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.health.Recoverable;
import io.kinexus.operator.engine.Turned;
import io.kinexus.operator.support.OneFile;
import io.kinexus.operator.support.Operated;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.rds.RdsClient;

/** A plan makes recovery points by itself, they expire, and what could be brought back is known at any time. */
class BackupsTest {
    private static final String NETWORK = """
        kind: Network
        metadata: {name: main}
        spec: {cidr: 10.0.0.0/16, availabilityZones: 2, tiers: [private, database], natGateways: none}
        """;
    private static final String LOGIN = """
        kind: Secret
        metadata: {name: d/login}
        spec: {generate: {username: kinexus, for: database/d}}
        """;
    private static final String DATABASE = """
        kind: Database
        metadata: {name: d}
        spec:
          network: main
          engine: postgres
          version: "16"
          instanceClass: db.t4g.small
          storage: {gib: 20, type: gp3}
          credentials: d/login
        """;
    private static final String PLAN = """
        kind: BackupPlan
        metadata: {name: nightly}
        spec:
          objectives: {rto: 2h, rpo: 1h}
          schedule: "cron(0 * * * ? *)"
          retention: 2d
          resources: [database/d]
        """;

    @TempDir
    private Path folder;

    @Test
    void pointsAreMadeAndExpireAndAnswerForTheObjectives() {
        OneFile file = new OneFile(folder, NETWORK, LOGIN, DATABASE, PLAN);
        Operated on = file.operated;
        assertThat(on.settle(200).snapshot().sync()).isEqualTo("InSync");
        assertThat(on.plan().empty()).isTrue();
        on.sandbox.advance(Duration.ofHours(10));
        assertThat(points(on)).isBetween(9, 10);
        on.sandbox.advance(Duration.ofDays(3));
        assertThat(points(on)).isBetween(47, 49);
        Turned turned = on.turn("wake");
        assertThat(turned.snapshot().health()).isEqualTo("Healthy");
        Recoverable one = turned.snapshot().recoverable().get(0);
        assertThat(one.resource()).isEqualTo("database/d");
        assertThat(one.age().orElseThrow()).isLessThan(Duration.ofMinutes(10));
        assertThat(on.plan().empty())
                .as("snapshots carry our tags and are nobody's")
                .isTrue();
    }

    /** The later of both counts: without its own backups the database is as old as the newest recovery point. */
    @Test
    void anObjectiveThatIsNotMetIsDegradedAndAPlanIsChangedInPlace() {
        OneFile file = new OneFile(folder, NETWORK, LOGIN, DATABASE, PLAN);
        Operated on = file.operated;
        on.settle(200);
        String daily = PLAN.replace("cron(0 * * * ? *)", "cron(0 3 * * ? *)");
        String unkept = DATABASE + "  backup: {retention: 0d}\n";
        Turned changed = file.commit("", NETWORK, LOGIN, unkept, daily);
        assertThat(OneFile.lines(changed)).contains("backup-plan/nightly update done");
        List<String> ids = on.client(BackupClient.class).listBackupPlans().backupPlansList().stream()
                .map(plan -> plan.backupPlanId())
                .toList();
        assertThat(ids).hasSize(1);
        on.client(RdsClient.class).describeDBInstances().dbInstances().forEach(one -> assertThat(
                        one.backupRetentionPeriod())
                .isZero());
        on.sandbox.advance(Duration.ofHours(20));
        Turned late = on.turn("wake");
        assertThat(late.snapshot().health()).isEqualTo("Degraded");
        assertThat(late.snapshot().evidence()).anySatisfy(why -> assertThat(why)
                .startsWith("backup-selection/nightly: database/d could only be restored as it was"));
    }

    private static int points(Operated on) {
        return on.client(BackupClient.class)
                .listRecoveryPointsByBackupVault(r -> r.backupVaultName("data-nightly-backups"))
                .recoveryPoints()
                .size();
    }
}
