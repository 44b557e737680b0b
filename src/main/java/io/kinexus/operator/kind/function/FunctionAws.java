package io.kinexus.operator.kind.function;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * The writes. While Lambda makes or changes a function it refuses every other change, so that one difference may take several
 * looks: configuration first, then code with a new version; a version alone where only the configuration has changed.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html">Function states</a>
 */
final class FunctionAws {
    private static final String GONE = "ResourceNotFoundException";
    private static final String CONFLICT = "ResourceConflictException";
    private static final String INVALID = "InvalidParameterValueException";
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration UPLOAD = Duration.ofMinutes(1);
    private static final Set<String> NOT_CONFIGURATION =
            Set.of(Functions.CODE, Functions.ARCHITECTURE, Functions.CONCURRENCY, Functions.PUBLISH);

    private FunctionAws() {}

    static Outcome create(Scope scope, Declared<FunctionSpec> wanted, Attempt attempt) {
        return attempt(wanted.spec(), attempt, () -> {
            FunctionSpec spec = wanted.spec();
            Optional<String> version = CodeObjectAws.version(scope, spec);
            if (version.isEmpty()) {
                return upload(spec);
            }
            Map<String, String> tags = new HashMap<>(Ownership.tags(scope, wanted));
            tags.put(Code.OBJECT_TAG, Code.object(spec));
            try {
                var made = scope.client(LambdaClient.class).createFunction(FunctionRequestsAws.create(spec, tags));
                note(scope, spec, made.functionArn(), version.get(), made.codeSha256());
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
            Scope scope, Declared<FunctionSpec> wanted, FunctionLive live, List<FieldChange> changes, Attempt attempt) {
        Set<String> paths = new HashSet<>();
        changes.forEach(change -> paths.add(change.path()));
        return attempt(wanted.spec(), attempt, () -> {
            if (paths.contains(Functions.CONCURRENCY)) {
                reserve(scope, wanted.spec());
            }
            boolean code = paths.contains(Functions.CODE) || paths.contains(Functions.ARCHITECTURE);
            if (!NOT_CONFIGURATION.containsAll(paths)) {
                scope.client(LambdaClient.class)
                        .updateFunctionConfiguration(FunctionRequestsAws.configuration(wanted.spec()));
                return code
                        ? Outcome.waiting("Lambda to take the new configuration before the new code", SOON)
                        : Outcome.done();
            }
            if (code) {
                return code(scope, wanted.spec(), live);
            }
            if (paths.contains(Functions.PUBLISH)) {
                scope.client(LambdaClient.class)
                        .publishVersion(r -> r.functionName(wanted.spec().name())
                                .description(live.code().show()));
            }
            return Outcome.done();
        });
    }

    /** Deleting takes its versions, aliases and policies with it. */
    static Outcome delete(Scope scope, ResourceId id, FunctionLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            try {
                scope.client(LambdaClient.class).deleteFunction(r -> r.functionName(live.name()));
            } catch (SdkException failure) {
                if (!AwsFailures.is(failure, GONE)) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    private static void reserve(Scope scope, FunctionSpec spec) {
        LambdaClient lambda = scope.client(LambdaClient.class);
        spec.concurrency()
                .ifPresentOrElse(
                        count -> lambda.putFunctionConcurrency(
                                r -> r.functionName(spec.name()).reservedConcurrentExecutions(count)),
                        () -> lambda.deleteFunctionConcurrency(r -> r.functionName(spec.name())));
    }

    private static Outcome code(Scope scope, FunctionSpec spec, FunctionLive live) {
        Optional<String> version = CodeObjectAws.version(scope, spec);
        if (version.isEmpty()) {
            return upload(spec);
        }
        var changed = scope.client(LambdaClient.class).updateFunctionCode(FunctionRequestsAws.code(spec));
        note(scope, spec, live.arn(), version.get(), changed.codeSha256());
        return Outcome.done();
    }

    /** Until it is noted, the code counts as unknown, and is taken once more. */
    private static void note(Scope scope, FunctionSpec spec, String arn, String version, String sha256) {
        scope.client(LambdaClient.class).tagResource(r -> r.resource(unqualified(arn))
                .tags(Map.of(Code.OBJECT_TAG, Code.object(spec), Code.VERSION_TAG, version + " " + sha256)));
    }

    /** With {@code publish} Lambda answers with the version's ARN, which has the number after one more colon. */
    private static String unqualified(String arn) {
        return arn.replaceFirst("(:function:[^:]+):.*$", "$1");
    }

    private static Outcome upload(FunctionSpec spec) {
        return Outcome.waiting(
                "upload " + Code.uri(spec)
                        + spec.codeVersion()
                                .map(version -> " version " + version)
                                .orElse(""),
                UPLOAD);
    }

    private static Outcome attempt(FunctionSpec spec, Attempt attempt, Supplier<Outcome> write) {
        return AwsFailures.attempt(() -> {
            try {
                return write.get();
            } catch (SdkException failure) {
                if (AwsFailures.is(failure, CONFLICT)) {
                    return Outcome.waiting("Lambda to finish its last change of function " + spec.name(), SOON);
                }
                return AwsFailures.is(failure, INVALID) ? refused(spec, attempt, failure) : throwing(failure);
            }
        });
    }

    private static Outcome throwing(SdkException failure) {
        throw failure;
    }

    /** What Lambda calls invalid, and is only not there yet: the code's object, or what a new role may do. */
    private static Outcome refused(FunctionSpec spec, Attempt attempt, SdkException failure) {
        String says = AwsFailures.text(failure);
        if (says.contains("S3 Error Code: NoSuch")) {
            return upload(spec);
        }
        return says.contains("cannot be assumed by Lambda") || says.contains("execution role does not have permissions")
                ? AwsFailures.spreading(failure, attempt)
                : throwing(failure);
    }
}
