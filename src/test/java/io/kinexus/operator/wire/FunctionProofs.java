package io.kinexus.operator.wire;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.support.Lambdas;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** What moto's Lambda answers otherwise than AWS's. */
final class FunctionProofs {
    private FunctionProofs() {}

    static boolean aliasTwice(Scope scope) {
        Lambdas.function(scope, "proof");
        LambdaClient lambda = scope.client(LambdaClient.class);
        lambda.createAlias(r -> r.functionName("proof").name("live").functionVersion("1"));
        try {
            lambda.createAlias(r -> r.functionName("proof").name("live").functionVersion("1"));
            return true;
        } catch (SdkException failure) {
            return !AwsFailures.is(failure, "ResourceConflictException");
        }
    }
}
