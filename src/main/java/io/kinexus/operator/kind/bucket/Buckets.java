package io.kinexus.operator.kind.bucket;

import static io.kinexus.operator.core.diff.Field.field;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.diff.Field;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What a bucket is to us. Pure. */
final class Buckets {
    static final KindName NAME = new KindName("bucket");
    /** Ten thousand names a page; then versions, encryption, public access, ownership, life cycle, policy and copying. */
    static final Floor FLOOR = new Floor(10_000, 7);
    /** Itself, its encryption, and that nothing of it is public. */
    private static final int ALWAYS = 3;

    static final String TAGS = "tagging";

    static final String ENFORCED = "BucketOwnerEnforced";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAMED = "arn:aws:s3:::${name}";
    private static final String ANY = "arn:aws:s3:::*";
    private static final String LEFT_OVER = "what is left over is read too, and S3 has no condition on a bucket's tags";

    static final Fields<BucketSpec, BucketLive> FIELDS = rows().unmanaged("bucket", "its identity")
            .unmanaged("aCL", "ACLs are off")
            .unmanaged("grantFullControl", "ACLs are off")
            .unmanaged("grantRead", "ACLs are off")
            .unmanaged("grantReadACP", "ACLs are off")
            .unmanaged("grantWrite", "ACLs are off")
            .unmanaged("grantWriteACP", "ACLs are off")
            .unmanaged("objectOwnership", "compared as ownershipControls")
            .unmanaged("objectLockEnabledForBucket", "locks on objects are not declared yet")
            .unmanaged("token", "of the request, for buckets with object lock")
            .unmanaged("mFA", "no second factor is asked for")
            .unmanaged("checksumAlgorithm", "of the request, no property")
            .unmanaged("contentMD5", "of the request, no property")
            .unmanaged("expectedBucketOwner", "of the request, no property")
            .unmanaged("confirmRemoveSelfBucketAccess", "of the request, no property")
            .unmanaged("transitionDefaultMinimumObjectSize", "AWS's default of 128 KiB")
            .build();

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.anywhere("s3:ListAllMyBuckets", "the action has no resource-level permissions"),
            Permission.on("s3:GetBucketVersioning", ANY).because(LEFT_OVER),
            Permission.on("s3:GetEncryptionConfiguration", ANY).because(LEFT_OVER),
            Permission.on("s3:GetBucketPublicAccessBlock", ANY).because(LEFT_OVER),
            Permission.on("s3:GetBucketOwnershipControls", ANY).because(LEFT_OVER),
            Permission.on("s3:GetLifecycleConfiguration", ANY).because(LEFT_OVER),
            Permission.on("s3:GetBucketPolicy", ANY).because(LEFT_OVER),
            Permission.on("s3:GetReplicationConfiguration", ANY).because(LEFT_OVER),
            Permission.on("s3:PutReplicationConfiguration", NAMED),
            Permission.on("iam:PassRole", "arn:aws:iam::${account}:role/kinexus/${environment}/*")
                    .when("StringEquals", "iam:PassedToService", "s3.amazonaws.com"),
            Permission.on("s3:ListBucketVersions", ANY).because(LEFT_OVER),
            Permission.on("s3:CreateBucket", NAMED),
            Permission.on("s3:TagResource", NAMED),
            Permission.on("s3:PutBucketTagging", NAMED),
            Permission.on("s3:GetBucketTagging", ANY).because(LEFT_OVER),
            Permission.on("s3:PutBucketVersioning", NAMED),
            Permission.on("s3:PutEncryptionConfiguration", NAMED),
            Permission.on("s3:PutBucketPublicAccessBlock", NAMED),
            Permission.on("s3:PutBucketOwnershipControls", NAMED),
            Permission.on("s3:PutLifecycleConfiguration", NAMED),
            Permission.on("s3:PutBucketPolicy", NAMED),
            Permission.on("s3:DeleteBucketPolicy", NAMED),
            Permission.on("s3:DeleteBucket", NAMED),
            Permission.anywhere("tag:GetResources", "the tagging API has no resource-level permissions"));

    private Buckets() {}

    private static Fields.Builder<BucketSpec, BucketLive> rows() {
        return Fields.<BucketSpec, BucketLive>table()
                .row(field("createBucketConfiguration.locationConstraint", BucketSpec::region, BucketLive::region)
                        .effect(Effect.REPLACE))
                .row(field("versioningConfiguration", BucketSpec::versioned, BucketLive::versioned))
                .row(field("serverSideEncryptionConfiguration", (BucketSpec spec) -> "AES256", live -> live.encryption()
                        .orElse("(none)")))
                .row(Field.<BucketSpec, BucketLive, Boolean>field(
                                "publicAccessBlockConfiguration", spec -> true, BucketLive::publicBlocked)
                        .showing(blocked -> blocked ? "all blocked" : "not all blocked"))
                .row(field("ownershipControls", spec -> ENFORCED, BucketLive::ownership))
                .row(Field.<BucketSpec, BucketLive, Rules>field(
                                "lifecycleConfiguration",
                                spec -> new Rules(spec.lifecycle(), 0),
                                live -> new Rules(live.lifecycle(), live.otherRules()))
                        .matching(Rules::same))
                .row(Field.<BucketSpec, BucketLive, Optional<String>>field(
                                "policy", BucketSpec::policy, BucketLive::policy)
                        .matching(Buckets::samePolicy)
                        .showing(policy -> policy.orElse("(none)")))
                .row(Field.<BucketSpec, BucketLive, Copies>field(
                        "replicationConfiguration",
                        spec -> new Copies(spec.replication(), 0),
                        live -> new Copies(live.replication(), live.otherCopies())))
                .row(Field.<BucketSpec, BucketLive, Map<String, String>>field(
                                TAGS, spec -> Map.of(), BucketLive::missingTags)
                        .showing(missing -> missing.isEmpty() ? "as declared" : "without " + new TreeMap<>(missing)));
    }

    /** Where versions are copied to, and how many rules there are beside it that cannot be declared. */
    private record Copies(Optional<BucketSpec.Replication> declared, int others) {
        @Override
        public String toString() {
            return declared.map(BucketSpec.Replication::toString).orElse("(none)")
                    + (others == 0 ? "" : " and " + others + " more");
        }
    }

    /** Rules in any order, and how many there are beside them that cannot be declared. */
    private record Rules(List<BucketSpec.Rule> declared, int others) {
        boolean same(Rules live) {
            return others == live.others
                    && declared.size() == live.declared.size()
                    && new HashSet<>(declared).equals(new HashSet<>(live.declared));
        }

        @Override
        public String toString() {
            return (declared.isEmpty() && others == 0 ? "(none)" : declared.toString())
                    + (others == 0 ? "" : " and " + others + " more");
        }
    }

    /** By what it says: AWS may give it back with other spaces. */
    private static boolean samePolicy(Optional<String> want, Optional<String> have) {
        if (want.isEmpty() || have.isEmpty()) {
            return want.equals(have);
        }
        try {
            return JSON.readTree(want.orElseThrow()).equals(JSON.readTree(have.orElseThrow()));
        } catch (JsonProcessingException unreadable) {
            return want.equals(have);
        }
    }

    /** Objects are never removed here, with or without a permit. */
    static Optional<String> guarded(BucketLive live) {
        return live.holds()
                ? Optional.of(
                        "bucket " + live.name() + " still holds objects or versions, and only an empty one is deleted:"
                                + " empty it, then go on with a permit")
                : Optional.empty();
    }

    static Map<String, String> outputs(BucketLive live) {
        return Map.of("arn", live.arn(), "name", live.name());
    }

    /** The calls that make one as it is wanted. */
    static int writes(BucketSpec wanted) {
        return ALWAYS
                + (wanted.versioned() ? 1 : 0)
                + (wanted.lifecycle().isEmpty() ? 0 : 1)
                + (wanted.policy().isPresent() ? 1 : 0)
                + (wanted.replication().isPresent() ? 1 : 0);
    }
}
