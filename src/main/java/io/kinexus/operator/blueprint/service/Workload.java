package io.kinexus.operator.blueprint.service;

import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.Value;
import io.kinexus.operator.blueprint.cluster.ClusterDeclaration;
import io.kinexus.operator.blueprint.network.Tier;
import io.kinexus.operator.blueprint.service.ServiceDeclaration.Architecture;
import io.kinexus.operator.blueprint.service.ServiceDeclaration.Grant;
import io.kinexus.operator.blueprint.service.ServiceDeclaration.SecretKey;
import io.kinexus.operator.core.resource.DeclarationId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One container on Fargate, whether it stays as a Service does or ends as a Task does: what both have of roles, network, log
 * and task definition.
 *
 * @param suffix of its security group: {@code service} or {@code task}
 */
public record Workload(
        String suffix,
        String cluster,
        String network,
        Optional<Tier> tier,
        String image,
        int cpu,
        int memory,
        Architecture architecture,
        Optional<Integer> port,
        boolean publicIp,
        List<String> command,
        Map<String, Value> environment,
        Map<String, SecretKey> secrets,
        List<String> connectsTo,
        List<Grant> permissions,
        Duration logRetention,
        Optional<String> executionRole,
        Optional<String> taskRole,
        List<String> securityGroups) {
    static Workload of(ServiceDeclaration service) {
        return new Workload(
                "service",
                service.cluster(),
                service.network(),
                service.tier(),
                service.image(),
                service.cpu(),
                service.memory(),
                service.architecture(),
                service.port(),
                service.publicIp(),
                service.command(),
                service.environment(),
                service.secrets(),
                service.connectsTo(),
                service.permissions(),
                service.logRetention(),
                service.executionRole(),
                service.taskRole(),
                service.securityGroups());
    }

    /** How its cluster spreads tasks over capacity providers; empty where the cluster exists with a strategy of its own. */
    public List<ClusterDeclaration.Capacity> strategy(Site site) {
        return site.find(ClusterDeclaration.class, cluster)
                .map(ClusterDeclaration::strategy)
                .orElse(List.of());
    }

    /** What it talks to that does not converge yet; it runs without. */
    public List<DeclarationId> waiting(Site site) {
        return Stream.concat(connectsTo.stream(), permissions.stream().map(Grant::on))
                .map(Neighbour::id)
                .filter(other -> !site.managed(other))
                .distinct()
                .sorted()
                .toList();
    }
}
