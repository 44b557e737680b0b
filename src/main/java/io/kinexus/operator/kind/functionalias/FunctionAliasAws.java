package io.kinexus.operator.kind.functionalias;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.AliasRoutingConfiguration;

/**
 * The calls. A function's aliases are listed at once.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_ListAliases.html">ListAliases</a>
 */
final class FunctionAliasAws {
    private static final KindName FUNCTION = new KindName("function");
    private static final String GONE = "ResourceNotFoundException";
    private static final String CONFLICT = "ResourceConflictException";

    /** Listings are shared within a sweep. */
    private record Listing(List<FunctionAliasLive> all) {}

    private FunctionAliasAws() {}

    static Map<ResourceId, Observation<FunctionAliasLive>> observe(
            Scope scope, Collection<Declared<FunctionAliasSpec>> wanted) {
        return Sweep.oneByOne(scope, wanted, one -> list(scope, one.spec().function()).stream()
                .filter(alias -> alias.name().equals(one.spec().name()))
                .findFirst()
                .<Observation<FunctionAliasLive>>map(alias -> new Observation.Present<>(
                        alias, true, alias.description().equals(FunctionAliases.mark(one.id()))))
                .orElseGet(Observation::absent));
    }

    /** On our own functions, the aliases that carry a mark of this environment. */
    static Map<ResourceId, Observation<FunctionAliasLive>> surplus(Scope scope, Set<ResourceId> declared) {
        Map<ResourceId, Observation<FunctionAliasLive>> surplus = new LinkedHashMap<>();
        String prefix = FunctionAliases.mark(new ResourceId(scope.environment(), FunctionAliases.NAME, "x"));
        String ours = prefix.substring(0, prefix.length() - 1);
        Ownership.sweep(scope).of(FUNCTION).values().stream()
                .flatMap(List::stream)
                .flatMap(arn -> list(scope, arn.substring(arn.lastIndexOf(':') + 1)).stream())
                .filter(alias -> alias.description().startsWith(ours))
                .forEach(alias -> {
                    ResourceId id = new ResourceId(
                            scope.environment(),
                            FunctionAliases.NAME,
                            alias.description().substring(ours.length()));
                    if (!declared.contains(id)) {
                        surplus.put(id, Observation.present(alias));
                    }
                });
        return surplus;
    }

    static Outcome create(Scope scope, Declared<FunctionAliasSpec> wanted, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            FunctionAliasSpec spec = wanted.spec();
            try {
                scope.client(LambdaClient.class).createAlias(r -> r.functionName(spec.function())
                        .name(spec.name())
                        .functionVersion(spec.version())
                        .description(FunctionAliases.mark(wanted.id())));
            } catch (SdkException failure) {
                // The name is the identity: what stands under it is for the next look.
                if (!AwsFailures.is(failure, CONFLICT)) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    static Outcome update(
            Scope scope,
            Declared<FunctionAliasSpec> wanted,
            FunctionAliasLive live,
            List<FieldChange> changes,
            Attempt attempt) {
        return AwsFailures.attempt(() -> {
            scope.client(LambdaClient.class).updateAlias(r -> r.functionName(live.function())
                    .name(live.name())
                    .functionVersion(wanted.spec().version())
                    .routingConfig(routing -> routing.additionalVersionWeights(Map.of())));
            return Outcome.done();
        });
    }

    /** Deleting an alias that is gone is no error for Lambda, and one of a function that is gone is gone too. */
    static Outcome delete(Scope scope, ResourceId id, FunctionAliasLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            try {
                scope.client(LambdaClient.class)
                        .deleteAlias(r -> r.functionName(live.function()).name(live.name()));
            } catch (SdkException failure) {
                if (!AwsFailures.is(failure, GONE)) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    private static List<FunctionAliasLive> list(Scope scope, String function) {
        if (function.contains("${")) {
            return List.of();
        }
        return scope.once("function-aliases:" + function, Listing.class, () -> new Listing(read(scope, function)))
                .all();
    }

    private static List<FunctionAliasLive> read(Scope scope, String function) {
        try {
            return scope
                    .client(LambdaClient.class)
                    .listAliasesPaginator(r -> r.functionName(function))
                    .aliases()
                    .stream()
                    .map(alias -> live(function, alias))
                    .toList();
        } catch (SdkException failure) {
            if (AwsFailures.is(failure, GONE)) {
                return List.of();
            }
            throw failure;
        }
    }

    private static FunctionAliasLive live(String function, AliasConfiguration alias) {
        return new FunctionAliasLive(
                function,
                alias.name(),
                alias.aliasArn(),
                alias.functionVersion(),
                Optional.ofNullable(alias.description()).orElse(""),
                Optional.ofNullable(alias.routingConfig())
                        .map(AliasRoutingConfiguration::additionalVersionWeights)
                        .orElse(Map.of()));
    }
}
