package io.kinexus.operator.rollout.deployment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A one-off task as ECS shows it.
 *
 * @param startedAt when it came to run; empty before
 * @param status ECS's word for where it is, such as {@code PENDING}
 * @param stopping it has been told to stop, or does so by itself
 * @param stopped nothing of it runs any more
 * @param address its own in the network, once it runs; empty before
 * @param code ECS's stop code; empty while it is not stopping
 * @param reason ECS's sentence for it
 */
record OneOffTask(
        String arn,
        String group,
        String taskDefinition,
        Instant createdAt,
        Optional<Instant> startedAt,
        String status,
        boolean stopping,
        boolean stopped,
        Optional<String> address,
        String code,
        String reason,
        List<Container> containers) {
    OneOffTask {
        containers = List.copyOf(containers);
    }

    /**
     * @param exit empty where it never started, or was lost
     * @param reason empty where ECS has nothing to say
     */
    record Container(String name, Optional<Integer> exit, String reason) {
        boolean passed() {
            return exit.filter(code -> code == 0).isPresent();
        }

        String said() {
            String code = exit.map(value -> " exited with " + value).orElse(" has no exit code");
            return "container " + name + code + (reason.isEmpty() ? "" : " (" + reason + ")");
        }
    }

    /** The last part of its ARN: what log streams are named by. */
    String id() {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
