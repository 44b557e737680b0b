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

    private BucketAws() {}

    /** The names of this account's buckets. */
    private record Listing(Set<String> names) {}

    static Map<ResourceId, Observation<BucketLive>> observe(Scope scope, Collection<Declared<BucketSpec>> wanted) {
        return Sweep.oneByOne(scope, wanted, one -> {
            if (one.existing().isPresent()) {
                return pointedAt(scope, identity(one));
            }
            if (!list(scope).contains(identity(one))) {
                return Observation.absent();
            }
            boolean ours = Ownership.ours(
                    scope, one.id(), ARN + identity(one), () -> BucketReadingAws.tags(scope, identity(one)));
            return new Observation.Present<>(BucketReadingAws.of(scope, identity(one)), true, ours);
        });
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
        return new Observation.Present<>(
                new BucketLive(name, false, Optional.empty(), false, "", List.of(), 0, Optional.empty()), true, false);
    }

    static Map<ResourceId, Observation<BucketLive>> surplus(Scope scope, Set<ResourceId> declared) {
        Map<ResourceId, Observation<BucketLive>> surplus = new LinkedHashMap<>();
        Ownership.sweep(scope).of(Buckets.NAME).forEach((id, arns) -> {
            if (!declared.contains(id)) {
                arns.stream()
                        .map(arn -> arn.substring(ARN.length()))
                        .filter(list(scope)::contains)
                        .forEach(name -> surplus.put(id, Observation.present(BucketReadingAws.of(scope, name))));
            }
        });
        return surplus;
    }

    static Outcome create(Scope scope, Declared<BucketSpec> wanted, Attempt attempt) {
        BucketSpec spec = wanted.spec();
        return AwsFailures.attempt(() -> {
            try {
                scope.client(S3Client.class).createBucket(r -> r.bucket(spec.name())
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
            BucketWritingAws.all(scope.client(S3Client.class), spec);
            return Outcome.done();
        });
    }

    /** Tags in the create call are young; a server that does not know them drops them without a word. */
    private static void tag(Scope scope, Declared<BucketSpec> wanted) {
        String name = wanted.spec().name();
        if (BucketReadingAws.tags(scope, name).isEmpty()) {
            scope.client(S3Client.class)
                    .putBucketTagging(r -> r.bucket(name).tagging(t -> t.tagSet(tags(scope, wanted))));
        }
    }

    private static List<Tag> tags(Scope scope, Declared<?> wanted) {
        return Ownership.tags(scope, wanted).entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    private static CreateBucketConfiguration configuration(Scope scope, Declared<?> wanted) {
        CreateBucketConfiguration.Builder asked =
                CreateBucketConfiguration.builder().tags(tags(scope, wanted));
        return (scope.region().equals(HOME) ? asked : asked.locationConstraint(scope.region())).build();
    }

    static Outcome update(
            Scope scope, Declared<BucketSpec> wanted, BucketLive live, List<FieldChange> changes, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            S3Client s3 = scope.client(S3Client.class);
            changes.forEach(change -> BucketWritingAws.one(s3, change.path(), wanted.spec()));
            return Outcome.done();
        });
    }

    /** AWS deletes only empty buckets, and so do we: objects are never removed here. */
    static Outcome delete(Scope scope, ResourceId id, BucketLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            try {
                scope.client(S3Client.class).deleteBucket(r -> r.bucket(live.name()));
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

    private static Set<String> list(Scope scope) {
        return scope.once(
                        Buckets.NAME,
                        Listing.class,
                        () -> new Listing(
                                scope.client(S3Client.class).listBucketsPaginator(r -> r.maxBuckets(PAGE)).stream()
                                        .flatMap(page -> page.buckets().stream())
                                        .map(Bucket::name)
                                        .collect(Collectors.toSet())))
                .names();
    }

    /** By name; of an ARN what follows {@code arn:aws:s3:::}. */
    private static String identity(Declared<BucketSpec> one) {
        String given = one.existing().orElse(one.spec().name());
        return given.substring(given.lastIndexOf(':') + 1);
    }
}
