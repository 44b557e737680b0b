package io.kinexus.operator.kind.bucket;

import io.kinexus.operator.core.resource.Names;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortIncompleteMultipartUpload;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleExpiration;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.NoncurrentVersionExpiration;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.Transition;

/** One call for each thing that is set on a bucket. */
final class BucketWritingAws {
    private static final List<String> ALWAYS =
            List.of("publicAccessBlockConfiguration", "serverSideEncryptionConfiguration");
    static final String REPLICATION = "replicationConfiguration";
    private static final int TAIL = 8;

    private BucketWritingAws() {}

    /** For a bucket that has just been made. */
    static void all(S3Client s3, BucketSpec spec) {
        ALWAYS.forEach(path -> one(s3, path, spec));
        if (spec.versioned()) {
            one(s3, "versioningConfiguration", spec);
        }
        if (!spec.lifecycle().isEmpty()) {
            one(s3, "lifecycleConfiguration", spec);
        }
        if (spec.policy().isPresent()) {
            one(s3, "policy", spec);
        }
        if (spec.replication().isPresent()) {
            one(s3, REPLICATION, spec);
        }
    }

    static void one(S3Client s3, String path, BucketSpec spec) {
        switch (path) {
            case "versioningConfiguration" -> version(s3, spec);
            case "serverSideEncryptionConfiguration" -> encrypt(s3, spec);
            case "publicAccessBlockConfiguration" ->
                s3.putPublicAccessBlock(
                        r -> r.bucket(spec.name()).publicAccessBlockConfiguration(c -> c.blockPublicAcls(true)
                                .ignorePublicAcls(true)
                                .blockPublicPolicy(true)
                                .restrictPublicBuckets(true)));
            case "ownershipControls" ->
                s3.putBucketOwnershipControls(r -> r.bucket(spec.name())
                        .ownershipControls(c -> c.rules(OwnershipControlsRule.builder()
                                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                                .build())));
            case "lifecycleConfiguration" -> age(s3, spec);
            case "policy" ->
                spec.policy()
                        .ifPresentOrElse(
                                text -> s3.putBucketPolicy(
                                        r -> r.bucket(spec.name()).policy(text)),
                                () -> s3.deleteBucketPolicy(r -> r.bucket(spec.name())));
            case REPLICATION -> BucketReplicationAws.put(s3, spec);
            default -> throw new IllegalArgumentException("a bucket has no " + path);
        }
    }

    /** Once on it cannot be taken back, only suspended. */
    private static void version(S3Client s3, BucketSpec spec) {
        s3.putBucketVersioning(r -> r.bucket(spec.name())
                .versioningConfiguration(c -> c.status(
                        spec.versioned() ? BucketVersioningStatus.ENABLED : BucketVersioningStatus.SUSPENDED)));
    }

    private static void encrypt(S3Client s3, BucketSpec spec) {
        s3.putBucketEncryption(r -> r.bucket(spec.name())
                .serverSideEncryptionConfiguration(c -> c.rules(ServerSideEncryptionRule.builder()
                        .applyServerSideEncryptionByDefault(ServerSideEncryptionByDefault.builder()
                                .sseAlgorithm(ServerSideEncryption.AES256)
                                .build())
                        .build())));
    }

    private static void age(S3Client s3, BucketSpec spec) {
        if (spec.lifecycle().isEmpty()) {
            s3.deleteBucketLifecycle(r -> r.bucket(spec.name()));
            return;
        }
        s3.putBucketLifecycleConfiguration(r -> r.bucket(spec.name())
                .lifecycleConfiguration(c -> c.rules(
                        spec.lifecycle().stream().map(BucketWritingAws::rule).toList())));
    }

    private static LifecycleRule rule(BucketSpec.Rule rule) {
        LifecycleRule.Builder asked = LifecycleRule.builder()
                .id("kinexus-" + Names.sha256(rule.toString()).substring(0, TAIL))
                .status(ExpirationStatus.ENABLED)
                .filter(LifecycleRuleFilter.builder().prefix(rule.prefix()).build())
                .transitions(rule.moves().stream()
                        .map(move -> Transition.builder()
                                .storageClass(move.storageClass())
                                .days(move.days())
                                .build())
                        .toList());
        rule.expireDays()
                .ifPresent(days -> asked.expiration(
                        LifecycleExpiration.builder().days(days).build()));
        rule.expireNoncurrentDays()
                .ifPresent(days -> asked.noncurrentVersionExpiration(NoncurrentVersionExpiration.builder()
                        .noncurrentDays(days)
                        .build()));
        rule.abortUploadDays()
                .ifPresent(days -> asked.abortIncompleteMultipartUpload(AbortIncompleteMultipartUpload.builder()
                        .daysAfterInitiation(days)
                        .build()));
        return asked.build();
    }
}
