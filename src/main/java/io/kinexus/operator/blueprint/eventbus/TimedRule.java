package io.kinexus.operator.blueprint.eventbus;

import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.function.Callee;
import io.kinexus.operator.blueprint.service.PolicyText;
import io.kinexus.operator.blueprint.service.WorkloadRoles;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.kind.schedule.ScheduleSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A rule that the clock starts: a schedule, and a role with which it may call this one function and leave dead letters. */
final class TimedRule {
    private static final int LIMIT = 64;

    private final EventBusDeclaration.Rule rule;
    private final Site site;
    private final Callee callee;
    private final String suffix;

    TimedRule(EventBusDeclaration.Rule rule, Site site) {
        this.rule = rule;
        this.site = site;
        this.callee = new Callee(site, rule.function());
        this.suffix = rule.name() + "-schedule";
    }

    List<Declared<?>> declared() {
        String name = site.self().name();
        return List.of(
                WorkloadRoles.role(
                        site,
                        suffix,
                        "lets rule " + rule.name() + " call function/" + rule.function(),
                        PolicyText.trustSchedules(
                                site.settings().region(), site.settings().account()),
                        new PolicyText()
                                .allow(List.of("lambda:InvokeFunction"), List.of(callee.arn()))
                                .allow(List.of("sqs:SendMessage"), List.of(letters()))),
                Declared.of(site.id("schedule", name + "/" + rule.name()), site.self(), schedule())
                        .after(Set.of(site.id("role", name + "-" + suffix))));
    }

    private String letters() {
        return site.ref("queue", EventBusBlueprint.queue(site), "arn");
    }

    private ScheduleSpec schedule() {
        return new ScheduleSpec(
                site.derived(site.self().name() + "-" + rule.name(), "schedule", LIMIT),
                "rule " + rule.name() + " of " + site.self(),
                rule.schedule().orElseThrow(),
                rule.timeZone(),
                true,
                new ScheduleSpec.Target(
                        callee.arn(),
                        WorkloadRoles.arn(site, suffix),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(letters()),
                        rule.retry()
                                .map(retry -> new ScheduleSpec.Retry(
                                        (int) retry.within().toSeconds(), retry.attempts()))
                                .orElseGet(ScheduleSpec.Retry::usual)));
    }
}
