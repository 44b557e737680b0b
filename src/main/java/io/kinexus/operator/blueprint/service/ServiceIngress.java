package io.kinexus.operator.blueprint.service;

import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.service.ServiceDeclaration.Health;
import io.kinexus.operator.blueprint.service.ServiceDeclaration.Ingress;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.kind.ecsservice.EcsServiceSpec;
import io.kinexus.operator.kind.listenerrule.ListenerRuleSpec;
import io.kinexus.operator.kind.listenerrule.ListenerRuleSpec.Conditions;
import io.kinexus.operator.kind.targetgroup.TargetGroupSpec;
import io.kinexus.operator.kind.targetgroup.TargetGroupSpec.HealthCheck;
import io.kinexus.operator.kind.taskdefinition.TaskDefinitionSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    List<EcsServiceSpec.Target> targets() {
        return service.ingress()
                .flatMap(in -> service.port()
                        .map(port -> List.of(new EcsServiceSpec.Target(arn("blue"), TaskDefinitionSpec.APP, port))))
                .orElse(List.of());
    }

    /** How long a starting task's health is not judged; empty without ingress. */
    Optional<Integer> gracePeriodSeconds() {
        return service.ingress()
                .map(in -> (int) service.health().orElse(USUAL).gracePeriod().toSeconds());
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
        });
        return declared;
    }

    private Declared<TargetGroupSpec> group(String colour, String vpcId) {
        Health health = service.health().orElse(USUAL);
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
        Map<String, Integer> priorities = ListenerPriorities.of(site, in);
        ListenerRuleSpec spec = new ListenerRuleSpec(
                site.ref("listener", in.loadBalancer() + "-" + in.listener(), "arn"),
                Optional.ofNullable(priorities.get(name)).or(in::priority).orElseThrow(),
                new Conditions(in.host().map(List::of).orElse(List.of()), List.of(in.path()), Map.of()),
                arn("blue"),
                two() ? Optional.of(arn("green")) : Optional.empty());
        return Declared.of(site.id("listener-rule", name), site.self(), spec);
    }
}
