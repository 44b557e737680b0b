package io.kinexus.operator.core.health;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One task that stopped, in ECS's words.
 *
 * @param id the last part of its ARN
 * @param code ECS's stop code, such as {@code EssentialContainerExited}; empty if there is none
 * @param reason ECS's stopped reason; may be empty
 * @param containers what its containers say for themselves: reasons such as {@code OutOfMemoryError: ...}
 * @param exit of the first container that ended with anything but 0; else 0 if one ended; empty if none ran
 * @param at when it began to stop
 */
public record StoppedTask(
        String id, String code, String reason, List<String> containers, Optional<Integer> exit, Instant at) {
    private static final int SHORT = 8;
    private static final int LONGEST = 300;

    public StoppedTask {
        containers = List.copyOf(containers);
    }

    public StopCause cause() {
        return StopTexts.cause(this);
    }

    /** In a sentence, with ECS's words. */
    public String says() {
        String own = containers.isEmpty() || containers.contains(reason) ? "" : "; " + String.join("; ", containers);
        String ended = exit.map(number -> " (exit code " + number + ")").orElse("");
        String words = reason + ended + own;
        String shown = words.length() > LONGEST ? words.substring(0, LONGEST) + "..." : words;
        return "task " + id.substring(0, Math.min(SHORT, id.length())) + ": " + cause().words() + ": " + shown;
    }
}
