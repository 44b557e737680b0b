package io.kinexus.operator.sandbox.cloudwatch;

import java.util.Map;
import java.util.Optional;

/**
 * The quotas that usage metrics count towards. AWS starts a new account with 6 vCPUs and raises that with use; that this
 * account has come to 4,000 is a guess.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html">Fargate quotas</a>
 */
final class UsageQuotas {
    private static final double VCPUS = 4000;
    private static final Map<String, Double> FARGATE = Map.of("Standard/OnDemand", VCPUS, "Standard/Spot", VCPUS);

    private UsageQuotas() {}

    static Optional<Double> of(MetricKey key) {
        boolean fargate = key.namespace().equals("AWS/Usage")
                && "Fargate".equals(key.dimensions().get("Service"))
                && "vCPU".equals(key.dimensions().get("Resource"));
        return fargate
                ? Optional.ofNullable(
                        FARGATE.get(String.valueOf(key.dimensions().get("Class"))))
                : Optional.empty();
    }
}
