package io.kinexus.operator.rollout.deployment;

import io.kinexus.operator.aws.EcsServiceSweep;
import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.core.policy.Place;
import io.kinexus.operator.core.resource.Scope;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceCurrentRevisionSummary;

/** Services as they run, ten a call. */
final class ServicesAws {
    private ServicesAws() {}

    /** By cluster and service, as {@link #key} makes it of a place; what does not exist, or is being deleted, is left out. */
    static Map<String, RunningService> describe(Scope scope, Collection<Place> places) {
        Map<String, TreeSet<String>> byCluster = new TreeMap<>();
        places.forEach(place -> byCluster
                .computeIfAbsent(place.cluster(), cluster -> new TreeSet<>())
                .add(place.service()));
        Map<String, RunningService> found = new LinkedHashMap<>();
        byCluster.forEach((cluster, names) -> scope.each(
                        Sweep.batches(List.copyOf(names), EcsServiceSweep.BATCH),
                        batch -> EcsServiceSweep.describe(scope, cluster, batch))
                .forEach(batch -> batch.forEach((name, service) -> {
                    if ("ACTIVE".equals(service.status())) {
                        found.put(cluster + "/" + name, read(service));
                    }
                })));
        return found;
    }

    static String key(Place place) {
        return place.cluster() + "/" + place.service();
    }

    private static RunningService read(Service service) {
        return new RunningService(
                service.serviceName(),
                service.deployments().stream().map(ServicesAws::part).toList(),
                service.currentServiceRevisions().stream()
                        .map(ServiceCurrentRevisionSummary::arn)
                        .toList());
    }

    private static RunningService.Part part(Deployment deployment) {
        return new RunningService.Part(
                deployment.id(),
                deployment.taskDefinition(),
                Optional.ofNullable(deployment.rolloutStateAsString()).orElse(""),
                deployment.createdAt(),
                deployment.updatedAt(),
                Optional.ofNullable(deployment.desiredCount()).orElse(0),
                Optional.ofNullable(deployment.runningCount()).orElse(0));
    }
}
