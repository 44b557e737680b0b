package io.kinexus.operator.sandbox.s3;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.iam.IamSandbox;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.DeleteBucketReplicationRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketReplicationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketReplicationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketReplicationResponse;
import software.amazon.awssdk.services.s3.model.PutBucketReplicationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketReplicationResponse;
import software.amazon.awssdk.services.s3.model.ReplicationConfiguration;
import software.amazon.awssdk.services.s3.model.ReplicationRule;
import software.amazon.awssdk.services.s3.model.ReplicationRuleFilter;

/**
 * Copies of new versions in another bucket of the account. S3 promises no time; most objects take less than a minute, and
 * fifteen seconds here are a guess. What the role may do is not looked at, only that S3 may assume it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html">Replicating objects</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-status.html">Replication status</a>
 */
final class Replication {
    static final String PENDING = "PENDING";
    static final String COMPLETED = "COMPLETED";
    static final String FAILED = "FAILED";
    static final String REPLICA = "REPLICA";

    private static final Duration TAKES = Duration.ofSeconds(15);
    private static final String ARN = "arn:aws:s3:::";
    private static final String ROLE = "arn:aws[a-z-]*:iam::[0-9]{12}:role/.+";
    private static final int MOST_ID = 255;
    private static final int MOST_PREFIX = 1024;

    private final S3Sandbox s3;

    Replication(S3Sandbox s3) {
        this.s3 = s3;
    }

    void install(Handlers handlers) {
        handlers.on(GetBucketReplicationRequest.class, r -> GetBucketReplicationResponse.builder()
                .replicationConfiguration(s3.bucket(r.bucket())
                        .setting(ReplicationConfiguration.class)
                        .orElseThrow(BucketSettings.none(
                                "ReplicationConfigurationNotFoundError",
                                "The replication configuration was not found")))
                .build());
        handlers.on(PutBucketReplicationRequest.class, this::put);
        handlers.on(DeleteBucketReplicationRequest.class, r -> {
            s3.bucket(r.bucket()).settings.remove(ReplicationConfiguration.class);
            return DeleteBucketReplicationResponse.builder().build();
        });
    }

    private PutBucketReplicationResponse put(PutBucketReplicationRequest request) {
        StoredBucket bucket = s3.bucket(request.bucket());
        ReplicationConfiguration asked = request.replicationConfiguration();
        if (asked.rules().isEmpty() || asked.rules().stream().anyMatch(Replication::malformed)) {
            throw BucketSettings.malformed();
        }
        if (asked.role() == null || !asked.role().matches(ROLE)) {
            throw AwsFault.badRequest("InvalidArgument", "Invalid format for the role ARN: " + asked.role());
        }
        if (!bucket.versioned) {
            throw AwsFault.badRequest(
                    "InvalidRequest",
                    "Versioning must be 'Enabled' on the bucket to apply a replication configuration");
        }
        asked.rules().forEach(rule -> {
            StoredBucket to = destination(rule)
                    .orElseThrow(() -> AwsFault.badRequest("InvalidRequest", "Destination bucket must exist."));
            if (!to.versioned) {
                throw AwsFault.badRequest("InvalidRequest", "Destination bucket must have versioning enabled.");
            }
        });
        bucket.settings.put(ReplicationConfiguration.class, asked);
        return PutBucketReplicationResponse.builder().build();
    }

    /** A rule with a filter says its priority, and what becomes of deletions. */
    private static boolean malformed(ReplicationRule rule) {
        boolean half = rule.filter() != null && (rule.priority() == null || rule.deleteMarkerReplication() == null);
        boolean tooLong = longer(rule.id(), MOST_ID)
                || (rule.filter() != null && longer(rule.filter().prefix(), MOST_PREFIX));
        return half || tooLong || (rule.priority() != null && rule.priority() < 0);
    }

    private static boolean longer(@Nullable String text, int most) {
        return text != null && text.length() > most;
    }

    private Optional<StoredBucket> destination(ReplicationRule rule) {
        return s3.known(rule.destination().bucket().substring(ARN.length()));
    }

    /** A new version is there: what was there before a rule, and what is a copy itself, is not copied. */
    void written(StoredBucket bucket, StoredObject object) {
        bucket.setting(ReplicationConfiguration.class).ifPresent(all -> all.rules().stream()
                .filter(rule -> applies(rule, object))
                .findFirst()
                .ifPresent(rule -> {
                    bucket.copied.put(object.versionId(), PENDING);
                    s3.account()
                            .clock()
                            .after(
                                    TAKES,
                                    () -> bucket.copied.put(
                                            object.versionId(), copy(all, rule, object) ? COMPLETED : FAILED));
                }));
    }

    private static boolean applies(ReplicationRule rule, StoredObject object) {
        String prefix = Optional.ofNullable(rule.filter())
                .map(ReplicationRuleFilter::prefix)
                .orElse("");
        boolean marks = rule.deleteMarkerReplication() != null
                && "Enabled".equals(rule.deleteMarkerReplication().statusAsString());
        return "Enabled".equals(rule.statusAsString())
                && object.key().startsWith(prefix)
                && (marks || !object.marker());
    }

    private boolean copy(ReplicationConfiguration all, ReplicationRule rule, StoredObject object) {
        Optional<StoredBucket> to = destination(rule).filter(bucket -> bucket.versioned);
        boolean allowed = s3.account().service(IamSandbox.class).assumable(all.role(), "s3.amazonaws.com");
        if (to.isEmpty() || !allowed) {
            return false;
        }
        to.get().put(object);
        to.get().copied.put(object.versionId(), REPLICA);
        return true;
    }
}
