package io.kinexus.operator.sandbox.lambda;

import io.kinexus.operator.sandbox.Handlers;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.GetFunctionCodeSigningConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionCodeSigningConfigResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionUrlConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetRuntimeManagementConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetRuntimeManagementConfigResponse;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsRequest;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsResponse;
import software.amazon.awssdk.services.lambda.model.ListLayersRequest;
import software.amazon.awssdk.services.lambda.model.ListLayersResponse;

/** What tools read of every function, and nothing here sets: answered as AWS answers when nobody has set it. */
final class UnusedSettings {
    private final LambdaSandbox lambda;

    UnusedSettings(LambdaSandbox lambda) {
        this.lambda = lambda;
    }

    void install(Handlers handlers) {
        handlers.on(GetFunctionCodeSigningConfigRequest.class, r -> GetFunctionCodeSigningConfigResponse.builder()
                .functionName(function(r.functionName()).name)
                .codeSigningConfigArn("")
                .build());
        handlers.on(GetRuntimeManagementConfigRequest.class, r -> GetRuntimeManagementConfigResponse.builder()
                .functionArn(function(r.functionName()).arn)
                .updateRuntimeOn("Auto")
                .build());
        handlers.on(GetFunctionUrlConfigRequest.class, r -> {
            function(r.functionName());
            throw Faults.missing("The resource you requested does not exist.");
        });
        handlers.on(ListEventSourceMappingsRequest.class, r -> ListEventSourceMappingsResponse.builder()
                .build());
        handlers.on(ListLayersRequest.class, r -> ListLayersResponse.builder().build());
    }

    private StoredFunction function(@Nullable String nameOrArn) {
        return lambda.function(nameOrArn);
    }
}
