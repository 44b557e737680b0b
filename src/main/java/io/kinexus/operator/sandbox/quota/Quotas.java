package io.kinexus.operator.sandbox.quota;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.awscore.AwsRequest;

/**
 * The token buckets of all accounts and regions, on the sandbox's clock. Guarded by the sandbox's lock.
 *
 * @see <a href="https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html">How AWS throttles</a>
 */
public final class Quotas {
    private static final List<Quota> ALL = Quota.published();
    private static final double MILLIS = 1000;

    private record Key(String account, String region, Quota quota) {}

    /** What is left in one bucket. */
    private static final class Bucket {
        private double tokens;
        private Instant at;
        private long taken;
        private long throttled;

        Bucket(double tokens, Instant at) {
            this.tokens = tokens;
            this.at = at;
        }

        void refill(Quota quota, Instant now) {
            double seconds = Duration.between(at, now).toMillis() / MILLIS;
            tokens = Math.min(quota.burst(), tokens + seconds * quota.perSecond());
            at = now;
        }
    }

    private final Map<Key, Bucket> buckets = new LinkedHashMap<>();
    private boolean enforced;

    public Quotas(boolean enforced) {
        this.enforced = enforced;
    }

    /** From now on, with full buckets. */
    public void enforce(boolean on) {
        enforced = on;
        buckets.clear();
    }

    public boolean enforced() {
        return enforced;
    }

    /**
     * Takes a token of every bucket that counts the call. A call that is refused costs none, as in AWS.
     *
     * @throws AwsFault the service's own throttling error, when one of them is empty
     */
    public void take(Sandbox.Call call, AwsRequest request) {
        if (!enforced) {
            return;
        }
        Map<Key, Bucket> mine = new LinkedHashMap<>();
        boolean unfiltered = request.sdkFields().stream()
                .map(field -> field.getValueOrDefault(request))
                .allMatch(Quotas::unset);
        for (Quota quota : ALL) {
            if (quota.counts(call.service(), call.action(), unfiltered)) {
                Key key = new Key(call.account(), call.region(), quota);
                Bucket bucket = buckets.computeIfAbsent(key, fresh -> new Bucket(quota.burst(), call.at()));
                bucket.refill(quota, call.at());
                mine.put(key, bucket);
            }
        }
        List<Bucket> empty =
                mine.values().stream().filter(bucket -> bucket.tokens < 1).toList();
        empty.forEach(bucket -> bucket.throttled++);
        if (!empty.isEmpty()) {
            throw Throttled.fault(call);
        }
        mine.values().forEach(bucket -> {
            bucket.tokens--;
            bucket.taken++;
        });
    }

    private static boolean unset(Object value) {
        return value == null || (value instanceof Collection<?> items && items.isEmpty());
    }

    /** Calls that were refused, by service and bucket. */
    public Map<String, Long> throttled() {
        Map<String, Long> counts = new TreeMap<>();
        buckets.forEach((key, bucket) -> {
            if (bucket.throttled > 0) {
                counts.merge(key.quota().service() + ": " + key.quota().bucket(), bucket.throttled, Long::sum);
            }
        });
        return counts;
    }

    /** Every bucket that was touched: for people. */
    public List<Map<String, Object>> state(Instant now) {
        return buckets.entrySet().stream()
                .map(entry -> shown(entry.getKey(), entry.getValue(), now))
                .toList();
    }

    private static Map<String, Object> shown(Key key, Bucket bucket, Instant now) {
        Quota quota = key.quota();
        bucket.refill(quota, now);
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("account", key.account());
        shown.put("region", key.region());
        shown.put("service", quota.service());
        shown.put("bucket", quota.bucket());
        shown.put("burst", quota.burst());
        shown.put("perSecond", quota.perSecond());
        shown.put("source", quota.source());
        shown.put("tokens", bucket.tokens);
        shown.put("taken", bucket.taken);
        shown.put("throttled", bucket.throttled);
        return shown;
    }
}
