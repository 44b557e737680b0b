package io.kinexus.operator.kind.dbreplica;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.kind.ResourceKindContract;
import io.kinexus.operator.support.DataNetwork;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceReadReplicaRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;

class DbReplicaKindTest extends ResourceKindContract<DbReplicaSpec, DbReplicaLive> {
    private static final Attempt ONE = new Attempt("00000000-0000-0000-0000-000000000003");

    private String group = "sg-none";

    @Override
    protected ResourceKind<DbReplicaSpec, DbReplicaLive> kind() {
        return new DbReplicaKind();
    }

    @Override
    protected void given(Scope scope) {
        source(scope);
        through().settle();
    }

    private void source(Scope scope) {
        DataNetwork network = DataNetwork.make(scope);
        group = network.groupId();
        RdsClient rds = scope.client(RdsClient.class);
        rds.createDBSubnetGroup(r -> r.dbSubnetGroupName("subnets")
                .dbSubnetGroupDescription("subnets")
                .subnetIds(network.subnetIds()));
        rds.createDBInstance(r -> r.dbInstanceIdentifier("orders")
                .engine("postgres")
                .engineVersion("15.12")
                .dbInstanceClass("db.t3.medium")
                .storageType("gp3")
                .allocatedStorage(100)
                .masterUsername("kinexus")
                .masterUserPassword("a-pass-word")
                .dbSubnetGroupName("subnets")
                .backupRetentionPeriod(7));
    }

    @Override
    protected Declared<DbReplicaSpec> wanted() {
        return wanted("db.t3.medium", 100, Optional.empty(), List.of(), false, Optional.empty());
    }

    @Override
    protected Declared<DbReplicaSpec> changed() {
        return wanted(
                "db.t3.large", 200, Optional.of("mon:04:30-mon:05:30"), List.of("postgresql"), true, Optional.of(5433));
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(
                CreateDbInstanceReadReplicaRequest.builder().build(),
                ModifyDbInstanceRequest.builder().build());
    }

    @Test
    void itWaitsForASourceThatIsStillBeingMade() {
        source(look());
        assertThat(kind().creator().orElseThrow().create(look(), wanted(), ONE)).isInstanceOf(Outcome.Waiting.class);
        through().settle();
        create(wanted(), ONE);
        assertInSync(wanted());
        assertThat(kind().outputs(present(wanted()).live())).containsKeys("arn", "host", "port");
        assertThat(look().client(RdsClient.class)
                        .describeDBInstances(r -> r.dbInstanceIdentifier("orders"))
                        .dbInstances()
                        .get(0)
                        .readReplicaDBInstanceIdentifiers())
                .containsExactly("orders-replica-1");
    }

    @Test
    void aNewClassWaitsForTheWindow() {
        given(look());
        create(wanted(), ONE);
        Declared<DbReplicaSpec> larger =
                wanted("db.t3.large", 100, Optional.empty(), List.of(), false, Optional.empty());
        update(larger);
        assertInSync(larger);
        assertThat(instanceClass()).isEqualTo("db.t3.medium");
        sandbox().advance(Duration.ofDays(7));
        assertThat(instanceClass()).isEqualTo("db.t3.large");
    }

    @Test
    void whatIsProtectedIsNotDeletedAndNoSnapshotIsMadeOfACopy() {
        given(look());
        create(wanted("db.t3.medium", 100, Optional.empty(), List.of(), true, Optional.empty()), ONE);
        assertThat(kind().guarded(present(wanted()).live())).isPresent();
        update(wanted());
        delete(wanted());
        through().settle();
        assertThat(look().client(RdsClient.class).describeDBSnapshots().dbSnapshots())
                .isEmpty();
    }

    private String instanceClass() {
        return look().client(RdsClient.class)
                .describeDBInstances(r -> r.dbInstanceIdentifier("orders-replica-1"))
                .dbInstances()
                .get(0)
                .dbInstanceClass();
    }

    private Declared<DbReplicaSpec> wanted(
            String type,
            int gib,
            Optional<String> window,
            List<String> logs,
            boolean isProtected,
            Optional<Integer> port) {
        return Declared.of(
                ResourceId.of("test", "db-replica", "orders-replica-1"),
                DeclarationId.of("database", "orders"),
                new DbReplicaSpec(
                        "orders-replica-1",
                        "orders",
                        type,
                        gib,
                        Optional.of(1000),
                        "gp3",
                        Optional.empty(),
                        window,
                        List.of(group),
                        Optional.empty(),
                        logs,
                        isProtected,
                        port));
    }
}
