package io.kinexus.operator.kind.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.kind.ResourceKindContract;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockRequest;

class BucketKindTest extends ResourceKindContract<BucketSpec, BucketLive> {
    private static final Attempt ONE = new Attempt("00000000-0000-0000-0000-000000000003");
    private static final String NAME = "kinexus-documents-test";
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
        return named(
                NAME,
                new BucketSpec(
                        NAME,
                        true,
                        List.of(MOVE, EXPIRE),
                        Optional.of("{\"Version\":\"2012-10-17\",\"Statement\":[]}")));
    }

    @Override
    protected Declared<BucketSpec> changed() {
        return named(NAME, new BucketSpec(NAME, false, List.of(), Optional.empty()));
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
                PutBucketPolicyRequest.builder().build());
    }

    @Test
    void theOrderOfRulesAndTheSpacesOfThePolicyAreNoDifference() {
        create(wanted(), ONE);
        List<BucketSpec.Rule> turned = new ArrayList<>(List.of(MOVE, EXPIRE));
        Collections.reverse(turned);
        BucketSpec same =
                new BucketSpec(NAME, true, turned, Optional.of("{ \"Statement\": [ ], \"Version\": \"2012-10-17\" }"));
        assertThat(kind().fields().compare(same, present(wanted()).live())).isInstanceOf(Diff.InSync.class);
    }

    @Test
    void whatPeopleChangeByHandIsSeenAndPutBack() {
        create(wanted(), ONE);
        Stream.<Consumer<S3Client>>of(
                        s3 -> s3.deletePublicAccessBlock(r -> r.bucket(NAME)),
                        s3 -> s3.deleteBucketLifecycle(r -> r.bucket(NAME)),
                        s3 -> s3.deleteBucketPolicy(r -> r.bucket(NAME)),
                        s3 -> s3.deleteBucketOwnershipControls(r -> r.bucket(NAME)),
                        s3 -> s3.putBucketVersioning(
                                r -> r.bucket(NAME).versioningConfiguration(c -> c.status("Suspended"))))
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
        Declared<BucketSpec> taken =
                named("my-bucket", new BucketSpec("my-bucket", false, List.of(), Optional.empty()));
        assertThat(kind().creator().orElseThrow().create(look(), taken, ONE))
                .isInstanceOf(Outcome.Terminal.class)
                .asString()
                .contains("taken by another AWS account");
    }

    @Test
    void onlyAnEmptyBucketIsDeleted() {
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
        Declared<BucketSpec> pointed = named("theirs", new BucketSpec("theirs", false, List.of(), Optional.empty()))
                .existing("arn:aws:s3:::theirs-for-years");
        assertThat(present(pointed).ours()).isFalse();
        assertThat(kind().outputs(present(pointed).live())).containsEntry("name", "theirs-for-years");
    }

    private static Declared<BucketSpec> named(String name, BucketSpec spec) {
        return Declared.of(ResourceId.of("test", "bucket", name), DeclarationId.of("bucket", name), spec);
    }
}
