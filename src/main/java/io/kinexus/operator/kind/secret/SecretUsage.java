package io.kinexus.operator.kind.secret;

import io.kinexus.operator.core.cost.Metered;
import io.kinexus.operator.core.cost.Usage;

/**
 * What a secret is billed for: that it is there, and calls.
 *
 * @see <a href="https://aws.amazon.com/secrets-manager/pricing/">AWS Secrets Manager pricing</a>
 */
final class SecretUsage {
    static final Usage USAGE = Usage.billed(
            Metered.of("Secrets Manager/secret", 1),
            Metered.assumed(
                    "Secrets Manager/API calls",
                    0.1,
                    1,
                    5,
                    "read by each task that starts, looked at every 10 minutes"));

    private SecretUsage() {}
}
