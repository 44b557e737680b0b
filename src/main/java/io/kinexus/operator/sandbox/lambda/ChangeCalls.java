package io.kinexus.operator.sandbox.lambda;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.Handlers;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeResponse;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationResponse;

/**
 * Changes of code and configuration. LastUpdateStatus is InProgress for a while (five seconds, a guess), and every other
 * change is refused meanwhile; calls still reach what was there before.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html">Function states</a>
 */
final class ChangeCalls {
    private static final Duration UPDATE = Duration.ofSeconds(5);

    private final LambdaSandbox lambda;

    ChangeCalls(LambdaSandbox lambda) {
        this.lambda = lambda;
    }

    void install(Handlers handlers) {
        handlers.on(UpdateFunctionCodeRequest.class, this::code);
        handlers.on(UpdateFunctionConfigurationRequest.class, this::configuration);
    }

    private UpdateFunctionCodeResponse code(UpdateFunctionCodeRequest request) {
        StoredFunction function = free(request.functionName(), request.revisionId());
        SdkBytes code = new CodeStore(account())
                .take(request.zipFile(), request.s3Bucket(), request.s3Key(), request.s3ObjectVersion());
        FunctionConfiguration.Builder changed =
                function.latest.toBuilder().codeSize(CodeStore.size(code)).codeSha256(CodeStore.sha256(code));
        if (request.hasArchitectures()) {
            changed.architectures(request.architectures());
        }
        if (Boolean.TRUE.equals(request.dryRun())) {
            return Members.copied(changed.build(), UpdateFunctionCodeResponse.builder())
                    .build();
        }
        function.code = code;
        changing(function, new Configurations(account()).touched(changed.build()));
        FunctionConfiguration shown = Boolean.TRUE.equals(request.publish())
                ? VersionCalls.published(function, Optional.empty())
                : function.latest;
        return Members.copied(shown, UpdateFunctionCodeResponse.builder()).build();
    }

    private UpdateFunctionConfigurationResponse configuration(UpdateFunctionConfigurationRequest request) {
        StoredFunction function = free(request.functionName(), request.revisionId());
        changing(function, new Configurations(account()).applied(request, function.latest));
        return Members.copied(function.latest, UpdateFunctionConfigurationResponse.builder())
                .build();
    }

    private StoredFunction free(@Nullable String name, @Nullable String revisionId) {
        StoredFunction function = lambda.function(name);
        function.free();
        if (revisionId != null && !revisionId.equals(function.latest.revisionId())) {
            throw Faults.precondition();
        }
        return function;
    }

    private void changing(StoredFunction function, FunctionConfiguration changed) {
        function.latest = changed.toBuilder()
                .lastUpdateStatus("InProgress")
                .lastUpdateStatusReason("The function is being created.")
                .lastUpdateStatusReasonCode("Creating")
                .build();
        account().clock().after(UPDATE, () -> {
            function.latest = updated(function.latest);
            function.versions.replaceAll((number, version) -> updated(version));
        });
    }

    private static FunctionConfiguration updated(FunctionConfiguration one) {
        return one.toBuilder()
                .lastUpdateStatus("Successful")
                .lastUpdateStatusReason(null)
                .lastUpdateStatusReasonCode((String) null)
                .build();
    }

    private Account account() {
        return lambda.account();
    }
}
