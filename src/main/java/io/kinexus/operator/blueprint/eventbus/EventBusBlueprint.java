package io.kinexus.operator.blueprint.eventbus;

import com.google.auto.service.AutoService;
import io.kinexus.operator.blueprint.Blueprint;
import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.function.Callee;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.kind.eventbus.EventBusSpec;
import io.kinexus.operator.kind.eventrule.EventRuleSpec;
import io.kinexus.operator.kind.queue.QueueSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A bus under the declaration's own name, a rule for each pattern, a schedule for each time, and one queue for dead letters. */
@AutoService(Blueprint.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class EventBusBlueprint implements Blueprint<EventBusDeclaration> {
    private static final String EVENTS = "events.amazonaws.com";
    private static final String LETTERS = "dead-letters";
    private static final int QUEUE_NAME = 80;

    @Override
    public KindName name() {
        return new KindName("event-bus");
    }

    @Override
    public Class<EventBusDeclaration> declaration() {
        return EventBusDeclaration.class;
    }

    @Override
    public List<Flaw> check(EventBusDeclaration declaration, Site site) {
        return EventBusChecks.check(declaration, site);
    }

    @Override
    public List<Declared<?>> expand(EventBusDeclaration declaration, Site site) {
        String name = site.self().name();
        List<Declared<?>> wanted = new ArrayList<>();
        wanted.add(Declared.of(site.id("event-bus", name), site.self(), new EventBusSpec(name)));
        if (!declaration.rules().isEmpty()) {
            wanted.add(letters(declaration, site));
        }
        for (EventBusDeclaration.Rule rule : declaration.rules()) {
            wanted.addAll(
                    rule.pattern().isPresent()
                            ? listening(rule, rule.pattern().get().text(), site)
                            : new TimedRule(rule, site).declared());
        }
        return wanted;
    }

    /** Only the bus's own rules may put something in; schedules do it with their roles. */
    private static Declared<QueueSpec> letters(EventBusDeclaration declaration, Site site) {
        String name = site.self().name();
        return Declared.of(
                site.id("queue", queue(site)),
                site.self(),
                new QueueSpec(
                        site.derived(name.replace('.', '-'), LETTERS, QUEUE_NAME),
                        (int) declaration.deadLetterRetention().toSeconds(),
                        declaration.rules().stream()
                                .filter(rule -> rule.pattern().isPresent())
                                .map(rule -> new QueueSpec.Sender(EVENTS, ruleArn(site, rule)))
                                .toList()));
    }

    /** The queue's name as a resource. */
    static String queue(Site site) {
        return site.self().name() + "-" + LETTERS;
    }

    /** Named outright: rules refer to the queue, so that the queue cannot refer to them. */
    private static String ruleArn(Site site, EventBusDeclaration.Rule rule) {
        return "arn:aws:events:" + site.settings().region() + ":"
                + site.settings().account() + ":rule/" + site.self().name() + "/" + rule.name();
    }

    private static List<Declared<?>> listening(EventBusDeclaration.Rule rule, String pattern, Site site) {
        String name = site.self().name() + "/" + rule.name();
        Callee callee = new Callee(site, rule.function());
        EventRuleSpec.Target target = new EventRuleSpec.Target(
                rule.function(),
                callee.arn(),
                Optional.of(site.ref("queue", queue(site), "arn")),
                rule.retry().map(retry -> (int) retry.within().toSeconds()).orElse(EventRuleSpec.Target.DAY),
                rule.retry().map(EventBusDeclaration.Retry::attempts).orElse(EventRuleSpec.Target.MOST));
        return List.of(
                Declared.of(
                        site.id("event-rule", name),
                        site.self(),
                        new EventRuleSpec(
                                rule.name(),
                                site.ref("event-bus", site.self().name(), "name"),
                                pattern,
                                List.of(target))),
                callee.permission(name, EVENTS, site.ref("event-rule", name, "arn")));
    }
}
