package io.kinexus.operator.kind.httpapi;

import io.kinexus.operator.core.cost.Metered;
import io.kinexus.operator.core.cost.Usage;

/**
 * What an HTTP API is billed for: requests. How many come is not declared, and the same is assumed as for a function.
 *
 * @see <a href="https://aws.amazon.com/api-gateway/pricing/">Amazon API Gateway pricing</a>
 */
final class HttpApiUsage {
    private static final double LEAST = 0.2;
    private static final double USUAL = 3;
    private static final double MOST = 30;

    private HttpApiUsage() {}

    static Usage requests() {
        return Usage.billed(
                Metered.assumed("API Gateway/HTTP API first 300 million", LEAST, USUAL, MOST, "millions of requests"));
    }
}
