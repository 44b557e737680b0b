package io.kinexus.operator.kind.bucket;

import io.kinexus.operator.core.resource.Live;
import java.util.List;
import java.util.Optional;

/**
 * One bucket as read.
 *
 * @param encryption AWS's name of the algorithm; empty when there is none
 * @param publicBlocked whether all four public access blocks are on
 * @param ownership AWS's word, such as {@code BucketOwnerEnforced}
 * @param lifecycle the rules as far as they can be declared
 * @param otherRules rules that are off, or say what cannot be declared
 */
record BucketLive(
        String name,
        boolean versioned,
        Optional<String> encryption,
        boolean publicBlocked,
        String ownership,
        List<BucketSpec.Rule> lifecycle,
        int otherRules,
        Optional<String> policy)
        implements Live {
    BucketLive {
        lifecycle = List.copyOf(lifecycle);
    }

    String arn() {
        return "arn:aws:s3:::" + name;
    }
}
