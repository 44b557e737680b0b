package io.kinexus.operator.sandbox.control;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.LostReply;
import io.kinexus.operator.sandbox.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsResponse;

/** Services that are away for a while: crashed, and every connection breaks; or paused, and every call is held. */
final class Outage {
    private final Sandbox sandbox;
    private final Map<String, Instant> downUntil = new HashMap<>();

    Outage(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** From this call on, for that long. */
    void crash(Sandbox.Call call, Duration length) {
        downUntil.put(call.service(), call.at().plus(length));
    }

    /** @throws LostReply while the call's service is down */
    void mustBeUp(Sandbox.Call call) {
        Instant until = downUntil.getOrDefault(call.service(), Instant.MIN);
        if (call.at().isBefore(until)) {
            throw new LostReply(call.service() + " has crashed and is back at " + until);
        }
    }

    /**
     * As a process that was stopped does: it carries the call out when it goes on, whether or not anybody still waits.
     *
     * @return to be thrown
     */
    LostReply held(Sandbox.Call call, Instant until, Supplier<AwsResponse> account) {
        CompletableFuture<AwsResponse> late = new CompletableFuture<>();
        sandbox.clock().after(Duration.between(call.at(), until), () -> {
            try {
                late.complete(account.get());
            } catch (AwsFault fault) {
                late.completeExceptionally(fault);
            }
        });
        return new LostReply(call.service() + " is paused until " + until, late);
    }
}
