package io.kinexus.operator.kind.function;

import io.kinexus.operator.core.resource.Live;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One function as read.
 *
 * @param settings what a version keeps beside its code
 * @param version the number of the newest version; empty before the first
 * @param published whether that version is what the function is now
 * @param failure why AWS could not make or change it; empty when nothing failed
 */
record FunctionLive(
        String name,
        String arn,
        Settings settings,
        Code code,
        Optional<Integer> concurrency,
        Optional<String> version,
        boolean published,
        Optional<String> failure)
        implements Live {

    /**
     * @param environment a variable that is not declared shows a hash in place of its value, which may be a secret
     * @param architecture as AWS names it
     */
    record Settings(
            String runtime,
            String handler,
            String role,
            int memory,
            int timeout,
            String architecture,
            Map<String, String> environment,
            String logGroup,
            Set<String> subnets,
            Set<String> securityGroups) {
        Settings {
            environment = Map.copyOf(environment);
            subnets = Set.copyOf(subnets);
            securityGroups = Set.copyOf(securityGroups);
        }
    }
}
