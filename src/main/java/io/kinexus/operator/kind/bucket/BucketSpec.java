package io.kinexus.operator.kind.bucket;

import io.kinexus.operator.core.resource.Spec;
import java.util.List;
import java.util.Optional;

/**
 * One bucket. Public access is always blocked, ACLs are off, and everything is encrypted.
 *
 * @param name unique among all accounts, 3 to 63 characters
 * @param policy JSON; empty for none
 */
public record BucketSpec(String name, boolean versioned, List<Rule> lifecycle, Optional<String> policy)
        implements Spec {
    public BucketSpec {
        lifecycle = List.copyOf(lifecycle);
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
