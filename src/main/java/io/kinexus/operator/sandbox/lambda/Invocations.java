package io.kinexus.operator.sandbox.lambda;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.cloudwatch.CloudWatchSandbox;
import io.kinexus.operator.sandbox.cloudwatch.MetricKey;
import io.kinexus.operator.sandbox.logs.LogsSandbox;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * Calls. No code is run: a function answers with a proxy response that holds its own event, writes the three lines that Lambda
 * writes into its log group where that is there, and is measured. One whose code holds the word {@code sandbox-error} fails.
 * These are the sandbox's own rules.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html">Metrics</a>
 */
final class Invocations {
    private static final String FAILS = "sandbox-error";
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int NO_CONTENT = 204;
    private static final double MEDIAN_MILLIS = 40;
    private static final double SPREAD = 0.5;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

    private final LambdaSandbox lambda;

    Invocations(LambdaSandbox lambda) {
        this.lambda = lambda;
    }

    void install(Handlers handlers) {
        handlers.on(InvokeRequest.class, this::invoke);
    }

    private InvokeResponse invoke(InvokeRequest request) {
        FunctionName named = FunctionName.of(request.functionName(), request.qualifier());
        StoredFunction function = lambda.function(named);
        FunctionConfiguration version = function.need(named.qualifier());
        String type = Optional.ofNullable(request.invocationTypeAsString()).orElse("RequestResponse");
        if (type.equals("DryRun")) {
            return InvokeResponse.builder().statusCode(NO_CONTENT).build();
        }
        String payload = Optional.ofNullable(request.payload())
                .map(SdkBytes::asUtf8String)
                .filter(text -> !text.isBlank())
                .orElse("null");
        LambdaSandbox.Answer answer = run(function, named.qualifier(), payload);
        if (type.equals("Event")) {
            return InvokeResponse.builder().statusCode(ACCEPTED).build();
        }
        InvokeResponse.Builder response = InvokeResponse.builder()
                .statusCode(OK)
                .executedVersion(version.version())
                .payload(SdkBytes.fromUtf8String(answer.payload()));
        if (answer.failed()) {
            response.functionError("Unhandled");
        }
        if ("Tail".equals(request.logTypeAsString())) {
            response.logResult(Base64.getEncoder()
                    .encodeToString(("END RequestId: " + account().dice().uuid())
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        }
        return response.build();
    }

    /** @throws io.kinexus.operator.sandbox.AwsFault while it takes no calls */
    LambdaSandbox.Answer run(StoredFunction function, Optional<String> qualifier, String payload) {
        FunctionConfiguration version = function.need(qualifier);
        if (version.stateAsString().equals("Pending")) {
            throw Faults.conflict("The operation cannot be performed at this time. The function is currently in the"
                    + " following state: Pending");
        }
        if (function.reserved.filter(count -> count == 0).isPresent()) {
            count(function, "Throttles");
            throw Faults.tooMany("Rate Exceeded.");
        }
        boolean failed = function.code.asUtf8String().contains(FAILS);
        double millis = MEDIAN_MILLIS * Math.exp(SPREAD * account().dice().gaussian());
        measure(function, failed, millis);
        log(version, failed, millis);
        return failed
                ? new LambdaSandbox.Answer(
                        true, "{\"errorMessage\":\"it fails on purpose\",\"errorType\":\"Error\",\"stackTrace\":[]}")
                : new LambdaSandbox.Answer(false, "{\"statusCode\":200,\"body\":" + quoted(payload) + "}");
    }

    private static String quoted(String text) {
        return com.fasterxml.jackson.databind.node.TextNode.valueOf(text).toString();
    }

    private void measure(StoredFunction function, boolean failed, double millis) {
        CloudWatchSandbox watch = account().service(CloudWatchSandbox.class);
        count(function, "Invocations");
        watch.record(key(function, "Errors"), account().now(), failed ? 1 : 0);
        watch.record(key(function, "Duration"), account().now(), millis);
        watch.record(key(function, "ConcurrentExecutions"), account().now(), 1);
    }

    private void count(StoredFunction function, String metric) {
        account()
                .service(CloudWatchSandbox.class)
                .record(key(function, metric), account().now(), 1);
    }

    private static MetricKey key(StoredFunction function, String metric) {
        return MetricKey.of("AWS/Lambda", metric, "FunctionName", function.name);
    }

    private void log(FunctionConfiguration version, boolean failed, double millis) {
        String id = account().dice().uuid();
        String stream = DAY.format(account().now()) + "/[" + version.version() + "]"
                + account().dice().hex(32);
        String group = version.loggingConfig().logGroup();
        LogsSandbox logs = account().service(LogsSandbox.class);
        logs.write(group, stream, "START RequestId: " + id + " Version: " + version.version());
        if (failed) {
            logs.write(group, stream, "[ERROR] Error: it fails on purpose");
        }
        logs.write(group, stream, "END RequestId: " + id);
        logs.write(
                group,
                stream,
                String.format(
                        Locale.ROOT,
                        "REPORT RequestId: %s Duration: %.2f ms Billed Duration: %d ms Memory Size: %d MB",
                        id,
                        millis,
                        (long) Math.ceil(millis),
                        version.memorySize()));
    }

    private Account account() {
        return lambda.account();
    }
}
