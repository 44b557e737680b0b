package io.kinexus.operator.kind.bucket;

import io.kinexus.operator.core.resource.Spec;
import java.util.List;
import java.util.Optional;

/**
 * One bucket. Public access is always blocked, ACLs are off, and everything is encrypted.
 *
 * @param name unique among all accounts, 3 to 63 characters
 * @param region where it lies
 * @param policy JSON; empty for none
 * @param replication where each new version is copied to; only for a bucket with versions
 */
public record BucketSpec(
        String name,
        String region,
        boolean versioned,
        List<Rule> lifecycle,
        Optional<String> policy,
        Optional<Replication> replication)
        implements Spec {
    public BucketSpec {
        lifecycle = List.copyOf(lifecycle);
    }

    /** What a bucket must be that only takes copies: with versions, which age by the same rules, since S3 copies no ageing. */
    public static BucketSpec copy(String name, String region, List<Rule> lifecycle) {
        return new BucketSpec(name, region, true, lifecycle, Optional.empty(), Optional.empty());
    }

    /** The same, copied. */
    public BucketSpec replicated(Replication to) {
        return new BucketSpec(name, region, versioned, lifecycle, policy, Optional.of(to));
    }

    /**
     * Every version is copied; a deletion is not, so that the copy outlives what somebody removed.
     *
     * @param roleArn the role that S3 copies with
     * @param bucketArn where to
     */
    public record Replication(String roleArn, String bucketArn) {
        @Override
        public String toString() {
            return "to " + bucketArn + " by " + roleArn;
        }
    }

    /**
     * What happens to objects as they age; days since they were made, or, for earlier versions, since they were replaced.
     *
     * @param prefix empty for all objects
     */
    public record Rule(
            String prefix,
            List<Move> moves,
            Optional<Integer> expireDays,
            Optional<Integer> expireNoncurrentDays,
            Optional<Integer> abortUploadDays) {
        public Rule {
            moves = List.copyOf(moves);
        }

        @Override
        public String toString() {
            return (prefix.isEmpty() ? "all" : prefix)
                    + (moves.isEmpty() ? "" : " " + moves)
                    + expireDays.map(days -> " expire " + days + "d").orElse("")
                    + expireNoncurrentDays
                            .map(days -> " expire earlier versions " + days + "d")
                            .orElse("")
                    + abortUploadDays
                            .map(days -> " abort uploads " + days + "d")
                            .orElse("");
        }
    }

    /** To a cheaper storage class. */
    public record Move(String storageClass, int days) {
        @Override
        public String toString() {
            return storageClass + " " + days + "d";
        }
    }
}
