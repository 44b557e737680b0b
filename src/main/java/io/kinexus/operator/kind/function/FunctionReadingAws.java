package io.kinexus.operator.kind.function;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Names;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.kind.function.FunctionLive.Settings;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Concurrency;
import software.amazon.awssdk.services.lambda.model.EnvironmentResponse;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.LoggingConfig;

/**
 * How a function is seen: itself, its versions, and the object that its code comes from.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html">GetFunction</a>
 */
final class FunctionReadingAws {
    private static final String GONE = "ResourceNotFoundException";
    private static final String LATEST = "$LATEST";
    private static final int HASH = 8;

    private FunctionReadingAws() {}

    static Map<ResourceId, Observation<FunctionLive>> observe(Scope scope, Collection<Declared<FunctionSpec>> wanted) {
        return Sweep.oneByOne(scope, wanted, one -> {
            String name = one.existing().orElseGet(() -> one.spec().name());
            return find(scope, name)
                    .<Observation<FunctionLive>>map(found -> present(scope, one, found))
                    .orElseGet(Observation::absent);
        });
    }

    private static Observation<FunctionLive> present(
            Scope scope, Declared<FunctionSpec> one, GetFunctionResponse found) {
        Optional<String> newest =
                one.spec().codeVersion().isPresent() ? Optional.empty() : CodeObjectAws.version(scope, one.spec());
        FunctionLive live = live(scope, found, newest, one.spec().environment().keySet());
        boolean ours = one.existing().isEmpty() && Ownership.ours(scope, one.id(), live.arn(), found::tags);
        return new Observation.Present<>(live, settled(found.configuration()), ours);
    }

    /** A function without a state is one of a time when there were none. */
    private static boolean settled(FunctionConfiguration function) {
        return !"Pending".equals(function.stateAsString()) && !"InProgress".equals(function.lastUpdateStatusAsString());
    }

    static Map<ResourceId, Observation<FunctionLive>> surplus(Scope scope, Set<ResourceId> declared) {
        Map<ResourceId, Observation<FunctionLive>> surplus = new LinkedHashMap<>();
        Ownership.sweep(scope).of(Functions.NAME).forEach((id, arns) -> {
            if (!declared.contains(id)) {
                find(scope, arns.get(0))
                        .ifPresent(found ->
                                surplus.put(id, Observation.present(live(scope, found, Optional.empty(), Set.of()))));
            }
        });
        return surplus;
    }

    private static Optional<GetFunctionResponse> find(Scope scope, String nameOrArn) {
        try {
            return Optional.of(scope.client(LambdaClient.class).getFunction(r -> r.functionName(nameOrArn)));
        } catch (SdkException failure) {
            if (AwsFailures.is(failure, GONE)) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private static FunctionLive live(
            Scope scope, GetFunctionResponse found, Optional<String> newestCode, Set<String> declared) {
        FunctionConfiguration function = found.configuration();
        Optional<FunctionConfiguration> newest = newest(scope, function.functionName());
        Settings settings = settings(function, declared);
        boolean published = newest.filter(version -> settings(version, declared).equals(settings))
                .filter(version -> version.codeSha256().equals(function.codeSha256()))
                .isPresent();
        return new FunctionLive(
                function.functionName(),
                function.functionArn(),
                settings,
                code(found, newestCode),
                Optional.ofNullable(found.concurrency()).map(Concurrency::reservedConcurrentExecutions),
                newest.map(FunctionConfiguration::version),
                published,
                failure(function));
    }

    /** Of the version with the highest number; versions come in the order of their making. */
    private static Optional<FunctionConfiguration> newest(Scope scope, String name) {
        return scope
                .client(LambdaClient.class)
                .listVersionsByFunctionPaginator(r -> r.functionName(name))
                .versions()
                .stream()
                .filter(version -> !LATEST.equals(version.version()))
                .reduce((before, after) -> after);
    }

    /** The noted version counts only with the code that it was noted of. */
    private static Code code(GetFunctionResponse found, Optional<String> newest) {
        String noted = found.tags().getOrDefault(Code.VERSION_TAG, "");
        String sha = " " + found.configuration().codeSha256();
        return new Code(
                found.tags().getOrDefault(Code.OBJECT_TAG, ""),
                noted.endsWith(sha) ? Optional.of(noted.substring(0, noted.length() - sha.length())) : Optional.empty(),
                newest);
    }

    private static Settings settings(FunctionConfiguration function, Set<String> declared) {
        Map<String, String> environment = new LinkedHashMap<>();
        Optional.ofNullable(function.environment())
                .map(EnvironmentResponse::variables)
                .orElse(Map.of())
                .forEach((name, value) -> environment.put(name, declared.contains(name) ? value : hashed(value)));
        return new Settings(
                String.valueOf(function.runtimeAsString()),
                String.valueOf(function.handler()),
                function.role(),
                function.memorySize(),
                function.timeout(),
                function.architecturesAsStrings().stream().findFirst().orElse("x86_64"),
                environment,
                Optional.ofNullable(function.loggingConfig())
                        .map(LoggingConfig::logGroup)
                        .orElse("/aws/lambda/" + function.functionName()),
                vpc(function, true),
                vpc(function, false));
    }

    private static String hashed(String value) {
        return "sha256:" + Names.sha256(value).substring(0, HASH);
    }

    private static Set<String> vpc(FunctionConfiguration function, boolean subnets) {
        return Optional.ofNullable(function.vpcConfig())
                .map(vpc -> subnets ? vpc.subnetIds() : vpc.securityGroupIds())
                .map(ids -> Set.copyOf(List.copyOf(ids)))
                .orElse(Set.of());
    }

    private static Optional<String> failure(FunctionConfiguration function) {
        if ("Failed".equals(function.stateAsString())) {
            return Optional.of(
                    "Lambda could not make it: " + function.stateReasonCodeAsString() + ", " + function.stateReason());
        }
        return "Failed".equals(function.lastUpdateStatusAsString())
                ? Optional.of("its last update failed: " + function.lastUpdateStatusReasonCodeAsString() + ", "
                        + function.lastUpdateStatusReason())
                : Optional.empty();
    }
}
