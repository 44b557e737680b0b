package io.kinexus.operator.kind.bucket;

import io.kinexus.operator.core.resource.Live;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One bucket as read.
 *
 * @param region where it lies
 * @param encryption AWS's name of the algorithm; empty when there is none
 * @param publicBlocked whether all four public access blocks are on
 * @param ownership AWS's word, such as {@code BucketOwnerEnforced}
 * @param lifecycle the rules as far as they can be declared
 * @param otherRules rules that are off, or say what cannot be declared
 * @param replication the copying as far as it can be declared
 * @param otherCopies rules of copying that are off, or say what cannot be declared
 * @param holds whether it holds objects or versions, which is looked at only where nobody declares it any more
 * @param missingTags tags of the environment that it lacks; only of a bucket in another region than the environment's, of
 *     which the ownership sweep knows nothing
 */
record BucketLive(
        String name,
        String region,
        boolean versioned,
        Optional<String> encryption,
        boolean publicBlocked,
        String ownership,
        List<BucketSpec.Rule> lifecycle,
        int otherRules,
        Optional<String> policy,
        Optional<BucketSpec.Replication> replication,
        int otherCopies,
        boolean holds,
        Map<String, String> missingTags)
        implements Live {
    BucketLive {
        lifecycle = List.copyOf(lifecycle);
        missingTags = Map.copyOf(missingTags);
    }

    /** One of which no more is known than that it is there. */
    static BucketLive unread(String name, String region) {
        return new BucketLive(
                name,
                region,
                false,
                Optional.empty(),
                false,
                "",
                List.of(),
                0,
                Optional.empty(),
                Optional.empty(),
                0,
                false,
                Map.of());
    }

    BucketLive holding(boolean something) {
        return new BucketLive(
                name,
                region,
                versioned,
                encryption,
                publicBlocked,
                ownership,
                lifecycle,
                otherRules,
                policy,
                replication,
                otherCopies,
                something,
                missingTags);
    }

    String arn() {
        return "arn:aws:s3:::" + name;
    }
}
