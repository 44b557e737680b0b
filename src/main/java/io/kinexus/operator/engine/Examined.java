package io.kinexus.operator.engine;

import io.kinexus.operator.core.gate.Courses;
import io.kinexus.operator.core.health.Verdict;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.resource.ResourceId;
import java.util.Map;
import java.util.Optional;

/**
 * What a look at an environment has shown, for whoever asks what is wrong with it.
 *
 * @param plan with rulings, and with the checks of what would roll out
 * @param policies of everything that comes in by revisions, with references filled as far as they are known
 * @param outputs of what is there
 * @param health what AWS says of it
 * @param courses how rollouts stand, as far as a ledger was at hand
 */
public record Examined(
        Plan plan,
        Map<ResourceId, Policy> policies,
        Map<ResourceId, Map<String, String>> outputs,
        Map<ResourceId, Verdict> health,
        Courses courses) {
    public Examined {
        policies = Map.copyOf(policies);
        outputs = Map.copyOf(outputs);
        health = Map.copyOf(health);
    }

    /** One output of what is there. */
    public Optional<String> output(ResourceId id, String name) {
        return Optional.ofNullable(outputs.getOrDefault(id, Map.of()).get(name));
    }
}
