package io.kinexus.operator.blueprint.service;

import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Spec;
import io.kinexus.operator.kind.scalabletarget.ScalableTargetSpec;
import io.kinexus.operator.kind.scalingpolicy.ScalingPolicySpec;
import io.kinexus.operator.kind.scalingpolicy.ScalingPolicySpec.Predefined;
import io.kinexus.operator.kind.scalingpolicy.ScalingPolicySpec.Query;
import io.kinexus.operator.kind.scalingpolicy.ScalingPolicySpec.Stat;
import io.kinexus.operator.kind.scheduledaction.ScheduledActionSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The scalable target, its target-tracking policies and its schedules. */
final class ServiceScaling {
    private static final int LIMIT = 256;
    private static final String ELB = "AWS/ApplicationELB";
    private static final List<String> COLOURS = List.of("blue", "green");

    private final ServiceDeclaration service;
    private final Site site;
    private final String name;

    ServiceScaling(ServiceDeclaration service, Site site) {
        this.service = service;
        this.site = site;
        this.name = site.self().name();
    }

    /** How many tasks there are when nobody has decided yet. */
    int initialCount() {
        return service.scaling()
                .map(ScalingSettings::min)
                .or(service::desiredCount)
                .orElse(1);
    }

    List<Declared<?>> declared() {
        List<Declared<?>> declared = new ArrayList<>();
        service.scaling().ifPresent(scaling -> {
            declared.add(one(
                    "scalable-target",
                    name,
                    ScalableTargetSpec.service(
                            site.ref("cluster", service.cluster(), "name"),
                            name,
                            scaling.min(),
                            scaling.max(),
                            scaling.schedules().stream()
                                    .map(at -> new ScalableTargetSpec.Bounds(at.min(), at.max()))
                                    .toList()),
                    site.id("ecs-service", name)));
            scaling.cpu().ifPresent(value -> declared.add(policy("cpu", "ECSServiceAverageCPUUtilization", value)));
            scaling.memory()
                    .ifPresent(value -> declared.add(policy("memory", "ECSServiceAverageMemoryUtilization", value)));
            scaling.requestsPerTarget().ifPresent(value -> declared.add(requests(value)));
            scaling.schedules().forEach(schedule -> declared.add(scheduled(schedule)));
        });
        return declared;
    }

    private String resourceId() {
        return "service/" + site.ref("cluster", service.cluster(), "name") + "/" + name;
    }

    private <S extends Spec> Declared<S> one(String kind, String resource, S spec, ResourceId after) {
        return Declared.of(site.id(kind, resource), site.self(), spec).after(Set.of(after));
    }

    private <S extends Spec> Declared<S> onTarget(String kind, String suffix, S spec) {
        return one(kind, name + "-" + suffix, spec, site.id("scalable-target", name));
    }

    private Declared<ScalingPolicySpec> policy(String suffix, String type, double value) {
        return onTarget(
                "scaling-policy",
                suffix,
                ScalingPolicySpec.tracking(site.derived(name, suffix, LIMIT), resourceId(), type, value));
    }

    /** The predefined metric names one target group, and would not follow a switch to the other. */
    private Declared<ScalingPolicySpec> requests(double value) {
        String policyName = site.derived(name, "requests", LIMIT);
        return onTarget(
                "scaling-policy",
                "requests",
                service.rolloutOrPlain().strategy().twoGroups()
                        ? ScalingPolicySpec.computing(policyName, resourceId(), value, overBothGroups())
                        : new ScalingPolicySpec(
                                policyName,
                                resourceId(),
                                value,
                                Optional.of(new Predefined(
                                        "ALBRequestCountPerTarget", Optional.of(balancer() + "/" + group("blue")))),
                                List.of(),
                                ScalingPolicySpec.COOLDOWN,
                                ScalingPolicySpec.COOLDOWN,
                                false));
    }

    private String balancer() {
        return site.ref("load-balancer", service.ingress().orElseThrow().loadBalancer(), "fullName");
    }

    private String group(String colour) {
        return site.ref("target-group", name + "-" + colour, "fullName");
    }

    /** Requests of both groups over the healthy hosts of both, whichever has them now. */
    private List<Query> overBothGroups() {
        List<Query> queries = new ArrayList<>();
        for (String colour : COLOURS) {
            Map<String, String> dimensions = Map.of("LoadBalancer", balancer(), "TargetGroup", group(colour));
            queries.add(Query.metric("requests_" + colour, new Stat(ELB, "RequestCount", dimensions, "Sum")));
            queries.add(Query.metric("hosts_" + colour, new Stat(ELB, "HealthyHostCount", dimensions, "Average")));
        }
        String requests = "FILL(requests_blue, 0) + FILL(requests_green, 0)";
        String hosts = "FILL(hosts_blue, 0) + FILL(hosts_green, 0)";
        queries.add(Query.result("each", "IF(" + hosts + " > 0, (" + requests + ") / (" + hosts + "), 0)"));
        return queries;
    }

    private Declared<ScheduledActionSpec> scheduled(ScalingSettings.Bounds schedule) {
        return onTarget(
                "scheduled-action",
                schedule.name(),
                new ScheduledActionSpec(
                        site.derived(name, schedule.name(), LIMIT),
                        resourceId(),
                        schedule.schedule(),
                        schedule.timeZone().equals("UTC") ? Optional.empty() : Optional.of(schedule.timeZone()),
                        schedule.min(),
                        schedule.max()));
    }
}
