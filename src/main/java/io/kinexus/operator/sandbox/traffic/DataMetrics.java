package io.kinexus.operator.sandbox.traffic;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.cloudwatch.CloudWatchSandbox;
import io.kinexus.operator.sandbox.cloudwatch.MetricKey;
import io.kinexus.operator.sandbox.elasticache.ElastiCacheSandbox;
import io.kinexus.operator.sandbox.rds.RdsSandbox;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;

/**
 * What databases and caches measure. How they answer to load is a guess: five connections of each running task, spread over
 * the databases, and two over the caches.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html">RDS metrics</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.html">ElastiCache metrics</a>
 */
final class DataMetrics {
    private static final double GIB = 1L << 30;
    private static final double PER_TASK_DATABASE = 5;
    private static final double PER_TASK_CACHE = 2;

    private static final double LOOKUPS_PER_TASK = 300;
    private static final double FREE_MEMORY = 0.6;
    private static final double QUICK = 0.0005;
    private static final double SPREAD = 10_000;
    private static final Pattern CLASS = Pattern.compile("db\\.([a-z])[a-z0-9-]*\\.(\\d*)(xlarge|\\w+)");
    private static final Map<String, Double> SIZES =
            Map.of("micro", 1.0, "small", 2.0, "medium", 4.0, "large", 8.0, "xlarge", 16.0);
    private static final Map<String, Double> FAMILIES = Map.of("r", 2.0, "z", 2.0, "x", 4.0, "c", 0.5);

    private final Account account;
    private final Instant minute;

    DataMetrics(Account account, Instant minute) {
        this.account = account;
        this.minute = minute;
    }

    void measure(int tasks) {
        RdsSandbox rds = account.service(RdsSandbox.class);
        List<DBInstance> databases = rds.instances().stream()
                .filter(one -> "available".equals(one.dbInstanceStatus()))
                .toList();
        for (DBInstance one : databases) {
            double connections = PER_TASK_DATABASE * tasks / databases.size();
            String id = one.dbInstanceIdentifier();
            database(id, "CPUUtilization", Math.min(100, 8 + connections / 4 + noise()));
            database(id, "DatabaseConnections", Math.rint(connections));
            database(id, "FreeableMemory", FREE_MEMORY * memory(one.dbInstanceClass()));
            database(id, "ReadLatency", QUICK + noise() / SPREAD);
            database(id, "WriteLatency", 2 * QUICK + noise() / SPREAD);
            database(id, "ReadIOPS", connections + noise());
            database(id, "WriteIOPS", connections / 2 + noise());
            if (one.readReplicaSourceDBInstanceIdentifier() != null) {
                database(id, "ReplicaLag", noise() / 100);
            }
            rds.freeGib(id).ifPresent(free -> database(id, "FreeStorageSpace", free * GIB));
        }
        List<CacheCluster> caches = account.service(ElastiCacheSandbox.class).nodes().stream()
                .filter(one -> "available".equals(one.cacheClusterStatus()))
                .toList();
        for (CacheCluster one : caches) {
            String id = one.cacheClusterId();
            cache(id, "CPUUtilization", 4 + noise());
            cache(id, "EngineCPUUtilization", 3 + noise());
            cache(id, "DatabaseMemoryUsagePercentage", 20);
            cache(id, "FreeableMemory", GIB / 4);
            cache(id, "Evictions", 0);
            cache(id, "CacheHits", Math.rint(LOOKUPS_PER_TASK * tasks / caches.size()));
            cache(id, "CacheMisses", Math.rint(LOOKUPS_PER_TASK * tasks / caches.size() / 10));
            cache(id, "CurrConnections", Math.rint(PER_TASK_CACHE * tasks / caches.size()));
        }
    }

    /**
     * Bytes, nominally.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Summary.html">Instance
     *     classes</a>
     */
    private static double memory(String instanceClass) {
        Matcher parts = CLASS.matcher(instanceClass);
        if (!parts.matches()) {
            return GIB;
        }
        double times = parts.group(2).isEmpty() ? 1 : Double.parseDouble(parts.group(2));
        return times * SIZES.getOrDefault(parts.group(3), 1.0) * FAMILIES.getOrDefault(parts.group(1), 1.0) * GIB;
    }

    private double noise() {
        return Math.abs(account.dice().gaussian());
    }

    private void database(String id, String metric, double value) {
        record(MetricKey.of("AWS/RDS", metric, "DBInstanceIdentifier", id), value);
    }

    private void cache(String id, String metric, double value) {
        record(MetricKey.of("AWS/ElastiCache", metric, "CacheClusterId", id), value);
    }

    private void record(MetricKey key, double value) {
        account.service(CloudWatchSandbox.class).record(key, minute, value);
    }
}
