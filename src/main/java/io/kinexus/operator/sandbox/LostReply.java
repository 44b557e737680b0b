package io.kinexus.operator.sandbox;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.awscore.AwsResponse;

/** The caller does not hear the answer: the connection breaks before or after the account was changed, or nothing comes. */
public final class LostReply extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<CompletableFuture<AwsResponse>> late;

    /** The connection breaks at once. */
    public LostReply(String why) {
        super(why);
        late = Optional.empty();
    }

    /** @param late what is answered to whoever still waits when the service goes on */
    public LostReply(String why, CompletableFuture<AwsResponse> late) {
        super(why);
        this.late = Optional.of(late);
    }

    /** The answer that comes late; empty when none will ever come. */
    public Optional<CompletableFuture<AwsResponse>> late() {
        return late;
    }
}
