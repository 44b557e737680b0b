package io.kinexus.operator.core.policy;

import java.util.Set;

/**
 * What a task of the service consists of: what is checked before a revision is sent out.
 *
 * @param architecture {@code X86_64} or {@code ARM64}
 * @param executionRole its ARN
 * @param secrets where its secrets come from: ARNs, with {@code :key::} behind for one key
 * @param cpu units, of which 1024 are one vCPU
 * @param memory MiB
 * @param count how many tasks there are at first
 */
public record Contents(
        String image, String architecture, String executionRole, Set<String> secrets, int cpu, int memory, int count) {
    public Contents {
        secrets = Set.copyOf(secrets);
    }
}
