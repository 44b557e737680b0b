package io.kinexus.operator.blueprint.bucket;

import io.kinexus.operator.blueprint.Declaration;
import io.kinexus.operator.blueprint.Default;
import io.kinexus.operator.blueprint.Doc;
import io.kinexus.operator.blueprint.Form;
import io.kinexus.operator.blueprint.Range;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An S3 bucket, or one that exists. No bucket of ours is ever public. */
@Doc("An S3 bucket; public access is always blocked.")
public record BucketDeclaration(
        @Doc("Name or ARN of a bucket that exists; it is read for references and never changed.")
        @Range(min = 1, max = 1011)
        Optional<String> existing,

        @Doc("Whether earlier versions of objects are kept; once on, AWS only suspends it.") @Default("false")
        boolean versioned,

        @Doc("Encryption with S3's own keys; AWS no longer knows a bucket without.") @Default("true")
        boolean encrypted,

        @Doc("Whether load balancers of this region may write their logs here.") @Default("false")
        boolean allowLoadBalancerLogs,

        @Doc("A copy of every version in another region, in a bucket with this one's name and the region's. It ages"
                + " by the same rules; what was there before, and deletions, are not copied.")
        Optional<Replication> replicateTo,

        @Doc("What happens to objects as they age.") @Range(max = 1000)
        List<Lifecycle> lifecycle)
        implements Declaration {
    public BucketDeclaration {
        lifecycle = List.copyOf(lifecycle);
    }

    /** Where copies go. */
    public record Replication(
            @Doc("The other region.") @Form(regex = "[a-z]{2}(-[a-z]+)+-[0-9]", say = "a region such as us-west-2")
            String region) {}

    /** One rule. */
    public record Lifecycle(
            @Doc("The objects that it is about; all of them when empty.") @Default("\"\"") @Range(max = 1024)
            String prefix,

            @Doc("Storage class by age, in whole days.") Map<String, Duration> transition,

            @Doc("Objects are removed at this age, in whole days.") @Range(min = 86400)
            Optional<Duration> expire,

            @Doc("Earlier versions are removed this long after they were replaced, in whole days.") @Range(min = 86400)
            Optional<Duration> expireNoncurrent,

            @Doc("Uploads that were never finished are removed after this long, in whole days.") @Range(min = 86400)
            Optional<Duration> abortIncomplete) {
        public Lifecycle {
            transition = Map.copyOf(transition);
        }
    }
}
