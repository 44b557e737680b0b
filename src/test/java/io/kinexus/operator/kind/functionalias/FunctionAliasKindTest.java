package io.kinexus.operator.kind.functionalias;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.kind.ResourceKindContract;
import io.kinexus.operator.support.Lambdas;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateAliasRequest;
import software.amazon.awssdk.services.lambda.model.UpdateAliasRequest;

class FunctionAliasKindTest extends ResourceKindContract<FunctionAliasSpec, FunctionAliasLive> {
    private static final String FUNCTION = "documents";

    @Override
    protected ResourceKind<FunctionAliasSpec, FunctionAliasLive> kind() {
        return new FunctionAliasKind();
    }

    @Override
    protected Declared<FunctionAliasSpec> wanted() {
        return Declared.of(
                ResourceId.of("test", "function-alias", FUNCTION),
                DeclarationId.of("function", FUNCTION),
                new FunctionAliasSpec(FUNCTION, "live", "1"));
    }

    @Override
    protected Declared<FunctionAliasSpec> changed() {
        return wanted().spec(new FunctionAliasSpec(FUNCTION, "live", "2"));
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(
                CreateAliasRequest.builder().build(),
                UpdateAliasRequest.builder().build());
    }

    @Override
    protected void given(Scope scope) {
        Lambdas.function(scope, FUNCTION);
        through().settle();
        LambdaClient lambda = scope.client(LambdaClient.class);
        lambda.updateFunctionCode(r -> r.functionName(FUNCTION).publish(true).zipFile(SdkBytes.fromUtf8String("two")));
        String arn = lambda.getFunction(r -> r.functionName(FUNCTION))
                .configuration()
                .functionArn();
        lambda.tagResource(r -> r.resource(arn)
                .tags(Map.of(Ownership.ENVIRONMENT, "test", Ownership.RESOURCE, "function/" + FUNCTION)));
        through().settle();
    }

    @Test
    void anAliasOfSomebodyElseIsNotOursAndNoSurplus() {
        given(look());
        look().client(LambdaClient.class)
                .createAlias(r -> r.functionName(FUNCTION).name("live").functionVersion("1"));
        assertThat(present(wanted()).ours()).isFalse();
        assertThat(kind().surplus(look(), java.util.Set.of())).isEmpty();
    }
}
