package io.kinexus.operator.blueprint.service;

import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.service.ServiceDeclaration.Health;
import io.kinexus.operator.blueprint.service.ServiceDeclaration.Ingress;
import io.kinexus.operator.core.policy.Place;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.kind.ecsservice.EcsServiceSpec.Advanced;
import io.kinexus.operator.kind.ecsservice.EcsServiceSpec.Target;
import io.kinexus.operator.kind.listenerrule.ListenerRuleSpec;
import io.kinexus.operator.kind.listenerrule.ListenerRuleSpec.Conditions;
import io.kinexus.operator.kind.listenerrule.ListenerRuleSpec.Mover;
import io.kinexus.operator.kind.targetgroup.TargetGroupSpec;
import io.kinexus.operator.kind.targetgroup.TargetGroupSpec.HealthCheck;
import io.kinexus.operator.kind.taskdefinition.TaskDefinitionSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How requests reach the tasks: one target group, or two where the strategy moves traffic, and a rule of the listener. */
final class ServiceIngress {
    private static final int LIMIT = 32;
    /** AWS's 300 s would hold every deployment back by as much; requests here end sooner. */
    private static final Duration DRAIN = Duration.ofSeconds(30);

    /**
     * Where a target of type ip would be reached if it were registered without a port. ECS always registers one, so this is
     * no port of the Service: else changing that would mean to replace a group that is in use.
     */
    private static final int UNUSED_PORT = 80;

    private static final Health USUAL =
            new Health("/", Duration.ofSeconds(30), Duration.ofSeconds(5), 5, 2, Duration.ZERO, "200-399");

    private final ServiceDeclaration service;
    private final Site site;
    private final String name;

    ServiceIngress(ServiceDeclaration service, Site site) {
        this.service = service;
        this.site = site;
        this.name = site.self().name();
    }

    private boolean two() {
        return service.rolloutOrPlain().strategy().twoGroups();
    }

    /** @param roleArn the role that ECS moves traffic with */
    List<Target> targets(String roleArn) {
        return service.ingress()
                .flatMap(in -> service.port()
                        .map(port ->
                                List.of(new Target(arn("blue"), TaskDefinitionSpec.APP, port, advanced(in, roleArn)))))
                .orElse(List.of());
    }

    private Optional<Advanced> advanced(Ingress in, String roleArn) {
        return two()
                ? Optional.of(new Advanced(
                        arn("green"),
                        site.ref("listener-rule", name, "arn"),
                        in.test().map(port -> site.ref("listener-rule", ListenerPriorities.test(name), "arn")),
                        roleArn))
                : Optional.empty();
    }

    /** How requests reach it; empty without ingress. */
    Optional<Place.Traffic> traffic() {
        return service.ingress()
                .map(in -> new Place.Traffic(
                        site.ref("load-balancer", in.loadBalancer(), "fullName"),
                        two() ? List.of(arn("blue"), arn("green")) : List.of(arn("blue")),
                        site.ref("listener-rule", name, "arn"),
                        in.test().map(port -> site.ref("listener-rule", ListenerPriorities.test(name), "arn")),
                        service.port().orElseThrow(),
                        check()));
    }

    private Place.Check check() {
        Health health = health();
        return new Place.Check(
                health.interval(), health.timeout(), health.healthyThreshold(), health.unhealthyThreshold());
    }

    /** What holds where no health is declared too. */
    Health health() {
        return service.health().orElse(USUAL);
    }

    /** The rules that are there before the service. */
    Set<ResourceId> first() {
        return service.ingress().stream()
                .flatMap(in ->
                        Stream.concat(Stream.of(name), in.test().stream().map(port -> ListenerPriorities.test(name))))
                .map(rule -> site.id("listener-rule", rule))
                .collect(Collectors.toSet());
    }

    /** How long a starting task's health is not judged; empty without ingress. */
    Optional<Integer> gracePeriodSeconds() {
        return service.ingress().map(in -> (int) health().gracePeriod().toSeconds());
    }

    private String arn(String colour) {
        return site.ref("target-group", name + "-" + colour, "arn");
    }

    List<Declared<?>> declared(String vpcId) {
        List<Declared<?>> declared = new ArrayList<>();
        service.ingress().ifPresent(in -> {
            declared.add(group("blue", vpcId));
            if (two()) {
                declared.add(group("green", vpcId));
            }
            declared.add(rule(in));
            in.test().filter(port -> two()).ifPresent(port -> declared.add(test(in, port)));
        });
        return declared;
    }

    private Declared<TargetGroupSpec> group(String colour, String vpcId) {
        Health health = health();
        HealthCheck check = new HealthCheck(
                health.path(),
                health.interval(),
                health.timeout(),
                health.healthyThreshold(),
                health.unhealthyThreshold(),
                health.codes());
        return Declared.of(
                site.id("target-group", name + "-" + colour),
                site.self(),
                TargetGroupSpec.ofTasks(site.derived(name, colour, LIMIT), UNUSED_PORT, vpcId, check, DRAIN));
    }

    private Declared<ListenerRuleSpec> rule(Ingress in) {
        ListenerRuleSpec spec = new ListenerRuleSpec(
                site.ref("listener", in.loadBalancer() + "-" + in.listener(), "arn"),
                priority(in, in.listener(), name),
                conditions(in),
                arn("blue"),
                two() ? Optional.of(arn("green")) : Optional.empty(),
                two() ? Optional.of(new Mover(site.ref("cluster", service.cluster(), "name"), name)) : Optional.empty(),
                two() ? Optional.empty() : Optional.of(site.derived(name, "green", LIMIT)));
        return Declared.of(site.id("listener-rule", name), site.self(), spec);
    }

    /** ECS alone knows when test traffic is to move, so that any split of it is right. */
    private Declared<ListenerRuleSpec> test(Ingress in, int port) {
        String rule = ListenerPriorities.test(name);
        ListenerRuleSpec spec = new ListenerRuleSpec(
                site.ref("listener", in.loadBalancer() + "-" + port, "arn"),
                priority(in, port, rule),
                conditions(in),
                arn("blue"),
                Optional.of(arn("green")));
        return Declared.of(site.id("listener-rule", rule), site.self(), spec);
    }

    private static Conditions conditions(Ingress in) {
        return new Conditions(in.host().map(List::of).orElse(List.of()), List.of(in.path()), Map.of());
    }

    private int priority(Ingress in, int port, String rule) {
        return Optional.ofNullable(
                        ListenerPriorities.of(site, in.loadBalancer(), port).get(rule))
                .or(in::priority)
                .orElseThrow();
    }
}
