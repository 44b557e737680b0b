package io.kinexus.operator.kind.function;

import java.util.Map;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.Environment;
import software.amazon.awssdk.services.lambda.model.LoggingConfig;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.VpcConfig;

/** Our spec in AWS's terms. */
final class FunctionRequestsAws {
    private FunctionRequestsAws() {}

    static CreateFunctionRequest create(FunctionSpec spec, Map<String, String> tags) {
        return CreateFunctionRequest.builder()
                .functionName(spec.name())
                .runtime(spec.runtime())
                .handler(spec.handler())
                .role(spec.role())
                .code(code -> code.s3Bucket(spec.codeBucket())
                        .s3Key(spec.codeKey())
                        .s3ObjectVersion(spec.codeVersion().orElse(null)))
                .memorySize(spec.memory())
                .timeout(spec.timeout())
                .architecturesWithStrings(spec.architecture())
                .environment(environment(spec))
                .loggingConfig(logging(spec))
                .vpcConfig(vpc(spec))
                .publish(true)
                .tags(tags)
                .build();
    }

    static UpdateFunctionConfigurationRequest configuration(FunctionSpec spec) {
        return UpdateFunctionConfigurationRequest.builder()
                .functionName(spec.name())
                .runtime(spec.runtime())
                .handler(spec.handler())
                .role(spec.role())
                .memorySize(spec.memory())
                .timeout(spec.timeout())
                .environment(environment(spec))
                .loggingConfig(logging(spec))
                .vpcConfig(vpc(spec))
                .build();
    }

    /** Code, architecture and a new version in one call. */
    static UpdateFunctionCodeRequest code(FunctionSpec spec) {
        return UpdateFunctionCodeRequest.builder()
                .functionName(spec.name())
                .s3Bucket(spec.codeBucket())
                .s3Key(spec.codeKey())
                .s3ObjectVersion(spec.codeVersion().orElse(null))
                .architecturesWithStrings(spec.architecture())
                .publish(true)
                .build();
    }

    private static Environment environment(FunctionSpec spec) {
        return Environment.builder().variables(spec.environment()).build();
    }

    private static LoggingConfig logging(FunctionSpec spec) {
        return LoggingConfig.builder().logGroup(spec.logGroup()).build();
    }

    /** Empty lists take it out of its VPC. */
    private static VpcConfig vpc(FunctionSpec spec) {
        return VpcConfig.builder()
                .subnetIds(spec.subnets())
                .securityGroupIds(spec.securityGroups())
                .build();
    }
}
