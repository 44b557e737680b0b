package io.kinexus.operator.kind.functionpermission;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.kind.ResourceKindContract;
import io.kinexus.operator.support.Lambdas;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.RemovePermissionRequest;

class FunctionPermissionKindTest extends ResourceKindContract<FunctionPermissionSpec, FunctionPermissionLive> {
    private static final String FUNCTION = "documents";
    private static final String SOURCE = "arn:aws:execute-api:us-east-1:123456789012:abc/*";

    @Override
    protected ResourceKind<FunctionPermissionSpec, FunctionPermissionLive> kind() {
        return new FunctionPermissionKind();
    }

    @Override
    protected Declared<FunctionPermissionSpec> wanted() {
        return permission("documents-api", SOURCE);
    }

    @Override
    protected Declared<FunctionPermissionSpec> changed() {
        return permission("documents-api", SOURCE.replace("abc", "xyz"));
    }

    private static Declared<FunctionPermissionSpec> permission(String name, String source) {
        return Declared.of(
                ResourceId.of("test", "function-permission", name),
                DeclarationId.of("http-api", "api"),
                new FunctionPermissionSpec(
                        FUNCTION, "live", "apigateway.amazonaws.com", Optional.of(source), Optional.empty()));
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(
                AddPermissionRequest.builder().build(),
                RemovePermissionRequest.builder().build());
    }

    @Override
    protected void given(Scope scope) {
        Lambdas.function(scope, FUNCTION);
        through().settle();
        LambdaClient lambda = scope.client(LambdaClient.class);
        lambda.createAlias(r -> r.functionName(FUNCTION).name("live").functionVersion("1"));
        String arn = lambda.getFunction(r -> r.functionName(FUNCTION))
                .configuration()
                .functionArn();
        lambda.tagResource(r -> r.resource(arn)
                .tags(Map.of(Ownership.ENVIRONMENT, "test", Ownership.RESOURCE, "function/" + FUNCTION)));
    }

    @Test
    void oneOfSeveralThatIsNotDeclaredAnyMoreIsSurplusAlone() {
        given(look());
        create(wanted(), new Attempt("a"));
        Declared<FunctionPermissionSpec> other = permission("documents-bus", SOURCE);
        create(other, new Attempt("b"));
        assertInSync(other);
        assertThat(kind().surplus(look(), Set.of(other.id()))).containsOnlyKeys(wanted().id());
    }

    @Test
    void aStatementOfOursThatSaysMoreIsADifference() {
        given(look());
        look().client(LambdaClient.class).addPermission(r -> r.functionName(FUNCTION)
                .qualifier("live")
                .statementId("kinexus_test_documents-api")
                .action("lambda:*")
                .principal("apigateway.amazonaws.com"));
        update(wanted());
        assertInSync(wanted());
    }

    @Test
    void aStatementOfSomebodyElseIsNeverTouched() {
        given(look());
        look().client(LambdaClient.class).addPermission(r -> r.functionName(FUNCTION)
                .qualifier("live")
                .statementId("mine")
                .action("lambda:InvokeFunction")
                .principal("s3.amazonaws.com"));
        assertThat(kind().surplus(look(), Set.of())).isEmpty();
    }
}
