package io.kinexus.operator.sandbox.traffic;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.cloudwatch.CloudWatchSandbox;
import io.kinexus.operator.sandbox.cloudwatch.MetricKey;
import io.kinexus.operator.sandbox.elasticache.ElastiCacheSandbox;
import io.kinexus.operator.sandbox.rds.RdsSandbox;
import java.time.Instant;
import java.util.List;
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
            database(id, "FreeableMemory", GIB);
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
            cache(id, "CurrConnections", Math.rint(PER_TASK_CACHE * tasks / caches.size()));
        }
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
