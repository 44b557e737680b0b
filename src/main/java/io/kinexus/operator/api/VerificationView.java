package io.kinexus.operator.api;

import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.rollout.Verification;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code kinexus verify} found.
 *
 * @param passed nothing failed; what was not checked does not count
 */
public record VerificationView(String environment, boolean passed, List<ServiceChecks> services) {
    /** One service: {@code production/ecs-service/kinexus-api}, with every check. */
    public record ServiceChecks(String id, List<PlanView.CheckView> checks) {}

    public static VerificationView of(String environment, Map<ResourceId, Verification> found) {
        return new VerificationView(
                environment,
                found.values().stream().allMatch(one -> one.failures().isEmpty()),
                new TreeMap<>(found)
                        .entrySet().stream()
                                .map(one -> new ServiceChecks(
                                        one.getKey().toString(),
                                        one.getValue().checks().stream()
                                                .map(PlanView.CheckView::of)
                                                .toList()))
                                .toList());
    }
}
