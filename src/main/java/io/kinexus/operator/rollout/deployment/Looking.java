package io.kinexus.operator.rollout.deployment;

import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.rollout.Deployment;
import io.kinexus.operator.rollout.deployment.Quest.Listed;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One look at the service deployments of an environment's rollouts. Each is found once, by listing, and then described with up
 * to nineteen others until it has ended; services are described only where their deployments say less. A rule is read again
 * when ECS has moved on, or the rule is not yet as ECS wants it.
 */
final class Looking {
    private final Scope scope;
    private final Traces traces;
    private final Revisions revisions;

    Looking(Scope scope, Traces traces, Revisions revisions) {
        this.scope = scope;
        this.traces = traces;
        this.revisions = revisions;
    }

    /** By rollout. */
    Map<String, Deployment> look(Collection<Quest> quests) {
        traces.keep(scope.environment(), quests);
        List<Quest> asked = quests.stream().filter(this::needsService).toList();
        Map<String, RunningService> services =
                ServicesAws.describe(scope, asked.stream().map(Quest::place).toList());
        find(quests.stream()
                .filter(quest -> suspects(quest, service(services, quest)))
                .toList());
        quests.forEach(quest -> service(services, quest)
                .ifPresent(service -> note(quest, trace -> trace.listed(service.fingerprint()))));
        Map<String, Shown> shown = describe(quests);
        weigh(quests, shown);
        Map<String, Deployment> seen = new LinkedHashMap<>();
        quests.forEach(quest -> seen.put(quest.id(), fold(quest, shown, service(services, quest))));
        asked.stream()
                .filter(quest -> trace(quest).arn().isPresent())
                .filter(quest -> service(services, quest).isEmpty())
                .forEach(quest -> seen.put(quest.id(), Folded.gone(trace(quest).arn())));
        return seen;
    }

    /** The ARN of the deployment that a quest is about, whether or not it was looked for before. */
    Optional<String> arn(Quest quest) {
        if (trace(quest).arn().isEmpty()) {
            find(List.of(quest));
        }
        return trace(quest).arn();
    }

    private boolean needsService(Quest quest) {
        Trace trace = trace(quest);
        return trace.arn().isEmpty() || quest.rolls() || trace.ended().isPresent();
    }

    /** Whether a listing can show what the last one did not: a first deployment, or another one after it has ended. */
    private boolean suspects(Quest quest, Optional<RunningService> service) {
        Trace trace = trace(quest);
        boolean changed = service.filter(running -> !running.fingerprint().equals(trace.listedAt()))
                .isPresent();
        boolean shows = service.flatMap(running -> running.of(quest.taskDefinition()))
                .filter(part -> quest.made(part.createdAt()))
                .isPresent();
        return trace.arn().isEmpty() ? changed || shows : trace.ended().isPresent() && changed && shows;
    }

    private void find(List<Quest> quests) {
        List<List<Listed>> listed = scope.each(quests, quest -> ServiceDeploymentsAws.list(scope, quest));
        Set<String> targets = new LinkedHashSet<>();
        listed.forEach(all -> all.forEach(one -> targets.add(one.revision())));
        revisions.learn(scope, targets);
        for (int i = 0; i < quests.size(); i++) {
            Quest quest = quests.get(i);
            quest.among(listed.get(i), revisions).ifPresent(one -> note(quest, trace -> trace.found(one.arn())));
        }
    }

    /** By ARN: what has ended as it ended, the rest as it is now. */
    private Map<String, Shown> describe(Collection<Quest> quests) {
        Set<String> going = new LinkedHashSet<>();
        Map<String, Shown> shown = new LinkedHashMap<>();
        quests.forEach(
                quest -> trace(quest).ended().ifPresentOrElse(ended -> shown.put(ended.arn(), ended), () -> trace(quest)
                        .arn()
                        .ifPresent(going::add)));
        shown.putAll(ServiceDeploymentsAws.describe(scope, going));
        revisions.learn(scope, shown.values().stream().map(Shown::target).toList());
        quests.forEach(quest -> shown(quest, shown).ifPresent(now -> note(quest, trace -> trace.seen(now))));
        return shown;
    }

    private void weigh(Collection<Quest> quests, Map<String, Shown> shown) {
        List<Quest> open = quests.stream()
                .filter(quest -> quest.rule().isPresent())
                .filter(quest -> shown(quest, shown)
                        .filter(now -> now.weight().isPresent() && !holds(quest, now))
                        .isPresent())
                .toList();
        Map<String, Map<String, Double>> rules = RuleWeightsAws.of(
                scope, open.stream().flatMap(quest -> quest.rule().stream()).toList());
        for (Quest quest : open) {
            Map<String, Double> shares = rules.getOrDefault(quest.rule().orElse(""), Map.of());
            shown(quest, shown).ifPresent(now -> share(now, shares)
                    .map(percent -> new Trace.Weighed(
                            Trace.Weighed.moment(now), now.weight().orElse(percent), percent))
                    .ifPresent(read -> note(quest, trace -> trace.weighed(read))));
        }
    }

    private boolean holds(Quest quest, Shown now) {
        return trace(quest).weighed().filter(read -> read.holds(now)).isPresent();
    }

    private Optional<Double> share(Shown now, Map<String, Double> shares) {
        return revisions.of(now.target()).flatMap(Revision::group).map(shares::get);
    }

    private Deployment fold(Quest quest, Map<String, Shown> shown, Optional<RunningService> service) {
        if (trace(quest).arn().isEmpty()) {
            return Folded.none(quest);
        }
        return shown(quest, shown)
                .map(now -> Folded.of(quest, now, service, trace(quest).weighed()))
                .orElseGet(() -> Folded.gone(trace(quest).arn()));
    }

    private Optional<Shown> shown(Quest quest, Map<String, Shown> shown) {
        return trace(quest).arn().map(shown::get);
    }

    private static Optional<RunningService> service(Map<String, RunningService> services, Quest quest) {
        return Optional.ofNullable(services.get(ServicesAws.key(quest.place())));
    }

    private Trace trace(Quest quest) {
        return traces.of(scope.environment(), quest);
    }

    private void note(Quest quest, UnaryOperator<Trace> change) {
        traces.note(scope.environment(), quest, change);
    }
}
