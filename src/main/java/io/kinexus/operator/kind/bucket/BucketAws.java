package io.kinexus.operator.kind.bucket;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.CreateBucketConfiguration;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * The calls. Names are listed once; what is set on a bucket has no batch, and is read bucket by bucket, several at a time.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html">ListBuckets</a>
 */
final class BucketAws {
    private static final int PAGE = 10_000;
    private static final String ARN = "arn:aws:s3:::";
    private static final String HOME = "us-east-1";
    private static final Duration SOON = Duration.ofSeconds(15);

    private BucketAws() {}

    /** This account's buckets in all regions: the region of each by its name; AWS names it, a server that stands in for it may not. */
    private record Listing(Map<String, Optional<String>> regions) {}

    static Map<ResourceId, Observation<BucketLive>> observe(Scope scope, Collection<Declared<BucketSpec>> wanted) {
        return Sweep.oneByOne(scope, wanted, one -> {
            if (one.existing().isPresent()) {
                return pointedAt(scope, identity(one));
            }
            String name = identity(one);
            if (!list(scope).containsKey(name)) {
                return Observation.absent();
            }
            String region = region(scope, name, one.spec().region());
            BucketLive live = BucketReadingAws.of(scope, one.id(), name, region);
            return new Observation.Present<>(live, true, ours(scope, one.id(), live));
        });
    }

    /** The ownership sweep is of the environment's region; elsewhere a bucket's own tags say whose it is. */
    private static boolean ours(Scope scope, ResourceId id, BucketLive live) {
        return live.region().equals(scope.region())
                ? Ownership.ours(scope, id, live.arn(), () -> BucketReadingAws.tags(scope, live.name(), live.region()))
                : Ownership.ours(id, BucketReadingAws.tags(scope, live.name(), live.region()));
    }

    /** It may be another account's, which shows no more than that it is there. */
    private static Observation<BucketLive> pointedAt(Scope scope, String name) {
        try {
            scope.client(S3Client.class).headBucket(r -> r.bucket(name));
        } catch (SdkException failure) {
            if (AwsFailures.is(failure, "NoSuchBucket", "404", "NotFound")) {
                return Observation.absent();
            }
            throw failure;
        }
        return new Observation.Present<>(BucketLive.unread(name, scope.region()), true, false);
    }

    static Map<ResourceId, Observation<BucketLive>> surplus(Scope scope, Set<ResourceId> declared) {
        Map<ResourceId, Observation<BucketLive>> surplus = new LinkedHashMap<>();
        Ownership.sweep(scope).of(Buckets.NAME).forEach((id, arns) -> {
            if (!declared.contains(id)) {
                arns.stream()
                        .map(arn -> arn.substring(ARN.length()))
                        .filter(list(scope)::containsKey)
                        .forEach(name -> surplus.put(id, seen(scope, id, name)));
            }
        });
        elsewhere(scope).stream()
                .filter(id -> !declared.contains(id))
                .forEach(id -> surplus.put(id, seen(scope, id, id.name())));
        return surplus;
    }

    private static Observation<BucketLive> seen(Scope scope, ResourceId id, String name) {
        String region = region(scope, name, scope.region());
        return Observation.present(
                BucketReadingAws.of(scope, id, name, region).holding(BucketReadingAws.holds(scope, name, region)));
    }

    /** Copies of ours: in another region, and named after it, so that no other bucket needs to be asked for its tags. */
    private static List<ResourceId> elsewhere(Scope scope) {
        return list(scope).keySet().stream()
                .filter(name -> !region(scope, name, scope.region()).equals(scope.region()))
                .filter(name -> name.endsWith("-" + region(scope, name, scope.region())))
                .flatMap(name -> owned(scope, name, region(scope, name, scope.region())).stream())
                .toList();
    }

    private static String region(Scope scope, String name, String unlessNamed) {
        return list(scope).getOrDefault(name, Optional.empty()).orElse(unlessNamed);
    }

    private static Optional<ResourceId> owned(Scope scope, String name, String region) {
        ResourceId id = new ResourceId(scope.environment(), Buckets.NAME, name);
        return Optional.of(id).filter(one -> Ownership.ours(one, BucketReadingAws.tags(scope, name, region)));
    }

    static Outcome create(Scope scope, Declared<BucketSpec> wanted, Attempt attempt) {
        BucketSpec spec = wanted.spec();
        return AwsFailures.attempt(() -> {
            S3Client s3 = scope.client(S3Client.class, spec.region());
            try {
                s3.createBucket(r -> r.bucket(spec.name())
                        .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                        .createBucketConfiguration(configuration(scope, wanted)));
            } catch (SdkException failure) {
                if (AwsFailures.is(failure, "BucketAlreadyExists")) {
                    return Outcome.terminal(
                            "BucketAlreadyExists",
                            "the bucket name " + spec.name()
                                    + " is taken by another AWS account, since all accounts share"
                                    + " one space of names: declare the bucket under another metadata.name");
                }
                // A retry whose first reply was lost: the name is the identity, and the next look says whose it is.
                if (!AwsFailures.is(failure, "BucketAlreadyOwnedByYou")) {
                    throw failure;
                }
                return Outcome.done();
            }
            tag(scope, wanted);
            return knowing(spec, () -> BucketWritingAws.all(s3, spec));
        });
    }

    /** S3 takes some seconds to know, of either bucket, that versions are kept. */
    private static Outcome knowing(BucketSpec spec, Runnable write) {
        try {
            write.run();
            return Outcome.done();
        } catch (SdkException failure) {
            if (AwsFailures.is(failure, "InvalidRequest")
                    && AwsFailures.says(failure).contains("ersioning")) {
                return Outcome.waiting("S3 to know that bucket " + spec.name() + " and its copy keep versions", SOON);
            }
            throw failure;
        }
    }

    /** Tags in the create call are young; a server that does not know them drops them without a word. */
    private static void tag(Scope scope, Declared<BucketSpec> wanted) {
        String name = wanted.spec().name();
        if (BucketReadingAws.tags(scope, name, wanted.spec().region()).isEmpty()) {
            scope.client(S3Client.class, wanted.spec().region())
                    .putBucketTagging(r -> r.bucket(name).tagging(t -> t.tagSet(tags(Ownership.tags(scope, wanted)))));
        }
    }

    private static List<Tag> tags(Map<String, String> all) {
        return all.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    private static CreateBucketConfiguration configuration(Scope scope, Declared<BucketSpec> wanted) {
        String region = wanted.spec().region();
        CreateBucketConfiguration.Builder asked =
                CreateBucketConfiguration.builder().tags(tags(Ownership.tags(scope, wanted)));
        return (region.equals(HOME) ? asked : asked.locationConstraint(region)).build();
    }

    static Outcome update(
            Scope scope, Declared<BucketSpec> wanted, BucketLive live, List<FieldChange> changes, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            BucketSpec spec = wanted.spec();
            S3Client s3 = scope.client(S3Client.class, spec.region());
            List<String> paths = changes.stream().map(FieldChange::path).toList();
            if (paths.contains(Buckets.TAGS)) {
                Map<String, String> all = new LinkedHashMap<>(BucketReadingAws.tags(scope, spec.name(), spec.region()));
                all.putAll(live.missingTags());
                s3.putBucketTagging(r -> r.bucket(spec.name()).tagging(t -> t.tagSet(tags(all))));
            }
            return knowing(spec, () -> inOrder(paths, spec).forEach(path -> BucketWritingAws.one(s3, path, spec)));
        });
    }

    /** S3 suspends versions only of a bucket that is not copied, and copies only one that keeps them. */
    private static List<String> inOrder(List<String> paths, BucketSpec spec) {
        List<String> order = new ArrayList<>(paths);
        order.remove(Buckets.TAGS);
        if (order.remove(BucketWritingAws.REPLICATION)) {
            order.add(spec.replication().isPresent() ? order.size() : 0, BucketWritingAws.REPLICATION);
        }
        return order;
    }

    /** AWS deletes only empty buckets, and so do we: objects are never removed here. */
    static Outcome delete(Scope scope, ResourceId id, BucketLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            try {
                scope.client(S3Client.class, live.region()).deleteBucket(r -> r.bucket(live.name()));
            } catch (SdkException failure) {
                if (AwsFailures.is(failure, "BucketNotEmpty")) {
                    return Outcome.terminal(
                            "BucketNotEmpty",
                            "bucket " + live.name() + " still holds objects or versions; only an empty one is deleted");
                }
                if (!AwsFailures.is(failure, "NoSuchBucket")) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    private static Map<String, Optional<String>> list(Scope scope) {
        return scope.once(
                        Buckets.NAME,
                        Listing.class,
                        () -> new Listing(
                                scope.client(S3Client.class).listBucketsPaginator(r -> r.maxBuckets(PAGE)).stream()
                                        .flatMap(page -> page.buckets().stream())
                                        .collect(Collectors.toMap(
                                                Bucket::name, bucket -> Optional.ofNullable(bucket.bucketRegion())))))
                .regions();
    }

    /** By name; of an ARN what follows {@code arn:aws:s3:::}. */
    private static String identity(Declared<BucketSpec> one) {
        String given = one.existing().orElse(one.spec().name());
        return given.substring(given.lastIndexOf(':') + 1);
    }
}
