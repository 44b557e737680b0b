package io.kinexus.operator.blueprint.cache;

import io.kinexus.operator.blueprint.Declaration;
import io.kinexus.operator.blueprint.Default;
import io.kinexus.operator.blueprint.Doc;
import io.kinexus.operator.blueprint.Form;
import io.kinexus.operator.blueprint.Range;
import io.kinexus.operator.blueprint.Refers;
import io.kinexus.operator.core.environment.DailyWindow;
import io.kinexus.operator.core.environment.WeeklyWindow;
import java.time.Duration;
import java.util.Optional;

/** An ElastiCache replication group, or one that exists. */
@Doc("A cache: one ElastiCache replication group.")
public record CacheDeclaration(
        @Doc("Identifier or ARN of a replication group that exists; it is read for references and never changed.")
        @Range(min = 1, max = 1011)
        Optional<String> existing,

        @Doc("The network whose database tier (or private tier, where it has none) the nodes stand in.")
        @Refers("network")
        Optional<String> network,

        @Doc("The engine: redis or valkey.") @Default("redis")
        Engine engine,

        @Doc("The version as far as it matters: 7.1 is the newest patch that AWS offers.")
        @Form(regex = "[0-9]{1,2}(\\.[0-9]{1,2}){0,2}", say = "a version such as \"7\" or \"7.1\"")
        Optional<String> version,

        @Doc("ElastiCache's node type. Required unless the cache exists.")
        @Form(regex = "cache\\.[a-z0-9]+\\.[a-z0-9]+", say = "a node type such as cache.t3.micro")
        Optional<String> nodeType,

        @Doc("The primary and its replicas, without cluster mode; from two on a replica takes over by itself.")
        @Range(min = 1, max = 6)
        Optional<Integer> nodes,

        @Doc("Shards with replicas each, in place of nodes.")
        Optional<ClusterMode> clusterMode,

        @Doc("Snapshots; none are kept when left out.") Optional<Snapshots> snapshots,

        @Doc("Encryption; both kinds are on when left out, and neither can be changed later.")
        Optional<Encryption> encryption,

        @Doc("When AWS may do maintenance, in UTC, at least 60 minutes; AWS chooses when it is left out.")
        @Form(regex = WeeklyWindow.FORM, say = "a weekly window in UTC such as \"sun:04:30-sun:05:30\"")
        Optional<String> maintenanceWindow,

        @Doc("The Secret with the AUTH token that clients sign in with, 16 to 128 characters; it needs encryption"
                + " in transit. A new version of the secret is added beside the old one, which ends in the"
                + " maintenance window.")
        @Refers("secret")
        Optional<String> authToken,

        @Doc("The TCP port.") @Default("6379") @Range(min = 1024, max = 65535)
        int port)
        implements Declaration {

    /** What ElastiCache runs as a replication group. */
    public enum Engine {
        REDIS,
        VALKEY
    }

    /** Data spread over shards. */
    public record ClusterMode(
            @Doc("How many shards.") @Range(min = 1, max = 500)
            int shards,

            @Doc("Replicas of each shard.") @Default("0") @Range(min = 0, max = 5)
            int replicas) {}

    /** Daily snapshots. */
    public record Snapshots(
            @Doc("How long they are kept, in whole days.") @Range(min = 0, max = 3024000)
            Duration retention,

            @Doc("When they are taken, in UTC, at least 60 minutes; AWS chooses when it is left out.")
            @Form(regex = DailyWindow.FORM, say = "a daily window in UTC such as \"03:00-04:00\"")
            Optional<String> window) {}

    /** Encryption of connections and of data at rest. */
    public record Encryption(
            @Doc("Whether connections use TLS.") @Default("true")
            boolean inTransit,

            @Doc("Whether snapshots and swap are encrypted.") @Default("true")
            boolean atRest) {}

    /** One, when nothing is said. */
    public int nodeCount() {
        return nodes.orElse(1);
    }

    public boolean inTransit() {
        return encryption.map(Encryption::inTransit).orElse(true);
    }

    public boolean atRest() {
        return encryption.map(Encryption::atRest).orElse(true);
    }

    /** Whole days; 0 keeps none. */
    public int retentionDays() {
        return snapshots.map(kept -> (int) kept.retention().toDays()).orElse(0);
    }
}
