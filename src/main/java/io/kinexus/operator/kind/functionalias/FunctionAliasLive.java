package io.kinexus.operator.kind.functionalias;

import io.kinexus.operator.core.resource.Live;
import java.util.Map;

/**
 * One alias as read.
 *
 * @param description ours says which resource of which environment it is
 * @param weights other versions that get a share of the calls
 */
record FunctionAliasLive(
        String function, String name, String arn, String version, String description, Map<String, Double> weights)
        implements Live {
    FunctionAliasLive {
        weights = Map.copyOf(weights);
    }
}
