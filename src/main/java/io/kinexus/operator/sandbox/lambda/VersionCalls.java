package io.kinexus.operator.sandbox.lambda;

import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionRequest;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionResponse;
import software.amazon.awssdk.services.lambda.model.PublishVersionRequest;
import software.amazon.awssdk.services.lambda.model.PublishVersionResponse;

/**
 * Versions: what $LATEST was when it was published, with a number. Publishing what has not changed since answers with the
 * version that is there.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_PublishVersion.html">PublishVersion</a>
 */
final class VersionCalls {
    private static final int PAGE = 50;

    private final LambdaSandbox lambda;

    VersionCalls(LambdaSandbox lambda) {
        this.lambda = lambda;
    }

    void install(Handlers handlers) {
        handlers.on(PublishVersionRequest.class, this::publish);
        handlers.on(ListVersionsByFunctionRequest.class, this::list);
    }

    private PublishVersionResponse publish(PublishVersionRequest request) {
        StoredFunction function = lambda.function(request.functionName());
        function.free();
        if (request.codeSha256() != null && !request.codeSha256().equals(function.latest.codeSha256())) {
            throw Faults.invalid("CodeSHA256 (" + request.codeSha256() + ") is different from current CodeSHA256 in"
                    + " $LATEST (" + function.latest.codeSha256() + "). Please try again with the CodeSHA256 in"
                    + " $LATEST.");
        }
        if (request.revisionId() != null && !request.revisionId().equals(function.latest.revisionId())) {
            throw Faults.precondition();
        }
        return Members.copied(
                        published(function, Optional.ofNullable(request.description())),
                        PublishVersionResponse.builder())
                .build();
    }

    /** @param description of the version; $LATEST's own when empty */
    static FunctionConfiguration published(StoredFunction function, Optional<String> description) {
        Optional<FunctionConfiguration> newest = function.newest();
        if (newest.isPresent() && same(newest.get(), function.latest)) {
            return newest.get();
        }
        int number = function.nextVersion();
        FunctionConfiguration version = function.latest.toBuilder()
                .version(String.valueOf(number))
                .functionArn(function.arn + ":" + number)
                .description(description.orElse(function.latest.description()))
                .revisionId(new java.util.UUID(number, function.latest.hashCode()).toString())
                .build();
        function.versions.put(number, version);
        return version;
    }

    /** Whatever makes no difference to what runs is left out. */
    private static boolean same(FunctionConfiguration one, FunctionConfiguration other) {
        return bare(one).equals(bare(other));
    }

    private static FunctionConfiguration bare(FunctionConfiguration one) {
        return one.toBuilder()
                .version(null)
                .functionArn(null)
                .description(null)
                .revisionId(null)
                .lastModified(null)
                .state((String) null)
                .stateReason(null)
                .stateReasonCode((String) null)
                .lastUpdateStatus((String) null)
                .lastUpdateStatusReason(null)
                .lastUpdateStatusReasonCode((String) null)
                .build();
    }

    private ListVersionsByFunctionResponse list(ListVersionsByFunctionRequest request) {
        StoredFunction function = lambda.function(request.functionName());
        List<FunctionConfiguration> all = new ArrayList<>(List.of(function.latest.toBuilder()
                .functionArn(function.arn + ":" + StoredFunction.LATEST)
                .build()));
        all.addAll(function.versions.values());
        Integer asked = request.maxItems();
        Pages.Page<FunctionConfiguration> page =
                Pages.of(all, asked == null ? PAGE : Math.min(asked, PAGE), PAGE, PAGE, request.marker());
        return ListVersionsByFunctionResponse.builder()
                .versions(page.items())
                .nextMarker(page.next())
                .build();
    }
}
