package io.kinexus.operator.blueprint.service;

import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.alarms.ServiceAlarms;
import io.kinexus.operator.blueprint.service.RolloutSettings.FirstFailure;
import io.kinexus.operator.blueprint.service.RolloutSettings.Strategy;
import io.kinexus.operator.blueprint.service.ServiceDeclaration.Phase;
import io.kinexus.operator.blueprint.task.TaskWorkload;
import io.kinexus.operator.core.judge.Criterion;
import io.kinexus.operator.core.policy.Contents;
import io.kinexus.operator.core.policy.Metric;
import io.kinexus.operator.core.policy.Place;
import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.kind.ecsservice.EcsServiceSpec.Deployment;
import io.kinexus.operator.kind.ecsservice.EcsServiceSpec.Network;
import io.kinexus.operator.kind.ecsservice.EcsServiceSpec.Steps;
import io.kinexus.operator.kind.taskdefinition.TaskDefinitionSpec;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How new revisions come in: what ECS is told of it, and what the operator goes by. */
final class ServiceRollout {
    private final ServiceDeclaration service;
    private final Site site;
    private final RolloutSettings rollout;
    private final List<String> alarms;

    ServiceRollout(ServiceDeclaration service, Site site) {
        this.service = service;
        this.site = site;
        this.rollout = service.rolloutOrPlain();
        this.alarms = ServiceAlarms.critical(site, site.self().name(), service);
    }

    private Policy.Strategy strategy() {
        return Policy.Strategy.valueOf(rollout.strategy().name());
    }

    private boolean stepped() {
        return rollout.strategy() == Strategy.CANARY || rollout.strategy() == Strategy.LINEAR;
    }

    /** ECS's own part. Its circuit breaker is for rolling deployments alone. */
    Deployment deployment() {
        boolean rolling = !rollout.strategy().twoGroups();
        return new Deployment(
                strategy(),
                rollout.minimumHealthyPercent(),
                rollout.maximumPercent(),
                rolling,
                rolling
                        ? Optional.empty()
                        : Optional.of((int) rollout.bakeOrUsual().toMinutes()),
                stepped()
                        ? Optional.of(new Steps(
                                rollout.share(), (int) rollout.stepBakeOrUsual().toMinutes()))
                        : Optional.empty(),
                Set.copyOf(alarms));
    }

    Policy policy(WorkloadTask task, Network network, ServiceIngress ingress, int count) {
        return new Policy(
                strategy(),
                rollout.share(),
                stepped() ? rollout.stepBakeOrUsual() : Duration.ZERO,
                rollout.strategy().twoGroups() ? rollout.bakeOrUsual() : Duration.ZERO,
                rollout.watch().orElse(RolloutSettings.WATCH),
                rollout.deadline().orElseGet(() -> deadline(ingress)),
                rollout.analysis().map(ServiceRollout::analysis),
                service.migrate()
                        .map(one -> new Policy.Migration(one.command(), one.phase() == Phase.CONTRACT, one.timeout())),
                test().map(one -> new Policy.TestTask(one.launch(), service.port())),
                rollout.onFirstFailure() == FirstFailure.STOP,
                contents(task, count),
                place(network, ingress));
    }

    /** As long as the service's own settings let each part take, and never so short that one slow start ends it. */
    private Duration deadline(ServiceIngress ingress) {
        ServiceDeclaration.Health health = ingress.health();
        Duration known = health.gracePeriod()
                .plus(health.interval().multipliedBy((long) health.healthyThreshold() * RolloutSettings.ROUNDS))
                .plus(RolloutSettings.START)
                .plus(rollout.stepping())
                .plus(service.migrate().map(ServiceDeclaration.Migrate::timeout).orElse(Duration.ZERO))
                .plus(test().map(TaskWorkload::timeout).orElse(Duration.ZERO));
        return known.compareTo(RolloutSettings.SHORTEST) < 0 ? RolloutSettings.SHORTEST : known;
    }

    private static Policy.Analysis analysis(RolloutSettings.Analysis declared) {
        return new Policy.Analysis(
                declared.interval(),
                declared.metrics().stream().map(ServiceRollout::metric).toList());
    }

    /** Compared with the baseline without a tolerance, nothing worse is allowed. */
    private static Metric metric(RolloutSettings.Metric declared) {
        Optional<Double> tolerance =
                declared.against().map(baseline -> declared.tolerance().orElse(0.0));
        Criterion criterion = declared.maxMs().isPresent()
                ? Criterion.ofLatency(latency(declared), tolerance)
                : Criterion.ofPercent(declared.name(), declared.max(), tolerance);
        return new Metric(declared.maxMs(), criterion);
    }

    private Contents contents(WorkloadTask task, int count) {
        return new Contents(
                service.image(),
                service.architecture().name(),
                task.executionRole(),
                Set.copyOf(task.secrets().values()),
                service.cpu(),
                service.memory(),
                count);
    }

    private Place place(Network network, ServiceIngress ingress) {
        String name = site.self().name();
        return new Place(
                site.ref("cluster", service.cluster(), "name"),
                name,
                site.ref("task-definition", name, "arn"),
                TaskDefinitionSpec.APP,
                network.subnets(),
                network.securityGroups(),
                network.publicIp(),
                ingress.traffic(),
                alarms,
                ingress.gracePeriodSeconds().map(Duration::ofSeconds).orElse(Duration.ZERO));
    }

    /** The Task that a revision must pass. */
    private Optional<TaskWorkload> test() {
        return rollout.test().flatMap(declared -> TaskWorkload.named(site, declared.task()));
    }

    /** What is there before the service, though nothing of it says so. */
    Set<ResourceId> first() {
        return test().map(TaskWorkload::first).orElse(Set.of());
    }

    /** As people wrote it, with what they allow: it stands in sentences. */
    private static String latency(RolloutSettings.Metric declared) {
        return declared.maxMs()
                .map(most -> declared.name() + " (longer than "
                        + BigDecimal.valueOf(most).stripTrailingZeros().toPlainString() + " ms)")
                .orElse(declared.name());
    }
}
