package io.kinexus.operator.rollout.diagnosis;

import io.kinexus.operator.core.health.StopCause;
import java.util.Map;

/** What to do about tasks that stop, by their cause. */
final class Advice {
    private static final Map<StopCause, String> BY_CAUSE = Map.ofEntries(
            Map.entry(
                    StopCause.IMAGE,
                    "push the image under that tag, or declare one that is there; the execution role must be allowed to"
                            + " pull it"),
            Map.entry(
                    StopCause.SECRET,
                    "set the secret's value, correct its name or key, or let the execution role read it"),
            Map.entry(
                    StopCause.ROLE,
                    "let ecs-tasks.amazonaws.com assume the role, and give it what the message says it may not do"),
            Map.entry(
                    StopCause.ARCHITECTURE,
                    "build the image for the declared architecture, or declare `architecture` as the image is built"),
            Map.entry(StopCause.PORT, "let only one container of the task listen at that port"),
            Map.entry(StopCause.OUT_OF_MEMORY, "declare more `memory`, or mend what holds on to it"),
            Map.entry(StopCause.EXIT_CODE, "read the end of its log; the program ended by itself"),
            Map.entry(
                    StopCause.HEALTH_CHECK,
                    "let it answer `health.path` with 200 within `health.timeout`, and give it enough `gracePeriod`"),
            Map.entry(
                    StopCause.NETWORK,
                    "give its subnets a way out: a NAT gateway, an interface endpoint, or `publicIp: true`"),
            Map.entry(StopCause.START, "read what ECS says, and the end of its log"),
            Map.entry(StopCause.CAPACITY, "wait, add FARGATE beside FARGATE_SPOT, or use more zones"),
            Map.entry(StopCause.REGISTRY, "wait, or keep the image in ECR"),
            Map.entry(StopCause.SPOT, "nothing: Spot is reclaimed now and then; give FARGATE a `base` where it hurts"),
            Map.entry(StopCause.HOST, "nothing: ECS starts another"));

    private Advice() {}

    static String on(StopCause cause) {
        return BY_CAUSE.getOrDefault(cause, "nothing");
    }
}
