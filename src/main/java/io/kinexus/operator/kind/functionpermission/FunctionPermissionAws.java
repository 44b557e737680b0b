package io.kinexus.operator.kind.functionpermission;

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
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * The calls. A statement cannot be changed: it is taken out and put in again, and for that moment its service may not call.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html">AddPermission</a>
 */
final class FunctionPermissionAws {
    private static final KindName FUNCTION = new KindName("function");
    private static final String GONE = "ResourceNotFoundException";
    private static final String CONFLICT = "ResourceConflictException";
    private static final Duration SOON = Duration.ofSeconds(5);

    /** Policies are read once a sweep, for all their statements. */
    private record Policy(List<FunctionPermissionLive> statements) {}

    private FunctionPermissionAws() {}

    static Map<ResourceId, Observation<FunctionPermissionLive>> observe(
            Scope scope, Collection<Declared<FunctionPermissionSpec>> wanted) {
        return Sweep.oneByOne(scope, wanted, one -> {
            FunctionPermissionSpec spec = one.spec();
            String id = FunctionPermissions.statementId(one.id());
            return policy(scope, spec.function(), spec.alias()).stream()
                    .filter(statement -> statement.statementId().equals(id))
                    .findFirst()
                    .<Observation<FunctionPermissionLive>>map(Observation::present)
                    .orElseGet(Observation::absent);
        });
    }

    /** On our own functions, the statements whose ids only we make. */
    static Map<ResourceId, Observation<FunctionPermissionLive>> surplus(Scope scope, Set<ResourceId> declared) {
        Set<String> known =
                declared.stream().map(FunctionPermissions::statementId).collect(Collectors.toSet());
        String prefix = FunctionPermissions.prefix(scope.environment());
        Map<ResourceId, Observation<FunctionPermissionLive>> surplus = new LinkedHashMap<>();
        Ownership.sweep(scope).of(FUNCTION).values().stream()
                .flatMap(List::stream)
                .map(arn -> arn.substring(arn.lastIndexOf(':') + 1))
                .flatMap(function -> policy(scope, function, FunctionPermissions.ALIAS).stream())
                .filter(statement -> statement.statementId().startsWith(prefix))
                .filter(statement -> !known.contains(statement.statementId()))
                .forEach(statement -> surplus.put(
                        new ResourceId(
                                scope.environment(),
                                FunctionPermissions.NAME,
                                statement.statementId().substring(prefix.length())),
                        Observation.present(statement)));
        return surplus;
    }

    static Outcome create(Scope scope, Declared<FunctionPermissionSpec> wanted, Attempt attempt) {
        return AwsFailures.attempt(() -> add(scope, wanted));
    }

    static Outcome update(
            Scope scope,
            Declared<FunctionPermissionSpec> wanted,
            FunctionPermissionLive live,
            List<FieldChange> changes,
            Attempt attempt) {
        return AwsFailures.attempt(() -> {
            remove(scope, live);
            return add(scope, wanted);
        });
    }

    static Outcome delete(Scope scope, ResourceId id, FunctionPermissionLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            remove(scope, live);
            return Outcome.done();
        });
    }

    private static Outcome add(Scope scope, Declared<FunctionPermissionSpec> wanted) {
        FunctionPermissionSpec spec = wanted.spec();
        try {
            scope.client(LambdaClient.class).addPermission(r -> r.functionName(spec.function())
                    .qualifier(spec.alias())
                    .statementId(FunctionPermissions.statementId(wanted.id()))
                    .action(FunctionPermissions.ACTION)
                    .principal(spec.principal())
                    .sourceArn(spec.sourceArn().orElse(null))
                    .sourceAccount(spec.sourceAccount().orElse(null)));
            return Outcome.done();
        } catch (SdkException failure) {
            if (!AwsFailures.is(failure, CONFLICT)) {
                throw failure;
            }
            // The id is the identity: what stands under it is for the next look. Else the function is being changed.
            return AwsFailures.text(failure).contains("already exists")
                    ? Outcome.done()
                    : Outcome.waiting("Lambda to finish changing function " + spec.function(), SOON);
        }
    }

    private static void remove(Scope scope, FunctionPermissionLive live) {
        try {
            scope.client(LambdaClient.class).removePermission(r -> r.functionName(live.function())
                    .qualifier(live.alias())
                    .statementId(live.statementId()));
        } catch (SdkException failure) {
            if (!AwsFailures.is(failure, GONE)) {
                throw failure;
            }
        }
    }

    /** A function or alias that is not there has no statements, and so has one that nobody may call. */
    private static List<FunctionPermissionLive> policy(Scope scope, String function, String alias) {
        if (function.contains("${")) {
            return List.of();
        }
        String key = "function-policy:" + function + ":" + alias;
        return scope.once(key, Policy.class, () -> new Policy(read(scope, function, alias)))
                .statements();
    }

    private static List<FunctionPermissionLive> read(Scope scope, String function, String alias) {
        try {
            String policy = scope.client(LambdaClient.class)
                    .getPolicy(r -> r.functionName(function).qualifier(alias))
                    .policy();
            return StatementAws.of(policy, function, alias);
        } catch (SdkException failure) {
            if (AwsFailures.is(failure, GONE)) {
                return List.of();
            }
            throw failure;
        }
    }
}
