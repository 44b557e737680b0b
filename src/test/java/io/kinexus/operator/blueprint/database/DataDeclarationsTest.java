package io.kinexus.operator.blueprint.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.desired.DesiredFolder;
import io.kinexus.operator.desired.Kinds;
import io.kinexus.operator.engine.DesiredState.Reading;
import io.kinexus.operator.kind.bucket.BucketSpec;
import io.kinexus.operator.kind.dbinstance.DbInstanceSpec;
import io.kinexus.operator.kind.dbparametergroup.DbParameterGroupSpec;
import io.kinexus.operator.kind.dbproxy.DbProxySpec;
import io.kinexus.operator.kind.dbreplica.DbReplicaSpec;
import io.kinexus.operator.kind.loggroup.LogGroupSpec;
import io.kinexus.operator.kind.replicationgroup.ReplicationGroupSpec;
import io.kinexus.operator.kind.secret.SecretSpec;
import io.kinexus.operator.kind.secretconnection.SecretConnectionSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Database, Cache, Secret and Bucket as people write them: what is refused, and what becomes of the rest. */
class DataDeclarationsTest {
    private static final String ENVIRONMENT = """
        apiVersion: kinexus.io/v1
        kind: Environment
        metadata: {name: test}
        spec: {account: "123456789012", region: us-east-1}
        ---
        apiVersion: kinexus.io/v1
        kind: Network
        metadata: {name: main}
        spec: {cidr: 10.0.0.0/16, availabilityZones: 2, tiers: [public, private, database]}
        ---
        """;
    private static final String LOGIN = document(
            "Secret", "orders/login", "generate: {username: kinexus, passwordLength: 40, for: database/orders}");
    private static final String DATABASE =
            "network: main, engine: postgres, version: \"15\", instanceClass: db.t3.medium,"
                    + " credentials: orders/login";
    private static final String SLOW = document(
            "Alarms",
            "orders",
            "for: [database/orders], rules: [{name: slow, metric: slow-queries-per-minute, slowerThan: 1s, above: 5}]");
    private static final String STORAGE = ", storage: {gib: 100, maxGib: 1000}";
    private static final String CACHE = "network: main, version: \"7.1\", nodeType: cache.t3.micro";

    @TempDir
    Path root;

    /** @param wanted a part of some mistake */
    record Case(String documents, String wanted) {
        @Override
        public String toString() {
            return wanted + " <- " + documents.lines().reduce((a, b) -> b).orElse("");
        }
    }

    private static Case database(String more, String wanted) {
        return new Case(LOGIN + document("Database", "orders", DATABASE + more), wanted);
    }

    private static Case cache(String more, String wanted) {
        return new Case(document("Cache", "sessions", CACHE + more), wanted);
    }

    private static Case secret(String spec, String wanted) {
        return new Case(document("Secret", "a/b", spec), wanted);
    }

    private static Case bucket(String spec, String wanted) {
        return new Case(document("Bucket", "kinexus-files", spec), wanted);
    }

    static Stream<Case> refused() {
        return Stream.of(
                database("", "spec.storage: is missing"),
                database(", storage: {gib: 10}", "spec.storage.gib: is below the least of this type, 20"),
                database(
                        ", storage: {gib: 50, type: io1, iops: 3000}",
                        "spec.storage.gib: is below the least of this type, 100"),
                database(", storage: {gib: 100, type: io2}", "spec.storage.iops: is missing"),
                database(", storage: {gib: 100, iops: 4000}", "spec.storage.iops: can be set on gp3 from 400 GiB"),
                database(", storage: {gib: 100, maxGib: 105}", "spec.storage.maxGib: must be at least a tenth more"),
                database(", storage: {gib: 100, type: floppy}", "spec.storage.type"),
                database(STORAGE + ", backup: {retention: 36d}", "spec.backup.retention"),
                database(STORAGE + ", backup: {retention: 36h}", "spec.backup.retention"),
                database(STORAGE + ", backup: {window: \"3-4\"}", "spec.backup.window"),
                database(
                        STORAGE + ", backup: {window: \"03:00-03:10\"}",
                        "spec.backup.window: must be at least 30 minutes"),
                database(STORAGE + ", maintenanceWindow: \"sun:04:30\"", "spec.maintenanceWindow"),
                database(
                        STORAGE + ", backup: {window: \"04:00-05:00\"}, maintenanceWindow: \"sun:04:30-sun:05:30\"",
                        "spec.maintenanceWindow: must not overlap the backup window"),
                database(STORAGE + ", backup: {retention: 0d}, replicas: 1", "read replicas need backups"),
                database(STORAGE + ", port: 80", "spec.port"),
                new Case(
                        LOGIN + document("Database", "orders", DATABASE.replace("\"15\"", "\"15.4.1\"") + STORAGE),
                        "spec.version: is not a version of the engine"),
                new Case(
                        LOGIN + document("Database", "orders", DATABASE.replace("db.t3.medium", "t3.medium") + STORAGE),
                        "spec.instanceClass"),
                new Case(
                        document("Secret", "orders/login", "generate: {length: 20}")
                                + document("Database", "orders", DATABASE + STORAGE),
                        "spec.credentials: names a secret that is generated without username"),
                new Case(
                        document("Secret", "orders/login", "generate: {username: admin}")
                                + document("Database", "orders", DATABASE + STORAGE),
                        "which PostgreSQL on RDS reserves"),
                new Case(
                        LOGIN + document("Database", "Orders_1", DATABASE + STORAGE),
                        "metadata.name: is the instance's own name"),
                database(STORAGE + ", logs: [slowquery]", "spec.logs: has slowquery; postgres has postgresql, upgrade"),
                database(STORAGE + ", logRetention: 8d", "spec.logRetention: CloudWatch Logs keeps events for one of"),
                new Case(
                        LOGIN
                                + document(
                                        "Database",
                                        "orders",
                                        DATABASE.replace(" version: \"15\",", "") + STORAGE
                                                + ", parameters: {work_mem: \"4096\"}"),
                        "spec.version: is missing; parameters belong to a major version"),
                new Case(
                        SLOW
                                + LOGIN
                                + document(
                                        "Database",
                                        "orders",
                                        DATABASE + STORAGE + ", parameters: {log_min_duration_statement: \"5000\"}"),
                        "log_min_duration_statement: is 5000, and Alarms count its queries from 1000 ms on"),
                cache(", nodes: 2, clusterMode: {shards: 2}", "spec.nodes: excludes clusterMode"),
                cache(", nodes: 7", "spec.nodes"),
                new Case(
                        LOGIN
                                + document(
                                        "Cache",
                                        "sessions",
                                        CACHE + ", authToken: orders/login, encryption: {inTransit: false}"),
                        "spec.authToken: needs encryption: {inTransit: true}"),
                new Case(
                        document("Secret", "a/b", "generate: {length: 200}")
                                + document("Cache", "sessions", CACHE + ", authToken: a/b"),
                        "spec.authToken: names a secret of 200 characters; ElastiCache takes 16 to 128"),
                cache(", snapshots: {retention: 40d}", "spec.snapshots.retention"),
                cache(
                        ", snapshots: {retention: 5d, window: \"03:00-03:30\"}",
                        "spec.snapshots.window: must be at least 60 minutes"),
                secret("external: false", "needs generate, or external: true"),
                secret("external: true, generate: {length: 20}", "has both generate and external"),
                secret("generate: {length: 20, username: u}", "spec.generate: needs either length"),
                secret(
                        "generate: {length: 20, passwordLength: 20}",
                        "spec.generate.passwordLength: belongs to username"),
                secret("generate: {length: 8}", "spec.generate.length"),
                bucket("encrypted: false", "spec.encrypted: cannot be false"),
                bucket("replicateTo: {region: us-west-2}", "spec.replicateTo: needs versioned: true"),
                bucket("lifecycle: [{prefix: a}]", "spec.lifecycle[0]: does nothing"),
                bucket("lifecycle: [{transition: {GLACIAL: 30d}}]", "is no storage class to move to"),
                bucket("lifecycle: [{transition: {STANDARD_IA: 7d}}]", "must be at least 30d"),
                bucket("lifecycle: [{transition: {GLACIER: 30d}, expire: 30d}]", "must be later than every transition"),
                bucket("lifecycle: [{expire: 36h}]", "must be whole days"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void mistakesAreNamedWhereTheyStand(Case one) {
        Reading reading = read(one.documents());
        assertThat(reading).isInstanceOf(Reading.Broken.class);
        assertThat(String.join("\n", ((Reading.Broken) reading).problems())).contains(one.wanted());
    }

    @Test
    void aDatabaseStandsInTheDatabaseTierBehindAGroupOfItsOwn() {
        List<Declared<?>> all =
                resources(LOGIN + document("Database", "orders", DATABASE + STORAGE + ", replicas: 1, proxy: true"));
        Declared<?> instance = one(all, "db-instance/orders");
        DbInstanceSpec spec = (DbInstanceSpec) instance.spec();
        assertThat(spec.subnetGroup()).isEqualTo("${db-subnet-group/orders.name}");
        assertThat(spec.securityGroups()).containsExactly("${security-group/orders-database.groupId}");
        assertThat(spec.masterUsername()).contains("kinexus");
        assertThat(spec.backupRetentionDays()).isEqualTo(7);
        assertThat(spec.deletionProtection()).isTrue();
        assertThat(instance.after())
                .isEqualTo(Set.of(one(all, "secret/orders/login").id()));
        DbProxySpec proxy = (DbProxySpec) one(all, "db-proxy/orders").spec();
        assertThat(proxy.instance()).isEqualTo("${db-instance/orders.name}");
        assertThat(proxy.securityGroups()).containsExactly("${security-group/orders-proxy.groupId}");
        assertThat(one(all, "role/orders-proxy").spec().toString())
                .contains("secretsmanager:GetSecretValue", "${secret/orders/login.arn}", "rds.amazonaws.com");
        assertThat(one(all, "security-group-rule/orders-proxy-to-orders-5432")
                        .spec()
                        .toString())
                .contains("${security-group/orders-database.groupId}", "${security-group/orders-proxy.groupId}");
        assertThat(((DbReplicaSpec) one(all, "db-replica/orders-replica-1").spec()).source())
                .isEqualTo("${db-instance/orders.name}");
        assertThat(one(all, "db-subnet-group/orders").spec().toString())
                .contains(
                        "test-orders-subnets",
                        "${subnet/main-database-a.subnetId}",
                        "${subnet/main-database-b.subnetId}");
        assertThat(one(all, "security-group/orders-database").spec().toString()).contains("openEgress=false");
    }

    @Test
    void alarmsThatCountSlowQueriesAreGivenTheLogThatTheyCountIn() {
        List<Declared<?>> all =
                resources(SLOW + LOGIN + document("Database", "orders", DATABASE + STORAGE + ", replicas: 1"));
        DbInstanceSpec spec = (DbInstanceSpec) one(all, "db-instance/orders").spec();
        assertThat(spec.logExports()).containsExactly("postgresql");
        assertThat(spec.parameterGroup()).contains("${db-parameter-group/orders-postgres15.name}");
        assertThat(one(all, "db-parameter-group/orders-postgres15").spec())
                .isEqualTo(new DbParameterGroupSpec(
                        "test-orders-postgres15",
                        "postgres15",
                        "database/orders of test",
                        Map.of("log_min_duration_statement", "1000")));
        assertThat(one(all, "log-group/orders-postgresql").spec())
                .isEqualTo(new LogGroupSpec("/aws/rds/instance/orders/postgresql", Optional.of(30)));
        assertThat(one(all, "db-instance/orders").after())
                .contains(one(all, "log-group/orders-postgresql").id());
        assertThat(((DbReplicaSpec) one(all, "db-replica/orders-replica-1").spec()).parameterGroup())
                .isEqualTo(spec.parameterGroup());
    }

    @Test
    void theConnectionWaitsForTheDatabaseAndTheSecretDoesNot() {
        List<Declared<?>> all = resources(LOGIN + document("Database", "orders", DATABASE + STORAGE));
        assertThat(((SecretSpec) one(all, "secret/orders/login").spec()).generate())
                .contains(new SecretSpec.Generate(Optional.of("kinexus"), 40));
        assertThat(one(all, "secret/orders/login").after()).isEmpty();
        assertThat(one(all, "secret-connection/orders/login").spec())
                .isEqualTo(new SecretConnectionSpec(
                        "orders/login",
                        "postgresql",
                        "${db-instance/orders.host}",
                        "${db-instance/orders.port}",
                        "postgres"));
    }

    @Test
    void aCacheOfTwoNodesHasAReplicaAndOneOfShardsHasThemAll() {
        List<Declared<?>> all = resources(document("Cache", "two", CACHE + ", nodes: 2")
                + document("Cache", "many", CACHE + ", clusterMode: {shards: 3, replicas: 1}"));
        ReplicationGroupSpec two =
                (ReplicationGroupSpec) one(all, "replication-group/two").spec();
        ReplicationGroupSpec many =
                (ReplicationGroupSpec) one(all, "replication-group/many").spec();
        assertThat(two.replicas()).isEqualTo(1);
        assertThat(two.shards()).isEmpty();
        assertThat(two.inTransit()).isTrue();
        assertThat(many.shards()).contains(3);
        assertThat(many.replicas()).isEqualTo(1);
    }

    @Test
    void aBucketForLogsLetsLoadBalancersWriteAndNobodyElse() {
        List<Declared<?>> all = resources(document(
                "Bucket",
                "kinexus-logs",
                "allowLoadBalancerLogs: true, lifecycle: [{prefix: \"\", transition: {INTELLIGENT_TIERING:"
                        + " 30d}, expire: 90d}]"));
        BucketSpec spec = (BucketSpec) one(all, "bucket/kinexus-logs").spec();
        assertThat(spec.policy().orElseThrow())
                .contains("logdelivery.elasticloadbalancing.amazonaws.com", "kinexus-logs/AWSLogs/123456789012/*");
        assertThat(spec.lifecycle().toString()).isEqualTo("[all [INTELLIGENT_TIERING 30d] expire 90d]");
    }

    @Test
    void whatExistsIsPointedAtAndNothingIsMadeAroundIt() {
        List<Declared<?>> all = resources(document("Database", "theirs", "existing: their-database")
                + document("Cache", "theirs", "existing: their-cache")
                + document("Bucket", "theirs", "existing: their-bucket")
                + document("Secret", "by/hand", "external: true"));
        assertThat(all.stream().filter(one -> one.existing().isPresent()).map(one -> one.id()
                        .local()))
                .containsExactlyInAnyOrder(
                        "db-instance/theirs", "replication-group/theirs", "bucket/theirs", "secret/by/hand");
        assertThat(all.stream().map(one -> one.id().local()))
                .noneMatch(id -> id.startsWith("db-subnet") || id.startsWith("cache-subnet") || id.contains("theirs-"));
    }

    private static String document(String kind, String name, String spec) {
        return "apiVersion: kinexus.io/v1\nkind: " + kind + "\nmetadata: {name: " + name + "}\nspec: {" + spec
                + "}\n---\n";
    }

    private List<Declared<?>> resources(String documents) {
        Reading reading = read(documents);
        assertThat(reading).isInstanceOf(Reading.Complete.class);
        return ((Reading.Complete) reading).desired().resources();
    }

    private static Declared<?> one(List<Declared<?>> all, String id) {
        return all.stream()
                .filter(candidate -> candidate.id().local().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Reading read(String documents) {
        try {
            Path folder = Files.createDirectories(root.resolve("test"));
            String text = ENVIRONMENT + documents;
            Files.writeString(folder.resolve("all.yaml"), text.substring(0, text.length() - 4));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return new DesiredFolder(root, Kinds.installed()).read("test");
    }
}
