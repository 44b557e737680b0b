package io.kinexus.operator.rollout.deployment;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What is remembered of each quest of every environment. */
final class Traces {
    private record Key(String environment, String rollout, boolean back) {}

    private final Map<Key, Trace> known = new ConcurrentHashMap<>();

    Trace of(String environment, Quest quest) {
        return known.getOrDefault(key(environment, quest), Trace.NONE);
    }

    void note(String environment, Quest quest, UnaryOperator<Trace> change) {
        known.compute(key(environment, quest), (key, before) -> change.apply(before == null ? Trace.NONE : before));
    }

    /** Forgets an environment's rollouts that nobody asks about any more. */
    void keep(String environment, Collection<Quest> quests) {
        Set<String> asked = quests.stream().map(Quest::id).collect(Collectors.toSet());
        known.keySet().removeIf(key -> key.environment().equals(environment) && !asked.contains(key.rollout()));
    }

    private static Key key(String environment, Quest quest) {
        return new Key(environment, quest.id(), quest.back());
    }
}
