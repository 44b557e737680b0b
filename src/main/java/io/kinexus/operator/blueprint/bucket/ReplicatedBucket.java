package io.kinexus.operator.blueprint.bucket;

import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.kind.bucket.BucketSpec;
import io.kinexus.operator.kind.role.RoleSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A bucket, its copy in another region, and the role that S3 copies with. Names and ARNs follow from the document, so that
 * nothing waits for an answer of AWS; the rule itself comes after the copy and the role, as S3 demands.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html">permissions</a>
 */
final class ReplicatedBucket {
    private static final int ROLE_LIMIT = 64;
    private static final String SUFFIX = "replication";

    private final String name;
    private final String region;
    private final Site site;

    ReplicatedBucket(String name, String region, Site site) {
        this.name = name;
        this.region = region;
        this.site = site;
    }

    static String copyOf(String bucket, String region) {
        return bucket + "-" + region;
    }

    List<Declared<?>> resources(Declared<BucketSpec> bucket) {
        String copy = copyOf(name, region);
        ResourceId copyId = site.id("bucket", copy);
        ResourceId roleId = site.id("role", site.self().name() + "-" + SUFFIX);
        String role = site.derived(site.self().name(), SUFFIX, ROLE_LIMIT);
        BucketSpec.Replication to = new BucketSpec.Replication(
                "arn:aws:iam::" + site.settings().account() + ":role" + RoleSpec.path(site.environment()) + role,
                arn(copy));
        return List.of(
                Declared.of(
                        copyId,
                        site.self(),
                        BucketSpec.copy(copy, region, bucket.spec().lifecycle())),
                Declared.of(roleId, site.self(), role(role, copy)),
                bucket.spec(bucket.spec().replicated(to)).after(Set.of(copyId, roleId)));
    }

    private RoleSpec role(String role, String copy) {
        return new RoleSpec(
                role,
                RoleSpec.path(site.environment()),
                "bucket/" + site.self().name() + ": lets S3 copy its versions to " + copy,
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":"
                        + "\"s3.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}",
                Map.of(SUFFIX, policy(copy)),
                Set.of(),
                Optional.empty());
    }

    /** Deletions are not copied, so that nothing lets S3 delete in the copy. */
    private String policy(String copy) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":["
                + allow("\"s3:GetReplicationConfiguration\",\"s3:ListBucket\"", arn(name)) + ","
                + allow(
                        "\"s3:GetObjectVersionAcl\",\"s3:GetObjectVersionForReplication\","
                                + "\"s3:GetObjectVersionTagging\"",
                        arn(name) + "/*")
                + "," + allow("\"s3:ReplicateObject\",\"s3:ReplicateTags\"", arn(copy) + "/*") + "]}";
    }

    private static String allow(String actions, String resource) {
        return "{\"Effect\":\"Allow\",\"Action\":[" + actions + "],\"Resource\":[\"" + resource + "\"]}";
    }

    private static String arn(String bucket) {
        return "arn:aws:s3:::" + bucket;
    }
}
