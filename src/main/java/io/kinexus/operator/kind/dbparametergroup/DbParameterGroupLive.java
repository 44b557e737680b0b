package io.kinexus.operator.kind.dbparametergroup;

import io.kinexus.operator.core.resource.Live;
import java.util.Map;

/**
 * One group as read.
 *
 * @param parameters those that differ from the engine's defaults
 */
record DbParameterGroupLive(String name, String arn, String family, Map<String, String> parameters) implements Live {
    DbParameterGroupLive {
        parameters = Map.copyOf(parameters);
    }
}
