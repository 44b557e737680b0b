package io.kinexus.operator.kind.function;

import io.kinexus.operator.core.resource.Spec;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One function.
 *
 * @param name at most 64 letters, digits, hyphens and underscores
 * @param runtime such as {@code python3.12}
 * @param role the ARN of the role that its code runs under
 * @param codeBucket where its zip file lies
 * @param codeVersion the object's version; the newest when empty
 * @param memory MiB, 128 to 10240
 * @param timeout seconds, 1 to 900
 * @param architecture {@code x86_64} or {@code arm64}
 * @param environment its variables; together at most 4 KiB, never a secret's value
 * @param subnets none, or those of the VPC that it stands in
 * @param concurrency calls at a time that are kept for it; those of the account are shared when empty
 */
public record FunctionSpec(
        String name,
        String runtime,
        String handler,
        String role,
        String codeBucket,
        String codeKey,
        Optional<String> codeVersion,
        int memory,
        int timeout,
        String architecture,
        Map<String, String> environment,
        String logGroup,
        Set<String> subnets,
        Set<String> securityGroups,
        Optional<Integer> concurrency)
        implements Spec {
    public FunctionSpec {
        environment = Map.copyOf(environment);
        subnets = Set.copyOf(subnets);
        securityGroups = Set.copyOf(securityGroups);
    }
}
