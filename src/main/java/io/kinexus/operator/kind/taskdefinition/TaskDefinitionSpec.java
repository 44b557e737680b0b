package io.kinexus.operator.kind.taskdefinition;

import io.kinexus.operator.core.resource.Spec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What tasks of one family are made of, on Fargate.
 *
 * @param family at most 255 letters, digits, hyphens and underscores
 * @param cpu CPU units; 1024 are one vCPU
 * @param memory MiB
 * @param architecture {@code X86_64} or {@code ARM64}
 * @param taskRole the role of the containers; empty for none
 * @param cluster the name or ARN of the cluster in which {@code service} runs it
 * @param service whose running revision counts as the live one
 */
public record TaskDefinitionSpec(
        String family,
        int cpu,
        int memory,
        String architecture,
        String executionRole,
        Optional<String> taskRole,
        List<Container> containers,
        String cluster,
        String service)
        implements Spec {
    /** The name of a Service's own container. */
    public static final String APP = "app";

    /** Members of AWS's request that are never set, and must be empty on the live side. */
    static final List<String> NEVER_SET = List.of(
            "volumes",
            "placementConstraints",
            "pidMode",
            "ipcMode",
            "proxyConfiguration",
            "inferenceAccelerators",
            "ephemeralStorage",
            "enableFaultInjection");

    public TaskDefinitionSpec {
        containers = List.copyOf(containers);
    }

    /**
     * One container, in AWS's terms.
     *
     * @param ports container ports, each the same on the host side, TCP
     * @param secrets variable to the ARN that it comes from, with {@code :key::} for one key of a JSON secret
     * @param secretVersions the name of each secret that is read to the version that is meant, as a label says it: tasks
     *     read the current version when they start, so that another one needs new tasks
     */
    public record Container(
            String name,
            String image,
            boolean essential,
            List<String> command,
            Set<Integer> ports,
            Map<String, String> environment,
            Map<String, String> secrets,
            Map<String, String> secretVersions,
            Optional<Logs> logs,
            Optional<Probe> healthCheck) {
        public Container {
            command = List.copyOf(command);
            ports = Set.copyOf(ports);
            environment = Map.copyOf(environment);
            secrets = Map.copyOf(secrets);
            secretVersions = Map.copyOf(secretVersions);
        }
    }

    /** A log driver, such as {@code awslogs}, with its options. */
    public record Logs(String driver, Map<String, String> options) {
        public Logs {
            options = Map.copyOf(options);
        }
    }

    /** A container's own health check; times in seconds. */
    public record Probe(List<String> command, int interval, int timeout, int retries, Optional<Integer> startPeriod) {
        public Probe {
            command = List.copyOf(command);
        }
    }
}
