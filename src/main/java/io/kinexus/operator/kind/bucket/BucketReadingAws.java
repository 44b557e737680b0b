package io.kinexus.operator.kind.bucket;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleExpiration;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Transition;

/** Seven looks at one bucket; what was never set answers with a code of its own, which is not a failure. */
final class BucketReadingAws {
    private BucketReadingAws() {}

    /** @param id whose tags it should carry */
    static BucketLive of(Scope scope, ResourceId id, String name, String region) {
        S3Client s3 = scope.client(S3Client.class, region);
        List<LifecycleRule> rules = unless(
                        "NoSuchLifecycleConfiguration", () -> s3.getBucketLifecycleConfiguration(r -> r.bucket(name))
                                .rules())
                .orElse(List.of());
        List<BucketSpec.Rule> declared =
                rules.stream().flatMap(rule -> rule(rule).stream()).toList();
        BucketReplicationAws.Copies copies = BucketReplicationAws.read(s3, name);
        return new BucketLive(
                name,
                region,
                s3.getBucketVersioning(r -> r.bucket(name)).status() == BucketVersioningStatus.ENABLED,
                unless("ServerSideEncryptionConfigurationNotFoundError", () -> s3.getBucketEncryption(
                                        r -> r.bucket(name))
                                .serverSideEncryptionConfiguration()
                                .rules())
                        .flatMap(list -> list.stream().findFirst())
                        .map(rule -> rule.applyServerSideEncryptionByDefault().sseAlgorithmAsString()),
                unless("NoSuchPublicAccessBlockConfiguration", () -> s3.getPublicAccessBlock(r -> r.bucket(name))
                                .publicAccessBlockConfiguration())
                        .filter(BucketReadingAws::blocksAll)
                        .isPresent(),
                unless("OwnershipControlsNotFoundError", () -> s3.getBucketOwnershipControls(r -> r.bucket(name))
                                .ownershipControls()
                                .rules())
                        .flatMap(list -> list.stream().findFirst())
                        .map(rule -> rule.objectOwnershipAsString())
                        .orElse("ObjectWriter"),
                declared,
                rules.size() - declared.size(),
                unless("NoSuchBucketPolicy", () -> s3.getBucketPolicy(r -> r.bucket(name))
                        .policy()),
                copies.declared(),
                copies.others(),
                false,
                missing(scope, id, name, region));
    }

    /** Whether there is a version, or the mark of a deletion: AWS deletes no bucket that has one. */
    static boolean holds(Scope scope, String name, String region) {
        ListObjectVersionsResponse first = scope.client(S3Client.class, region)
                .listObjectVersions(r -> r.bucket(name).maxKeys(1));
        return !first.versions().isEmpty() || !first.deleteMarkers().isEmpty();
    }

    /** In the environment's region all kinds are compared alike, from the ownership sweep. */
    private static Map<String, String> missing(Scope scope, ResourceId id, String name, String region) {
        if (region.equals(scope.region())) {
            return Map.of();
        }
        Map<String, String> missing = new LinkedHashMap<>(Ownership.tags(scope, id));
        missing.entrySet().removeAll(tags(scope, name, region).entrySet());
        return missing;
    }

    /** The bucket's own tags, read once a sweep; none when it has never had any. */
    static Map<String, String> tags(Scope scope, String name, String region) {
        return scope.once("tags of bucket " + name, Tags.class, () -> new Tags(read(scope, name, region)))
                .all();
    }

    private record Tags(Map<String, String> all) {}

    private static Map<String, String> read(Scope scope, String name, String region) {
        S3Client s3 = scope.client(S3Client.class, region);
        return unless("NoSuchTagSet", () -> s3.getBucketTagging(r -> r.bucket(name)).tagSet().stream()
                        .collect(Collectors.toMap(Tag::key, Tag::value)))
                .orElse(Map.of());
    }

    private static boolean blocksAll(PublicAccessBlockConfiguration block) {
        return Boolean.TRUE.equals(block.blockPublicAcls())
                && Boolean.TRUE.equals(block.ignorePublicAcls())
                && Boolean.TRUE.equals(block.blockPublicPolicy())
                && Boolean.TRUE.equals(block.restrictPublicBuckets());
    }

    /** Empty when the rule is off, or says what cannot be declared. */
    private static Optional<BucketSpec.Rule> rule(LifecycleRule rule) {
        Optional<String> prefix = prefix(rule);
        boolean plain = rule.status() == ExpirationStatus.ENABLED
                && rule.noncurrentVersionTransitions().isEmpty()
                && (rule.expiration() == null || rule.expiration().days() != null)
                && (rule.noncurrentVersionExpiration() == null
                        || rule.noncurrentVersionExpiration().newerNoncurrentVersions() == null)
                && rule.transitions().stream().allMatch(move -> move.days() != null);
        return prefix.filter(known -> plain)
                .map(known -> new BucketSpec.Rule(
                        known,
                        moves(rule.transitions()),
                        Optional.ofNullable(rule.expiration()).map(LifecycleExpiration::days),
                        Optional.ofNullable(rule.noncurrentVersionExpiration())
                                .map(expiration -> expiration.noncurrentDays()),
                        Optional.ofNullable(rule.abortIncompleteMultipartUpload())
                                .map(abort -> abort.daysAfterInitiation())));
    }

    private static Optional<String> prefix(LifecycleRule rule) {
        LifecycleRuleFilter filter = rule.filter();
        if (filter == null) {
            // A rule of the form before filters, which is not written here.
            return Optional.empty();
        }
        boolean more = filter.and() != null
                || filter.tag() != null
                || filter.objectSizeGreaterThan() != null
                || filter.objectSizeLessThan() != null;
        return more
                ? Optional.empty()
                : Optional.of(Optional.ofNullable(filter.prefix()).orElse(""));
    }

    private static List<BucketSpec.Move> moves(List<Transition> transitions) {
        List<BucketSpec.Move> moves = new ArrayList<>();
        transitions.forEach(move -> moves.add(new BucketSpec.Move(move.storageClassAsString(), move.days())));
        moves.sort(Comparator.comparingInt(BucketSpec.Move::days).thenComparing(BucketSpec.Move::storageClass));
        return moves;
    }

    static <T> Optional<T> unless(String absent, Supplier<T> look) {
        try {
            return Optional.ofNullable(look.get());
        } catch (SdkException failure) {
            if (AwsFailures.is(failure, absent)) {
                return Optional.empty();
            }
            throw failure;
        }
    }
}
