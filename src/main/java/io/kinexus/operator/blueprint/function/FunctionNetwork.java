package io.kinexus.operator.blueprint.function;

import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.service.Workload;
import io.kinexus.operator.blueprint.service.WorkloadNetwork;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where a function stands: in no network, or in the private tier of one as a Service's tasks do. */
final class FunctionNetwork {
    private final Optional<WorkloadNetwork> network;

    FunctionNetwork(FunctionDeclaration function, Site site) {
        this.network = function.network().map(name -> new WorkloadNetwork(workload(function, name), site));
    }

    /** What the network asks of a workload; a function has no container of its own. */
    private static Workload workload(FunctionDeclaration function, String network) {
        return new Workload(
                FunctionRole.SUFFIX,
                "",
                network,
                Optional.empty(),
                "",
                0,
                function.memory(),
                function.architecture(),
                Optional.empty(),
                false,
                List.of(),
                Map.of(),
                Map.of(),
                function.connectsTo(),
                List.of(),
                Duration.ZERO,
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    List<Declared<?>> declared() {
        return network.map(WorkloadNetwork::declared).orElse(List.of());
    }

    Set<ResourceId> first() {
        return network.map(WorkloadNetwork::first).orElse(Set.of());
    }

    Set<String> subnets() {
        return network.map(one -> one.placed().subnets()).orElse(Set.of());
    }

    Set<String> groups() {
        return network.map(one -> one.placed().securityGroups()).orElse(Set.of());
    }

    List<String> notes() {
        return network.map(WorkloadNetwork::notes).orElse(List.of());
    }
}
