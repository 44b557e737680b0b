package io.kinexus.operator.kind.ecsservice;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.EcsServiceSweep;
import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.aws.ServingGroup;
import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * The calls.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html">UpdateService</a>
 */
final class EcsServiceAws {
    private static final String INVALID = "InvalidParameterException";
    private static final Duration DRAINS = Duration.ofSeconds(15);
    private static final Duration SOON = Duration.ofSeconds(10);
    /** What AWS says while a role or a listener that was just made has not reached ECS yet. */
    private static final List<String> NOT_VISIBLE_YET = List.of(
            "does not have an associated load balancer", "Unable to assume", "unable to assume", "Unable to validate");

    private EcsServiceAws() {}

    static Map<ResourceId, Observation<EcsServiceLive>> observe(
            Scope scope, Collection<Declared<EcsServiceSpec>> wanted) {
        Map<String, List<Declared<EcsServiceSpec>>> byCluster = new TreeMap<>();
        wanted.forEach(one -> byCluster
                .computeIfAbsent(one.spec().cluster(), key -> new ArrayList<>())
                .add(one));
        Map<ResourceId, Observation<EcsServiceLive>> seen = new LinkedHashMap<>();
        byCluster.forEach((cluster, all) -> {
            all.sort(Comparator.comparing(one -> one.spec().name()));
            seen.putAll(Sweep.inBatches(scope, all, EcsServiceSweep.BATCH, batch -> look(scope, cluster, batch)));
        });
        return seen;
    }

    private static Map<ResourceId, Observation<EcsServiceLive>> look(
            Scope scope, String cluster, List<Declared<EcsServiceSpec>> batch) {
        Map<String, Service> live = cluster.contains("${")
                ? Map.of()
                : EcsServiceSweep.describe(
                        scope,
                        cluster,
                        batch.stream().map(one -> one.spec().name()).toList());
        Map<ResourceId, Observation<EcsServiceLive>> seen = new LinkedHashMap<>();
        for (Declared<EcsServiceSpec> one : batch) {
            Optional.ofNullable(live.get(one.spec().name()))
                    .or(() -> elsewhere(scope, one))
                    .ifPresent(service -> seen.put(one.id(), seen(one, service)));
        }
        return seen;
    }

    private static Observation<EcsServiceLive> seen(Declared<EcsServiceSpec> one, Service service) {
        EcsServiceLive read = EcsServiceReaderAws.read(service);
        // One that drains is deleted already: nothing can be written to it, and its tags may be gone before it.
        boolean ours = read.draining() || Ownership.ours(one.id(), EcsServiceReaderAws.tags(service));
        return new Observation.Present<>(read, read.settled(), ours);
    }

    /** The same service in the cluster that it was declared in before: it is found, and not made a second time. */
    private static Optional<Service> elsewhere(Scope scope, Declared<EcsServiceSpec> one) {
        return Ownership.sweep(scope).of(EcsServices.NAME).getOrDefault(one.id(), List.of()).stream()
                .flatMap(arn -> described(scope, arn).stream())
                .filter(service -> "ACTIVE".equals(service.status()))
                .findFirst();
    }

    private static Collection<Service> described(Scope scope, String arn) {
        int resource = arn.indexOf(":service/");
        String[] parts = arn.substring(Math.max(0, resource)).split("/");
        return resource < 0 || parts.length < 3
                ? List.of()
                : EcsServiceSweep.describe(scope, parts[1], List.of(parts[2])).values();
    }

    static Map<ResourceId, Observation<EcsServiceLive>> surplus(Scope scope, Set<ResourceId> declared) {
        Map<ResourceId, Observation<EcsServiceLive>> surplus = new LinkedHashMap<>();
        Ownership.sweep(scope).of(EcsServices.NAME).forEach((id, arns) -> {
            if (!declared.contains(id)) {
                arns.stream()
                        .flatMap(arn -> described(scope, arn).stream())
                        .forEach(service -> surplus.put(id, left(service)));
            }
        });
        return surplus;
    }

    private static Observation<EcsServiceLive> left(Service service) {
        EcsServiceLive read = EcsServiceReaderAws.read(service);
        return new Observation.Present<>(read, read.settled(), true);
    }

    static Outcome create(Scope scope, Declared<EcsServiceSpec> wanted, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            try {
                scope.client(EcsClient.class)
                        .createService(EcsServiceRequestAws.create(
                                wanted.spec(), Ownership.tags(scope, wanted), attempt.token()));
                return Outcome.done();
            } catch (SdkException failure) {
                return refused(failure, attempt);
            }
        });
    }

    private static Outcome refused(SdkException failure, Attempt attempt) {
        String text = AwsFailures.text(failure);
        if (!AwsFailures.is(failure, INVALID)) {
            throw failure;
        }
        if (text.contains("not idempotent")) {
            // The name is the identity in its cluster: the next look says whose it is.
            return Outcome.done();
        }
        if (text.contains("still Draining")) {
            return Outcome.waiting("the former service of this name to drain", DRAINS);
        }
        if (NOT_VISIBLE_YET.stream().anyMatch(text::contains)) {
            return AwsFailures.spreading(failure, attempt);
        }
        throw failure;
    }

    static Outcome update(
            Scope scope,
            Declared<EcsServiceSpec> wanted,
            EcsServiceLive live,
            List<FieldChange> changes,
            Attempt attempt) {
        return AwsFailures.attempt(() -> {
            try {
                return send(scope, wanted.spec(), live, changes);
            } catch (SdkException failure) {
                if (AwsFailures.is(failure, "ServiceNotActiveException")) {
                    return Outcome.waiting("the service to drain", SOON);
                }
                return refused(failure, attempt);
            }
        });
    }

    private static Outcome send(Scope scope, EcsServiceSpec spec, EcsServiceLive live, List<FieldChange> changes) {
        EcsClient ecs = scope.client(EcsClient.class);
        String cluster = live.cluster();
        switch (Move.of(spec, live, serving(scope, spec, live))) {
            case WAIT -> {
                return Outcome.waiting("the deployment under way to end, before the strategy changes", DRAINS);
            }
            case ATTACH -> {
                ecs.updateService(EcsServiceRequestAws.attach(spec, live));
                return Outcome.waiting("the rolling deployment that gives it its second target group", DRAINS);
            }
            case RETURN -> {
                ecs.updateService(EcsServiceRequestAws.back(spec, live));
                return Outcome.waiting("its traffic to move to the target group that it keeps", DRAINS);
            }
            default -> {
                ecs.updateService(EcsServiceRequestAws.update(spec, cluster, changes));
                return Outcome.done();
            }
        }
    }

    /** Asked only where a group is let go. */
    private static Optional<String> serving(Scope scope, EcsServiceSpec spec, EcsServiceLive live) {
        return spec.leaves(live.shifts())
                ? described(scope, live.arn()).stream().findFirst().flatMap(one -> ServingGroup.of(scope, one))
                : Optional.empty();
    }

    /** Forced: its tasks are stopped, it drains, and is then INACTIVE. */
    static Outcome delete(Scope scope, ResourceId id, EcsServiceLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            try {
                scope.client(EcsClient.class)
                        .deleteService(r ->
                                r.cluster(live.cluster()).service(live.name()).force(true));
            } catch (SdkException failure) {
                if (!AwsFailures.is(
                        failure, "ServiceNotFoundException", "ServiceNotActiveException", "ClusterNotFoundException")) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }
}
