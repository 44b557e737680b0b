package io.kinexus.operator.kind.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.kind.ResourceKindContract;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.PutBucketReplicationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.Tag;

class BucketKindTest extends ResourceKindContract<BucketSpec, BucketLive> {
    private static final Attempt ONE = new Attempt("00000000-0000-0000-0000-000000000003");
    private static final String NAME = "kinexus-documents-test";
    private static final String FAR = "us-west-2";
    private static final String COPY = "theirs-us-west-2";
    private static final BucketSpec.Replication TO =
            new BucketSpec.Replication("arn:aws:iam::123456789012:role/copier", "arn:aws:s3:::" + COPY);
    private static final BucketSpec.Rule MOVE = new BucketSpec.Rule(
            "",
            List.of(new BucketSpec.Move("INTELLIGENT_TIERING", 30)),
            Optional.empty(),
            Optional.of(90),
            Optional.empty());
    private static final BucketSpec.Rule EXPIRE =
            new BucketSpec.Rule("logs/", List.of(), Optional.of(30), Optional.empty(), Optional.of(7));

    @Override
    protected ResourceKind<BucketSpec, BucketLive> kind() {
        return new BucketKind();
    }

    @Override
    protected Declared<BucketSpec> wanted() {
        BucketSpec spec =
                spec(NAME, true, List.of(MOVE, EXPIRE), Optional.of("{\"Version\":\"2012-10-17\",\"Statement\":[]}"));
        return named(NAME, spec.replicated(TO));
    }

    @Override
    protected void given(Scope scope) {
        S3Client there = scope.client(S3Client.class, FAR);
        there.createBucket(r -> r.bucket(COPY).createBucketConfiguration(c -> c.locationConstraint(FAR)));
        there.putBucketVersioning(r -> r.bucket(COPY).versioningConfiguration(c -> c.status("Enabled")));
        scope.client(IamClient.class).createRole(r -> r.roleName("copier")
                .assumeRolePolicyDocument(
                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                                + "{\"Service\":\"s3.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}"));
    }

    @Override
    protected Declared<BucketSpec> changed() {
        return named(NAME, spec(NAME, false, List.of(), Optional.empty()));
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(
                CreateBucketRequest.builder().build(),
                PutBucketVersioningRequest.builder().build(),
                PutBucketEncryptionRequest.builder().build(),
                PutPublicAccessBlockRequest.builder().build(),
                PutBucketOwnershipControlsRequest.builder().build(),
                PutBucketLifecycleConfigurationRequest.builder().build(),
                PutBucketPolicyRequest.builder().build(),
                PutBucketReplicationRequest.builder().build());
    }

    @Test
    void everyVersionReachesTheCopyAndDeletionsDoNot() {
        given(look());
        create(wanted(), ONE);
        S3Client here = look().client(S3Client.class);
        here.putObject(r -> r.bucket(NAME).key("a"), RequestBody.fromString("a"));
        assertThat(here.headObject(r -> r.bucket(NAME).key("a")).replicationStatusAsString())
                .isEqualTo("PENDING");
        through().settle();
        here.deleteObject(r -> r.bucket(NAME).key("a"));
        through().settle();
        HeadObjectResponse copy = look().client(S3Client.class, FAR)
                .headObject(r -> r.bucket(COPY).key("a"));
        assertThat(copy.replicationStatusAsString()).isEqualTo("REPLICA");
    }

    @Test
    void aCopyLiesElsewhereWithTheSameTagsAndIsFoundWhenNobodyDeclaresItAnyMore() {
        Declared<BucketSpec> copy = named("kinexus-us-west-2", BucketSpec.copy("kinexus-us-west-2", FAR, List.of()));
        create(copy, ONE);
        assertInSync(copy);
        S3Client there = look().client(S3Client.class, FAR);
        List<Tag> ours = new ArrayList<>(
                there.getBucketTagging(r -> r.bucket("kinexus-us-west-2")).tagSet());
        assertThat(ours)
                .extracting(Tag::key)
                .contains("application", "kinexus:environment", "kinexus:resource", "kinexus:declaration");
        ours.removeIf(tag -> tag.key().equals("application"));
        there.putBucketTagging(r -> r.bucket("kinexus-us-west-2").tagging(t -> t.tagSet(ours)));
        assertThat(kind().fields().compare(copy.spec(), present(copy).live())).isInstanceOf(Diff.Drifted.class);
        update(copy);
        assertInSync(copy);
        assertThat(kind().surplus(look(), Set.of())).containsOnlyKeys(copy.id());
        delete(copy);
        assertThat(observed(copy)).isInstanceOf(Observation.Absent.class);
    }

    @Test
    void aBucketOfOursDoesNotMoveToAnotherRegion() {
        create(named(NAME, spec(NAME, true, List.of(), Optional.empty())), ONE);
        Diff moved = kind().fields()
                .compare(
                        BucketSpec.copy(NAME, FAR, List.of()),
                        present(named(NAME, BucketSpec.copy(NAME, FAR, List.of())))
                                .live());
        assertThat(moved).isInstanceOfSatisfying(Diff.Drifted.class, drift -> assertThat(drift.worst())
                .isEqualTo(Effect.REPLACE));
    }

    @Test
    void theOrderOfRulesAndTheSpacesOfThePolicyAreNoDifference() {
        given(look());
        create(wanted(), ONE);
        List<BucketSpec.Rule> turned = new ArrayList<>(List.of(MOVE, EXPIRE));
        Collections.reverse(turned);
        BucketSpec same = spec(NAME, true, turned, Optional.of("{ \"Statement\": [ ], \"Version\": \"2012-10-17\" }"))
                .replicated(TO);
        assertThat(kind().fields().compare(same, present(wanted()).live())).isInstanceOf(Diff.InSync.class);
    }

    @Test
    void whatPeopleChangeByHandIsSeenAndPutBack() {
        given(look());
        create(wanted(), ONE);
        Stream.<Consumer<S3Client>>of(
                        s3 -> s3.deletePublicAccessBlock(r -> r.bucket(NAME)),
                        s3 -> s3.deleteBucketLifecycle(r -> r.bucket(NAME)),
                        s3 -> s3.deleteBucketPolicy(r -> r.bucket(NAME)),
                        s3 -> s3.deleteBucketOwnershipControls(r -> r.bucket(NAME)),
                        s3 -> s3.deleteBucketReplication(r -> r.bucket(NAME)),
                        s3 -> {
                            s3.deleteBucketReplication(r -> r.bucket(NAME));
                            s3.putBucketVersioning(
                                    r -> r.bucket(NAME).versioningConfiguration(c -> c.status("Suspended")));
                        })
                .forEach(hand -> {
                    hand.accept(look().client(S3Client.class));
                    assertThat(kind().fields()
                                    .compare(wanted().spec(), present(wanted()).live()))
                            .isInstanceOf(Diff.Drifted.class);
                    update(wanted());
                    assertInSync(wanted());
                });
    }

    @Test
    void aNameThatSomebodyElseHasIsRefusedInWords() {
        Declared<BucketSpec> taken = named("my-bucket", spec("my-bucket", false, List.of(), Optional.empty()));
        assertThat(kind().creator().orElseThrow().create(look(), taken, ONE))
                .isInstanceOf(Outcome.Terminal.class)
                .asString()
                .contains("taken by another AWS account");
    }

    @Test
    void onlyAnEmptyBucketIsDeleted() {
        given(look());
        create(wanted(), ONE);
        look().client(S3Client.class).putObject(r -> r.bucket(NAME).key("a"), RequestBody.fromString("a"));
        assertThat(kind().deleter()
                        .orElseThrow()
                        .delete(look(), wanted().id(), present(wanted()).live(), ONE))
                .isInstanceOf(Outcome.Terminal.class)
                .asString()
                .contains("only an empty one");
    }

    @Test
    void anExistingOneIsFoundByItsArn() {
        look().client(S3Client.class).createBucket(r -> r.bucket("theirs-for-years"));
        Declared<BucketSpec> pointed = named("theirs", spec("theirs", false, List.of(), Optional.empty()))
                .existing("arn:aws:s3:::theirs-for-years");
        assertThat(present(pointed).ours()).isFalse();
        assertThat(kind().outputs(present(pointed).live())).containsEntry("name", "theirs-for-years");
    }

    private static BucketSpec spec(
            String name, boolean versioned, List<BucketSpec.Rule> lifecycle, Optional<String> policy) {
        return new BucketSpec(name, "us-east-1", versioned, lifecycle, policy, Optional.empty());
    }

    private static Declared<BucketSpec> named(String name, BucketSpec spec) {
        return Declared.of(ResourceId.of("test", "bucket", name), DeclarationId.of("bucket", name), spec);
    }
}
