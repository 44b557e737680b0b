package io.kinexus.operator.sandbox;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;

/** What one account in one region can do: a typed handler for each request class. */
public final class Handlers {
    private final Map<Class<?>, Function<AwsRequest, AwsResponse>> byRequest = new HashMap<>();
    private final Map<Class<?>, BiConsumer<AwsRequest, AwsResponse>> failures = new HashMap<>();

    /** The response type is the SDK's own for this request; bad input is an {@link AwsFault} with AWS's code. */
    public <I extends AwsRequest> void on(Class<I> request, Function<I, ? extends AwsResponse> handler) {
        byRequest.put(request, plain -> handler.apply(request.cast(plain)));
    }

    /** How AWS lets one see that what it accepted with this answer has failed since: only for calls that go on behind it. */
    public <I extends AwsRequest, O extends AwsResponse> void failsLater(
            Class<I> request, Class<O> answer, BiConsumer<I, O> failure) {
        failures.put(request, (asked, answered) -> failure.accept(request.cast(asked), answer.cast(answered)));
    }

    Optional<BiConsumer<AwsRequest, AwsResponse>> failure(Class<?> request) {
        return Optional.ofNullable(failures.get(request));
    }

    /** What is known here. */
    Set<Class<?>> requests() {
        return Set.copyOf(byRequest.keySet());
    }

    Optional<Function<AwsRequest, AwsResponse>> of(Class<?> request) {
        return Optional.ofNullable(byRequest.get(request));
    }
}
