package io.kinexus.operator.kind.replicationgroup;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.kind.ResourceKindContract;
import io.kinexus.operator.support.DataNetwork;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.IncreaseReplicaCountRequest;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupRequest;

class ReplicationGroupKindTest extends ResourceKindContract<ReplicationGroupSpec, ReplicationGroupLive> {
    private static final Attempt ONE = new Attempt("00000000-0000-0000-0000-000000000003");

    private String group = "sg-none";

    @Override
    protected ResourceKind<ReplicationGroupSpec, ReplicationGroupLive> kind() {
        return new ReplicationGroupKind();
    }

    @Override
    protected void given(Scope scope) {
        DataNetwork network = DataNetwork.make(scope);
        group = network.groupId();
        scope.client(ElastiCacheClient.class).createCacheSubnetGroup(r -> r.cacheSubnetGroupName("subnets")
                .cacheSubnetGroupDescription("subnets")
                .subnetIds(network.subnetIds()));
    }

    @Override
    protected Declared<ReplicationGroupSpec> wanted() {
        return wanted("7.1", "cache.t3.micro", Optional.empty(), 0, 5);
    }

    @Override
    protected Declared<ReplicationGroupSpec> changed() {
        return wanted("7.1", "cache.t3.small", Optional.empty(), 0, 9);
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(
                CreateReplicationGroupRequest.builder().build(),
                ModifyReplicationGroupRequest.builder().build(),
                IncreaseReplicaCountRequest.builder().build());
    }

    @Test
    void thereIsNoHostBeforeTheGroupIs() {
        given(look());
        kind().creator().orElseThrow().create(look(), wanted(), ONE);
        Observation.Present<ReplicationGroupLive> early = present(wanted());
        assertThat(early.settled()).isFalse();
        assertThat(kind().outputs(early.live())).doesNotContainKeys("host", "url");
        through().settle();
        assertThat(kind().outputs(present(wanted()).live()))
                .containsEntry("port", "6379")
                .hasEntrySatisfying("url", url -> assertThat(url).startsWith("rediss://master.sessions."));
    }

    @Test
    void aPatchOfTheStatedVersionIsNoDifference() {
        given(look());
        create(wanted("7", "cache.t3.micro", Optional.empty(), 0, 5), ONE);
        assertThat(present(wanted()).live().engineVersion()).isEqualTo("7.1.0");
        assertInSync(wanted("7", "cache.t3.micro", Optional.empty(), 0, 5));
    }

    @Test
    void aNewNodeTypeWaitsForTheWindowAndIsAskedForOnce() {
        given(look());
        create(wanted(), ONE);
        update(changed());
        assertInSync(changed());
        assertThat(look().client(ElastiCacheClient.class)
                        .describeReplicationGroups()
                        .replicationGroups()
                        .get(0)
                        .cacheNodeType())
                .isEqualTo("cache.t3.micro");
    }

    @Test
    void aReplicaComesBeforeTheFailoverToIt() {
        given(look());
        create(wanted(), ONE);
        Declared<ReplicationGroupSpec> two = wanted("7.1", "cache.t3.micro", Optional.empty(), 1, 5);
        update(two);
        update(two);
        assertInSync(two);
        assertThat(present(two).live().failover()).isTrue();
        update(wanted());
        update(wanted());
        assertInSync(wanted());
        assertThat(present(wanted()).live().nodes()).hasSize(1);
    }

    @Test
    void aBusyGroupIsWaitedForAndHasNotFailed() {
        given(look());
        create(wanted(), ONE);
        Declared<ReplicationGroupSpec> two = wanted("7.1", "cache.t3.micro", Optional.empty(), 1, 5);
        assertThat(asked(two)).isInstanceOf(Outcome.Waiting.class);
        assertThat(asked(wanted("7.1", "cache.t3.micro", Optional.empty(), 1, 9)))
                .isInstanceOf(Outcome.Waiting.class);
    }

    private Outcome asked(Declared<ReplicationGroupSpec> one) {
        ReplicationGroupLive live = present(one).live();
        Diff.Drifted drift = (Diff.Drifted) kind().fields().compare(one.spec(), live);
        return kind().updater().orElseThrow().update(look(), one, live, drift.changes(), ONE);
    }

    @Test
    void withClusterModeDataAreSpreadOverShards() {
        given(look());
        Declared<ReplicationGroupSpec> shards = wanted("7.1", "cache.r7g.large", Optional.of(2), 1, 5);
        create(shards, ONE);
        assertInSync(shards);
        assertThat(present(shards).live().nodes()).hasSize(4);
        assertThat(kind().outputs(present(shards).live()).get("host")).startsWith("clustercfg.");
        Declared<ReplicationGroupSpec> more = wanted("7.1", "cache.r7g.large", Optional.of(3), 1, 5);
        update(more);
        assertInSync(more);
        Diff.Drifted fewer = (Diff.Drifted)
                kind().fields().compare(shards.spec(), present(shards).live());
        assertThat(kind().impossible(shards.spec(), present(shards).live(), fewer.changes()))
                .hasValueSatisfying(why -> assertThat(why).contains("not managed yet"));
    }

    @Test
    void aLastSnapshotStays() {
        given(look());
        create(wanted(), ONE);
        delete(wanted());
        through().settle();
        assertThat(look().client(ElastiCacheClient.class).describeSnapshots().snapshots())
                .singleElement()
                .satisfies(snapshot -> assertThat(snapshot.snapshotName()).startsWith("sessions-final-"));
    }

    @Test
    void anExistingOneIsFoundByItsArn() {
        given(look());
        create(wanted(), ONE);
        Declared<ReplicationGroupSpec> pointed = Declared.of(
                        ResourceId.of("test", "replication-group", "theirs"),
                        DeclarationId.of("cache", "theirs"),
                        ReplicationGroupSpec.pointedAt("theirs"))
                .existing(present(wanted()).live().arn());
        assertThat(present(pointed).ours()).isFalse();
        assertThat(kind().outputs(present(pointed).live())).containsKeys("host", "port", "securityGroupId");
    }

    private Declared<ReplicationGroupSpec> wanted(
            String version, String type, Optional<Integer> shards, int replicas, int days) {
        return Declared.of(
                ResourceId.of("test", "replication-group", "sessions"),
                DeclarationId.of("cache", "sessions"),
                new ReplicationGroupSpec(
                        "sessions",
                        "cache/sessions of test",
                        "redis",
                        Optional.of(version),
                        type,
                        shards,
                        replicas,
                        "subnets",
                        List.of(group),
                        true,
                        true,
                        days,
                        Optional.of("02:00-03:00"),
                        Optional.of("sun:04:30-sun:05:30"),
                        6379));
    }
}
