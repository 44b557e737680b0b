package io.kinexus.operator.kind.taskdefinition;

import io.kinexus.operator.core.resource.Live;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One revision as read, with AWS's defaults filled in.
 *
 * @param extras members of the request that we never set, as text, where they hold something
 * @param containerExtras the same for the container {@code app}
 */
record TaskDefinitionLive(
        String arn,
        String family,
        int revision,
        int cpu,
        int memory,
        String networkMode,
        Set<String> compatibilities,
        String architecture,
        String system,
        Optional<String> executionRole,
        Optional<String> taskRole,
        List<TaskDefinitionSpec.Container> containers,
        Map<String, String> extras,
        Map<String, String> containerExtras)
        implements Live {
    TaskDefinitionLive {
        compatibilities = Set.copyOf(compatibilities);
        containers = List.copyOf(containers);
        extras = Map.copyOf(extras);
        containerExtras = Map.copyOf(containerExtras);
    }
}
