package io.kinexus.operator.sandbox.lambda;

import io.kinexus.operator.sandbox.Handlers;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionConcurrencyResponse;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionEventInvokeConfigResponse;
import software.amazon.awssdk.services.lambda.model.FunctionEventInvokeConfig;
import software.amazon.awssdk.services.lambda.model.GetAccountSettingsRequest;
import software.amazon.awssdk.services.lambda.model.GetAccountSettingsResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionEventInvokeConfigResponse;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyResponse;
import software.amazon.awssdk.services.lambda.model.PutFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionEventInvokeConfigResponse;

/**
 * How many calls at a time a function may take, and what becomes of asynchronous ones. All reservations together leave 100 of
 * the account's 1,000 to the others.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html">Reserved concurrency</a>
 */
final class InvokeSettings {
    private static final int ACCOUNT = 1000;
    private static final int UNRESERVED = 100;
    private static final int RETRIES = 2;
    private static final int AGE = 21_600;

    private final LambdaSandbox lambda;

    InvokeSettings(LambdaSandbox lambda) {
        this.lambda = lambda;
    }

    void install(Handlers handlers) {
        handlers.on(PutFunctionConcurrencyRequest.class, this::reserve);
        handlers.on(GetFunctionConcurrencyRequest.class, r -> GetFunctionConcurrencyResponse.builder()
                .reservedConcurrentExecutions(
                        lambda.function(r.functionName()).reserved.orElse(null))
                .build());
        handlers.on(DeleteFunctionConcurrencyRequest.class, r -> {
            lambda.function(r.functionName()).reserved = Optional.empty();
            return DeleteFunctionConcurrencyResponse.builder().build();
        });
        handlers.on(PutFunctionEventInvokeConfigRequest.class, this::put);
        handlers.on(GetFunctionEventInvokeConfigRequest.class, r -> Members.copied(
                        config(r.functionName(), r.qualifier()), GetFunctionEventInvokeConfigResponse.builder())
                .build());
        handlers.on(DeleteFunctionEventInvokeConfigRequest.class, this::delete);
        handlers.on(GetAccountSettingsRequest.class, r -> account());
    }

    private PutFunctionConcurrencyResponse reserve(PutFunctionConcurrencyRequest request) {
        StoredFunction function = lambda.function(request.functionName());
        int wanted = request.reservedConcurrentExecutions();
        int others = reserved() - function.reserved.orElse(0);
        if (ACCOUNT - others - wanted < UNRESERVED) {
            throw Faults.invalid("Specified ReservedConcurrentExecutions for function decreases account's"
                    + " UnreservedConcurrentExecution below its minimum value of [" + UNRESERVED + "].");
        }
        function.reserved = Optional.of(wanted);
        return PutFunctionConcurrencyResponse.builder()
                .reservedConcurrentExecutions(wanted)
                .build();
    }

    private int reserved() {
        return lambda.functions().values().stream()
                .mapToInt(function -> function.reserved.orElse(0))
                .sum();
    }

    private GetAccountSettingsResponse account() {
        return GetAccountSettingsResponse.builder()
                .accountLimit(limit -> limit.concurrentExecutions(ACCOUNT)
                        .unreservedConcurrentExecutions(ACCOUNT - reserved())
                        .codeSizeUnzipped(262_144_000L)
                        .codeSizeZipped(52_428_800L)
                        .totalCodeSize(80_530_636_800L))
                .accountUsage(
                        usage -> usage.functionCount((long) lambda.functions().size())
                                .totalCodeSize(lambda.functions().values().stream()
                                        .mapToLong(function -> function.latest.codeSize())
                                        .sum()))
                .build();
    }

    private PutFunctionEventInvokeConfigResponse put(PutFunctionEventInvokeConfigRequest request) {
        FunctionName named = FunctionName.of(request.functionName(), request.qualifier());
        StoredFunction function = lambda.function(named);
        function.need(named.qualifier());
        FunctionEventInvokeConfig config = FunctionEventInvokeConfig.builder()
                .functionArn(function.arn + ":" + named.qualifier().orElse(StoredFunction.LATEST))
                .lastModified(lambda.account().now())
                .maximumRetryAttempts(
                        Optional.ofNullable(request.maximumRetryAttempts()).orElse(RETRIES))
                .maximumEventAgeInSeconds(
                        Optional.ofNullable(request.maximumEventAgeInSeconds()).orElse(AGE))
                .destinationConfig(request.destinationConfig())
                .build();
        function.invokeConfigs.put(named.qualifier().orElse(""), config);
        return Members.copied(config, PutFunctionEventInvokeConfigResponse.builder())
                .build();
    }

    private FunctionEventInvokeConfig config(@Nullable String functionName, @Nullable String qualifier) {
        FunctionName named = FunctionName.of(functionName, qualifier);
        StoredFunction function = lambda.function(named);
        return Optional.ofNullable(function.invokeConfigs.get(named.qualifier().orElse("")))
                .orElseThrow(
                        () -> Faults.missing("The function " + function.arn + " doesn't have an EventInvokeConfig"));
    }

    private DeleteFunctionEventInvokeConfigResponse delete(DeleteFunctionEventInvokeConfigRequest request) {
        config(request.functionName(), request.qualifier());
        FunctionName named = FunctionName.of(request.functionName(), request.qualifier());
        lambda.function(named).invokeConfigs.remove(named.qualifier().orElse(""));
        return DeleteFunctionEventInvokeConfigResponse.builder().build();
    }
}
