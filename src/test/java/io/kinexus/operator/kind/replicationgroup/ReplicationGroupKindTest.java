package io.kinexus.operator.kind.replicationgroup;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.diff.FieldChange;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.IncreaseReplicaCountRequest;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupRequest;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

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
    void shardsComeAndGo() {
        given(look());
        create(wanted("7.1", "cache.t3.micro", Optional.of(3), 1, 5), ONE);
        Declared<ReplicationGroupSpec> fewer = wanted("7.1", "cache.t3.micro", Optional.of(2), 1, 5);
        assertThat(asked(fewer)).isInstanceOf(Outcome.Done.class);
        through().settle();
        assertInSync(fewer);
        assertThat(present(fewer).live().shardIds()).containsExactly("0001", "0002");
    }

    @Test
    void aTokenIsAddedBesideTheOldOneWhichEndsInTheWindow() {
        given(look());
        secret("a-first-token-4711-canary");
        create(withToken(Optional.of("one")), ONE);
        assertInSync(withToken(Optional.of("one")));

        secret("a-second-token-4711-canary");
        Declared<ReplicationGroupSpec> next = withToken(Optional.of("two"));
        assertThat(at(sandbox().clock().instant(), next)).isInstanceOf(Outcome.Done.class);
        through().settle();
        assertThat(changes(next)).singleElement().satisfies(change -> {
            assertThat(change.path()).isEqualTo("authTokenUpdateStrategy");
            assertThat(change.toString()).contains("ROTATE", "SET");
        });
        assertThat(kind().window(next.spec(), present(next).live(), changes(next)))
                .isPresent();
        assertThat(at(sandbox().clock().instant(), next)).isInstanceOf(Outcome.Waiting.class);

        Instant window = Instant.parse("2026-01-11T04:40:00Z");
        sandbox().advance(Duration.between(sandbox().clock().instant(), window));
        assertThat(at(window, next)).isInstanceOf(Outcome.Done.class);
        through().settle();
        assertInSync(next);
        assertThat(Stream.of(present(next), next, changed(), sandbox().state()))
                .noneMatch(shown -> shown.toString().contains("4711-canary"));
    }

    @Test
    void aTokenThatIsNoLongerDeclaredIsTakenAway() {
        given(look());
        secret("a-first-token-4711-canary");
        create(withToken(Optional.of("one")), ONE);
        assertThat(asked(wanted())).isInstanceOf(Outcome.Done.class);
        through().settle();
        assertInSync(wanted());
    }

    @Test
    void aSecretThatIsNoTokenIsRefusedWithoutQuotingIt() {
        given(look());
        secret("short-canary");
        Outcome outcome = kind().creator().orElseThrow().create(look(), withToken(Optional.of("one")), ONE);
        assertThat(outcome).isInstanceOf(Outcome.Terminal.class);
        assertThat(outcome.toString()).doesNotContain("canary");
    }

    private void secret(String value) {
        SecretsManagerClient secrets = look().client(SecretsManagerClient.class);
        if (secrets.listSecrets().secretList().isEmpty()) {
            secrets.createSecret(r -> r.name("sessions/token").secretString(value));
        } else {
            secrets.putSecretValue(r -> r.secretId("sessions/token").secretString(value));
        }
    }

    private Outcome at(Instant when, Declared<ReplicationGroupSpec> one) {
        return kind().updater()
                .orElseThrow()
                .update(look(), one, present(one).live(), changes(one), new Attempt("x", Duration.ZERO, when));
    }

    private List<FieldChange> changes(Declared<ReplicationGroupSpec> one) {
        return ((Diff.Drifted) kind().fields().compare(one.spec(), present(one).live())).changes();
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
        return wanted(version, type, shards, replicas, days, Optional.empty());
    }

    private Declared<ReplicationGroupSpec> withToken(Optional<String> version) {
        return wanted("7.1", "cache.t3.micro", Optional.empty(), 0, 5, version);
    }

    private Declared<ReplicationGroupSpec> wanted(
            String version,
            String type,
            Optional<Integer> shards,
            int replicas,
            int days,
            Optional<String> authVersion) {
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
                        6379,
                        authVersion.map(present -> "sessions/token"),
                        authVersion));
    }
}
