package io.kinexus.operator.kind.dbparametergroup;

import io.kinexus.operator.core.resource.Spec;
import java.util.Map;

/**
 * The settings of one engine's family.
 *
 * @param name at most 255 lower-case letters, digits, single hyphens and dots
 * @param family engine and major version, such as {@code postgres15}; it cannot be changed
 * @param parameters by AWS's names; what is not there has the engine's default
 */
public record DbParameterGroupSpec(String name, String family, String description, Map<String, String> parameters)
        implements Spec {
    public DbParameterGroupSpec {
        parameters = Map.copyOf(parameters);
    }
}
