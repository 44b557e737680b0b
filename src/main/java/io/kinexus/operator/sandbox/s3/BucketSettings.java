package io.kinexus.operator.sandbox.s3;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.BucketLifecycleConfiguration;
import software.amazon.awssdk.services.s3.model.DeleteBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketLifecycleRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketLifecycleResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketTaggingResponse;
import software.amazon.awssdk.services.s3.model.DeletePublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.DeletePublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyStatusRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyStatusResponse;
import software.amazon.awssdk.services.s3.model.GetBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetBucketTaggingResponse;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.OwnershipControls;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.PolicyStatus;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.PutBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.PutBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.PutBucketTaggingResponse;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.ReplicationConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.VersioningConfiguration;

/**
 * What git states of a bucket: versions, encryption, public access, ownership, life cycle, policy, tags.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html">life cycle</a>
 */
final class BucketSettings {
    static final String POLICY = "policy";
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final S3Sandbox s3;

    BucketSettings(S3Sandbox s3) {
        this.s3 = s3;
    }

    /** A new bucket encrypts with S3's own keys, blocks public access, and knows no ACLs. */
    static void usual(StoredBucket bucket, @Nullable String ownership) {
        bucket.settings.put(ServerSideEncryptionConfiguration.class, usualEncryption());
        bucket.settings.put(
                PublicAccessBlockConfiguration.class,
                PublicAccessBlockConfiguration.builder()
                        .blockPublicAcls(true)
                        .ignorePublicAcls(true)
                        .blockPublicPolicy(true)
                        .restrictPublicBuckets(true)
                        .build());
        bucket.settings.put(
                OwnershipControls.class,
                OwnershipControls.builder()
                        .rules(OwnershipControlsRule.builder()
                                .objectOwnership(ownership == null ? "BucketOwnerEnforced" : ownership)
                                .build())
                        .build());
    }

    private static ServerSideEncryptionConfiguration usualEncryption() {
        return ServerSideEncryptionConfiguration.builder()
                .rules(ServerSideEncryptionRule.builder()
                        .applyServerSideEncryptionByDefault(ServerSideEncryptionByDefault.builder()
                                .sseAlgorithm(ServerSideEncryption.AES256)
                                .build())
                        .bucketKeyEnabled(false)
                        .build())
                .build();
    }

    void install(Handlers handlers) {
        handlers.on(GetBucketVersioningRequest.class, r -> GetBucketVersioningResponse.builder()
                .status(of(r.bucket(), VersioningConfiguration.class)
                        .map(VersioningConfiguration::statusAsString)
                        .orElse(null))
                .build());
        handlers.on(PutBucketVersioningRequest.class, this::versioning);
        handlers.on(GetBucketEncryptionRequest.class, r -> GetBucketEncryptionResponse.builder()
                .serverSideEncryptionConfiguration(of(r.bucket(), ServerSideEncryptionConfiguration.class)
                        .orElseThrow(none(
                                "ServerSideEncryptionConfigurationNotFoundError",
                                "The server side encryption configuration was not found")))
                .build());
        handlers.on(PutBucketEncryptionRequest.class, r -> {
            set(r.bucket(), r.serverSideEncryptionConfiguration());
            return PutBucketEncryptionResponse.builder().build();
        });
        handlers.on(DeleteBucketEncryptionRequest.class, r -> {
            set(r.bucket(), usualEncryption());
            return DeleteBucketEncryptionResponse.builder().build();
        });
        access(handlers);
        rules(handlers);
        policy(handlers);
        tags(handlers);
    }

    private PutBucketVersioningResponse versioning(PutBucketVersioningRequest request) {
        String status = request.versioningConfiguration().statusAsString();
        if (!List.of("Enabled", "Suspended").contains(String.valueOf(status))) {
            throw malformed();
        }
        if (!"Enabled".equals(status)
                && of(request.bucket(), ReplicationConfiguration.class).isPresent()) {
            throw new AwsFault(
                    "InvalidBucketState",
                    CONFLICT,
                    "A replication configuration is present on this bucket, so you cannot change the versioning state."
                            + " To change the versioning state, first delete the replication configuration.");
        }
        set(request.bucket(), request.versioningConfiguration());
        s3.bucket(request.bucket()).versioned = "Enabled".equals(status);
        return PutBucketVersioningResponse.builder().build();
    }

    private void access(Handlers handlers) {
        handlers.on(GetPublicAccessBlockRequest.class, r -> GetPublicAccessBlockResponse.builder()
                .publicAccessBlockConfiguration(of(r.bucket(), PublicAccessBlockConfiguration.class)
                        .orElseThrow(none(
                                "NoSuchPublicAccessBlockConfiguration",
                                "The public access block configuration was not found")))
                .build());
        handlers.on(PutPublicAccessBlockRequest.class, r -> {
            set(r.bucket(), r.publicAccessBlockConfiguration());
            return PutPublicAccessBlockResponse.builder().build();
        });
        handlers.on(DeletePublicAccessBlockRequest.class, r -> {
            drop(r.bucket(), PublicAccessBlockConfiguration.class);
            return DeletePublicAccessBlockResponse.builder().build();
        });
        handlers.on(GetBucketOwnershipControlsRequest.class, r -> GetBucketOwnershipControlsResponse.builder()
                .ownershipControls(of(r.bucket(), OwnershipControls.class)
                        .orElseThrow(
                                none("OwnershipControlsNotFoundError", "The bucket ownership controls were not found")))
                .build());
        handlers.on(PutBucketOwnershipControlsRequest.class, r -> {
            set(r.bucket(), r.ownershipControls());
            return PutBucketOwnershipControlsResponse.builder().build();
        });
        handlers.on(DeleteBucketOwnershipControlsRequest.class, r -> {
            drop(r.bucket(), OwnershipControls.class);
            return DeleteBucketOwnershipControlsResponse.builder().build();
        });
    }

    private void rules(Handlers handlers) {
        handlers.on(GetBucketLifecycleConfigurationRequest.class, r -> GetBucketLifecycleConfigurationResponse.builder()
                .rules(of(r.bucket(), BucketLifecycleConfiguration.class)
                        .orElseThrow(none("NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist"))
                        .rules())
                .transitionDefaultMinimumObjectSize("all_storage_classes_128K")
                .build());
        handlers.on(PutBucketLifecycleConfigurationRequest.class, r -> {
            List<LifecycleRule> rules = r.lifecycleConfiguration().rules();
            if (rules.isEmpty() || rules.stream().anyMatch(BucketSettings::doesNothing)) {
                throw malformed();
            }
            set(r.bucket(), r.lifecycleConfiguration());
            return PutBucketLifecycleConfigurationResponse.builder().build();
        });
        handlers.on(DeleteBucketLifecycleRequest.class, r -> {
            drop(r.bucket(), BucketLifecycleConfiguration.class);
            return DeleteBucketLifecycleResponse.builder().build();
        });
    }

    private static boolean doesNothing(LifecycleRule rule) {
        return rule.expiration() == null
                && rule.transitions().isEmpty()
                && rule.noncurrentVersionExpiration() == null
                && rule.noncurrentVersionTransitions().isEmpty()
                && rule.abortIncompleteMultipartUpload() == null;
    }

    private void policy(Handlers handlers) {
        handlers.on(GetBucketPolicyRequest.class, r -> GetBucketPolicyResponse.builder()
                .policy(Optional.ofNullable(
                                (String) s3.bucket(r.bucket()).settings.get(POLICY))
                        .orElseThrow(none("NoSuchBucketPolicy", "The bucket policy does not exist")))
                .build());
        handlers.on(PutBucketPolicyRequest.class, r -> {
            if (!r.policy().strip().startsWith("{")) {
                throw AwsFault.badRequest(
                        "MalformedPolicy", "Policies must be valid JSON and the first byte must be '{'");
            }
            s3.bucket(r.bucket()).settings.put(POLICY, r.policy());
            return PutBucketPolicyResponse.builder().build();
        });
        handlers.on(DeleteBucketPolicyRequest.class, r -> {
            s3.bucket(r.bucket()).settings.remove(POLICY);
            return DeleteBucketPolicyResponse.builder().build();
        });
        handlers.on(GetBucketPolicyStatusRequest.class, r -> GetBucketPolicyStatusResponse.builder()
                .policyStatus(PolicyStatus.builder().isPublic(false).build())
                .build());
    }

    private void tags(Handlers handlers) {
        handlers.on(GetBucketTaggingRequest.class, r -> {
            StoredBucket bucket = s3.bucket(r.bucket());
            Map<String, String> tags = s3.tags(bucket).of(bucket.arn());
            if (tags.isEmpty()) {
                throw none("NoSuchTagSet", "The TagSet does not exist").get();
            }
            return GetBucketTaggingResponse.builder()
                    .tagSet(tags.entrySet().stream()
                            .map(tag -> Tag.builder()
                                    .key(tag.getKey())
                                    .value(tag.getValue())
                                    .build())
                            .toList())
                    .build();
        });
        handlers.on(PutBucketTaggingRequest.class, r -> {
            StoredBucket bucket = s3.bucket(r.bucket());
            s3.tags(bucket).forget(bucket.arn());
            s3.tag(bucket, r.tagging().tagSet());
            return PutBucketTaggingResponse.builder().build();
        });
        handlers.on(DeleteBucketTaggingRequest.class, r -> {
            StoredBucket bucket = s3.bucket(r.bucket());
            s3.tags(bucket).forget(bucket.arn());
            return DeleteBucketTaggingResponse.builder().build();
        });
    }

    private <T> Optional<T> of(@Nullable String bucket, Class<T> type) {
        return s3.bucket(bucket).setting(type);
    }

    private void set(@Nullable String bucket, Object value) {
        s3.bucket(bucket).settings.put(value.getClass(), value);
    }

    private void drop(@Nullable String bucket, Class<?> type) {
        s3.bucket(bucket).settings.remove(type);
    }

    static Supplier<AwsFault> none(String code, String message) {
        return () -> new AwsFault(code, NOT_FOUND, message);
    }

    static AwsFault malformed() {
        return AwsFault.badRequest(
                "MalformedXML",
                "The XML you provided was not well-formed or did not validate against our published schema");
    }
}
