package io.kinexus.operator.kind.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.health.Verdict;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.kind.ResourceKindContract;
import io.kinexus.operator.support.Lambdas;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.PublishVersionRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;
import software.amazon.awssdk.services.s3.S3Client;

class FunctionKindTest extends ResourceKindContract<FunctionSpec, FunctionLive> {
    private static final Attempt ONCE = new Attempt("one");
    private static final String NAME = "documents";
    private static final ResourceId ID = ResourceId.of("test", "function", NAME);

    @Override
    protected ResourceKind<FunctionSpec, FunctionLive> kind() {
        return new FunctionKind();
    }

    @Override
    protected Declared<FunctionSpec> wanted() {
        return declared(Lambdas.KEY, 128, Map.of("LEVEL", "DEBUG"), Optional.empty());
    }

    @Override
    protected Declared<FunctionSpec> changed() {
        return declared(Lambdas.KEY, 512, Map.of("LEVEL", "INFO", "MORE", "x"), Optional.of(5));
    }

    private Declared<FunctionSpec> declared(
            String key, int memory, Map<String, String> environment, Optional<Integer> concurrency) {
        return Declared.of(
                ID,
                DeclarationId.of("function", NAME),
                new FunctionSpec(
                        NAME,
                        "python3.12",
                        "app.handler",
                        Lambdas.roleArn(look()),
                        Lambdas.BUCKET,
                        key,
                        Optional.empty(),
                        memory,
                        30,
                        "x86_64",
                        environment,
                        "/aws/lambda/" + NAME,
                        Set.of(),
                        Set.of(),
                        concurrency));
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(
                CreateFunctionRequest.builder().build(),
                UpdateFunctionConfigurationRequest.builder().build(),
                UpdateFunctionCodeRequest.builder().build(),
                PublishVersionRequest.builder().build(),
                PutFunctionConcurrencyRequest.builder().build());
    }

    @Override
    protected void given(Scope scope) {
        Lambdas.prepare(scope);
    }

    /** Lambda takes one change at a time: the version follows when the configuration has been taken. */
    @Test
    @Override
    protected void updatedIsInSync() {
        given(look());
        create(wanted(), ONCE);
        update(changed());
        assertThat(differences(changed())).containsExactly("publish");
        update(changed());
        assertInSync(changed());
        assertThat(present(changed()).live().version()).contains("2");
    }

    @Test
    void newCodeUnderTheSameKeyIsAChangeThatMakesANewVersion() {
        given(look());
        create(wanted(), ONCE);
        String version = Lambdas.upload(look(), "two");
        assertThat(differences(wanted())).containsExactly("code");
        update(wanted());
        assertInSync(wanted());
        assertThat(present(wanted()).live().code().version()).contains(version);
        assertThat(present(wanted()).live().version()).contains("2");
    }

    @Test
    void theSameCodeUploadedAgainEndsInSyncWithoutANewVersion() {
        given(look());
        create(wanted(), ONCE);
        Lambdas.upload(look(), "one");
        update(wanted());
        assertInSync(wanted());
        assertThat(present(wanted()).live().version()).contains("1");
    }

    @Test
    void codeThatSomebodyPutThereByHandIsADifference() {
        given(look());
        create(wanted(), ONCE);
        look().client(LambdaClient.class)
                .updateFunctionCode(r -> r.functionName(NAME).publish(true).zipFile(SdkBytes.fromUtf8String("mine")));
        through().settle();
        assertThat(differences(wanted())).containsExactly("code");
        update(wanted());
        assertInSync(wanted());
    }

    @Test
    void codeThatIsNotThereIsWaitedForAndNeverAFailure() {
        Lambdas.role(look());
        assertThat(made()).as("no bucket").isEqualTo(upload());
        Lambdas.bucket(look());
        assertThat(made()).as("no object").isEqualTo(upload());
        Lambdas.upload(look(), "one");
        assertThat(made()).isInstanceOf(Outcome.Done.class);
        through().settle();
        assertInSync(wanted());
    }

    private Outcome made() {
        return kind().creator().orElseThrow().create(look(), wanted(), ONCE);
    }

    private static Outcome upload() {
        return Outcome.waiting("upload s3://" + Lambdas.BUCKET + "/" + Lambdas.KEY, java.time.Duration.ofMinutes(1));
    }

    @Test
    void codeThatIsToChangeToWhatIsNotThereIsWaitedForToo() {
        given(look());
        create(wanted(), ONCE);
        Declared<FunctionSpec> next = declared("documents-2.zip", 128, Map.of("LEVEL", "DEBUG"), Optional.empty());
        List<FieldChange> changes = changes(next);
        Outcome outcome = kind().updater()
                .orElseThrow()
                .update(look(), next, present(next).live(), changes, ONCE);
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Waiting.class, waiting -> assertThat(waiting.on())
                .isEqualTo("upload s3://" + Lambdas.BUCKET + "/documents-2.zip"));
    }

    @Test
    void codeThatWasTakenAwayLaterChangesNothing() {
        given(look());
        create(wanted(), ONCE);
        look().client(S3Client.class).deleteObject(r -> r.bucket(Lambdas.BUCKET).key(Lambdas.KEY));
        assertInSync(wanted());
    }

    @Test
    void aRoleThatLambdaCannotAssumeYetIsTriedAgain() {
        given(look());
        look().client(IamClient.class).deleteRole(r -> r.roleName("documents"));
        assertThat(made()).isInstanceOf(Outcome.Retryable.class);
    }

    @Test
    void whileItIsMadeItIsNotAtRestAndAChangeWaits() {
        given(look());
        kind().creator().orElseThrow().create(look(), wanted(), ONCE);
        assertThat(present(wanted()).settled()).isFalse();
        List<FieldChange> changes = changes(changed());
        Outcome outcome = kind().updater()
                .orElseThrow()
                .update(look(), changed(), present(changed()).live(), changes, ONCE);
        assertThat(outcome).isInstanceOf(Outcome.Waiting.class);
    }

    @Test
    void aVariableThatIsNotDeclaredIsADifferenceAndItsValueIsNotShown() {
        given(look());
        create(wanted(), ONCE);
        look().client(LambdaClient.class).updateFunctionConfiguration(r -> r.functionName(NAME)
                .environment(e -> e.variables(Map.of("LEVEL", "DEBUG", "PASSWORD", "very-secret"))));
        through().settle();
        assertThat(differences(wanted())).contains("environment");
        assertThat(present(wanted()).live().toString()).doesNotContain("very-secret");
    }

    @Test
    void whatAwsCouldNotMakeIsUnhealthy() {
        FunctionLive live = new FunctionLive(
                NAME,
                "arn",
                new FunctionLive.Settings("", "", "", 0, 0, "", Map.of(), "", Set.of(), Set.of()),
                new Code("", Optional.empty(), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.of("Lambda could not make it: EniLimitExceeded, no more"));
        assertThat(kind().health(live).level()).isEqualTo(Verdict.Level.UNHEALTHY);
    }

    private List<FieldChange> changes(Declared<FunctionSpec> one) {
        Observation.Present<FunctionLive> seen = present(one);
        return kind().fields().compare(one.spec(), seen.live()) instanceof Diff.Drifted drift
                ? drift.changes()
                : List.of();
    }

    private List<String> differences(Declared<FunctionSpec> one) {
        return changes(one).stream().map(FieldChange::path).toList();
    }
}
