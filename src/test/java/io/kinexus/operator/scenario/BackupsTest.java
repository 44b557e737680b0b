package io.kinexus.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.aws.Session;
import io.kinexus.operator.core.environment.Settings;
import io.kinexus.operator.core.health.Recoverable;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Notebook;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Restorer;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.desired.DesiredFolder;
import io.kinexus.operator.desired.Kinds;
import io.kinexus.operator.engine.Turned;
import io.kinexus.operator.kind.backupselection.RestoreNoteAws;
import io.kinexus.operator.kind.dbinstance.DbInstanceKind;
import io.kinexus.operator.kind.dbinstance.DbInstanceSpec;
import io.kinexus.operator.sandbox.rds.RdsSandbox;
import io.kinexus.operator.support.CheckedRequests;
import io.kinexus.operator.support.OneFile;
import io.kinexus.operator.support.Operated;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

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

    @Test
    void aCopyStandsBesideItsOriginalAndIsNobodys() {
        OneFile file = new OneFile(folder, NETWORK, LOGIN, DATABASE, PLAN);
        Operated on = file.operated;
        on.settle(200);
        on.sandbox.advance(Duration.ofHours(5));
        Scope scope = scope(on);
        Restorer<DbInstanceSpec> restorer = new DbInstanceKind().restorer().orElseThrow();
        Declared<DbInstanceSpec> original = Declared.of(
                ResourceId.of("data", "db-instance", "d"),
                DeclarationId.of("database", "d"),
                DbInstanceSpec.pointedAt("d"));
        Instant now = on.sandbox.clock().instant();
        assertThat(restorer.restore(scope, original, Optional.of(now.plusSeconds(60)), "d-later"))
                .isInstanceOf(Outcome.Terminal.class);
        String copy = restorer.copy(original, now);
        assertThat(copy).matches("d-restored-[0-9]{12}");
        assertThat(restorer.restore(scope, original, Optional.of(now.minusSeconds(3600)), copy))
                .isInstanceOf(Outcome.Done.class);
        assertThat(restorer.restore(scope, original, Optional.empty(), copy)).isInstanceOf(Outcome.Done.class);
        assertThat(restorer.look(scope, copy).orElseThrow().ready()).isFalse();
        on.sandbox.advance(Duration.ofMinutes(20));
        Restorer.Copy there = restorer.look(scope, copy).orElseThrow();
        assertThat(there.ready()).isTrue();
        assertThat(there.outputs().get("host")).startsWith(copy + ".");
        List<DBInstance> both = on.client(RdsClient.class).describeDBInstances().dbInstances();
        assertThat(both).hasSize(2).noneMatch(DBInstance::publiclyAccessible);
        assertThat(both.get(0).vpcSecurityGroups()).isEqualTo(both.get(1).vpcSecurityGroups());
        Duration took = Duration.ofMinutes(20);
        assertThat(RestoreNoteAws.put(scope, "data-nightly-backups", there.of(), there.began(), took))
                .isEqualTo(took);
        assertThat(RestoreNoteAws.put(scope, "data-nightly-backups", there.of(), there.began(), took.plusDays(1)))
                .as("measured once")
                .isEqualTo(took);
        Turned turned = on.turn("wake");
        assertThat(turned.snapshot().recoverable().get(0).took()).contains(took);
        assertThat(on.plan().empty())
                .as("nobody declared it, and nobody removes it")
                .isTrue();
    }

    /** Everything from the files, its data from the newest recovery point, the password from the secret of today. */
    @Test
    void whatIsLostIsRebuiltWithItsDataWhenThatIsAsked() {
        OneFile file = new OneFile(folder, NETWORK, LOGIN, DATABASE + "  deletionProtection: false\n", PLAN);
        Operated on = file.operated;
        on.settle(200);
        on.sandbox.advance(Duration.ofHours(5));
        RdsClient rds = on.client(RdsClient.class);
        rds.deleteDBInstance(r -> r.dbInstanceIdentifier("d").skipFinalSnapshot(true));
        on.client(SecretsManagerClient.class).putSecretValue(r -> r.secretId("d/login")
                .secretString("{\"username\":\"kinexus\",\"password\":\"another-one-of-today\"}"));
        on.sandbox.advance(Duration.ofMinutes(10));
        on.restoreData();
        Turned rebuilt = on.settle(200);
        assertThat(rebuilt.snapshot().sync())
                .as(rebuilt.run().lines() + " " + rebuilt.snapshot().evidence())
                .isEqualTo("InSync");
        on.sandbox.advance(Duration.ofMinutes(2));
        assertThat(on.writes()).anyMatch(call -> call.equalsIgnoreCase("rds:RestoreDBInstanceFromDBSnapshot"));
        assertThat(on.sandbox
                        .account("123456789012", "us-east-1")
                        .service(RdsSandbox.class)
                        .opens("d", "another-one-of-today"))
                .isTrue();
        assertThat(on.plan().empty()).isTrue();
    }

    private Scope scope(Operated on) {
        return new Session(
                        new DesiredFolder(folder, Kinds.installed())
                                .read("data")
                                .<Settings>fold(desired -> desired.settings(), problems -> {
                                    throw new AssertionError(problems);
                                }),
                        CheckedRequests.door(on.sandbox)::client,
                        Runnable::run,
                        Notebook.BLANK,
                        on.sandbox.clock())
                .sweep();
    }

    private static int points(Operated on) {
        return on.client(BackupClient.class)
                .listRecoveryPointsByBackupVault(r -> r.backupVaultName("data-nightly-backups"))
                .recoveryPoints()
                .size();
    }
}
