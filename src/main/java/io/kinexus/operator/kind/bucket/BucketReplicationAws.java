package io.kinexus.operator.kind.bucket;

import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteMarkerReplicationStatus;
import software.amazon.awssdk.services.s3.model.Destination;
import software.amazon.awssdk.services.s3.model.ReplicationConfiguration;
import software.amazon.awssdk.services.s3.model.ReplicationRule;
import software.amazon.awssdk.services.s3.model.ReplicationRuleFilter;
import software.amazon.awssdk.services.s3.model.ReplicationRuleStatus;

/**
 * The copying of every version to one other bucket.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-add-config.html">Replication configuration</a>
 */
final class BucketReplicationAws {
    private static final String RULE = "kinexus";

    private BucketReplicationAws() {}

    static void put(S3Client s3, BucketSpec spec) {
        spec.replication()
                .ifPresentOrElse(
                        to -> s3.putBucketReplication(r -> r.bucket(spec.name())
                                .replicationConfiguration(ReplicationConfiguration.builder()
                                        .role(to.roleArn())
                                        .rules(rule(to))
                                        .build())),
                        () -> s3.deleteBucketReplication(r -> r.bucket(spec.name())));
    }

    private static ReplicationRule rule(BucketSpec.Replication to) {
        return ReplicationRule.builder()
                .id(RULE)
                .priority(1)
                .status(ReplicationRuleStatus.ENABLED)
                .filter(ReplicationRuleFilter.builder().prefix("").build())
                .deleteMarkerReplication(d -> d.status(DeleteMarkerReplicationStatus.DISABLED))
                .destination(d -> d.bucket(to.bucketArn()))
                .build();
    }

    /** As far as it can be declared, and how many rules there are beside. */
    record Copies(Optional<BucketSpec.Replication> declared, int others) {}

    static Copies read(S3Client s3, String name) {
        return BucketReadingAws.unless(
                        "ReplicationConfigurationNotFoundError",
                        () -> s3.getBucketReplication(r -> r.bucket(name)).replicationConfiguration())
                .map(BucketReplicationAws::copies)
                .orElse(new Copies(Optional.empty(), 0));
    }

    private static Copies copies(ReplicationConfiguration all) {
        Optional<BucketSpec.Replication> declared = declarable(all);
        return new Copies(declared, all.rules().size() - (declared.isPresent() ? 1 : 0));
    }

    /** The first rule, when it copies everything and says no more than can be declared. */
    private static Optional<BucketSpec.Replication> declarable(ReplicationConfiguration all) {
        return all.rules().stream()
                .findFirst()
                .filter(BucketReplicationAws::plain)
                .map(rule -> new BucketSpec.Replication(
                        all.role(), rule.destination().bucket()));
    }

    private static boolean plain(ReplicationRule rule) {
        boolean marks = rule.deleteMarkerReplication() != null
                && rule.deleteMarkerReplication().status() == DeleteMarkerReplicationStatus.ENABLED;
        return rule.status() == ReplicationRuleStatus.ENABLED
                && !marks
                && everything(rule)
                && rule.sourceSelectionCriteria() == null
                && plain(rule.destination());
    }

    private static boolean everything(ReplicationRule rule) {
        // A rule without a filter is of the form before filters, which is not written here.
        ReplicationRuleFilter filter = rule.filter();
        return filter != null
                && filter.and() == null
                && filter.tag() == null
                && Optional.ofNullable(filter.prefix()).orElse("").isEmpty();
    }

    private static boolean plain(Destination to) {
        return to.account() == null
                && to.storageClass() == null
                && to.accessControlTranslation() == null
                && to.encryptionConfiguration() == null
                && to.replicationTime() == null;
    }
}
