package io.kinexus.operator.support;

import io.kinexus.operator.core.policy.Contents;
import io.kinexus.operator.core.policy.Place;
import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.rollout.Order;
import io.kinexus.operator.core.rollout.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rollouts that have begun, for tests of what is kept and shown of them. */
public final class Rolled {
    public static final Instant BEGUN = Instant.parse("2026-01-05T15:00:00Z");

    private static final int DIGITS = 64;

    private Rolled() {}

    /** @param digits how its revision begins; zeros follow */
    public static Rollout begun(String id, ResourceId service, String digits) {
        String revision = digits + "0".repeat(DIGITS - digits.length());
        return Rollout.begin(
                id,
                new Order(service, revision, "c0ffee", "image changed", false, BEGUN, BEGUN, policy(service.name())));
    }

    private static Policy policy(String service) {
        return new Policy(
                Policy.Strategy.CANARY,
                5,
                Duration.ofMinutes(5),
                Duration.ofMinutes(10),
                Duration.ofMinutes(30),
                Duration.ofHours(1),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true,
                new Contents("nginx:1", "X86_64", "arn:aws:iam::123456789012:role/x", Set.of(), 256, 512, 2),
                new Place(
                        "main",
                        service,
                        "arn:aws:ecs:us-east-1:123456789012:task-definition/x:1",
                        service,
                        Set.of("subnet-1"),
                        Set.of("sg-1"),
                        false,
                        Optional.empty(),
                        List.of(),
                        Duration.ofSeconds(60)));
    }
}
