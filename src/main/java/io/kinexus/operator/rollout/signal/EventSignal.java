package io.kinexus.operator.rollout.signal;

import io.kinexus.operator.core.health.Finding;
import io.kinexus.operator.core.health.Stops;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** What the service says about starting its tasks, looked at every fifteen seconds while some are missing. */
final class EventSignal implements Signal {
    private static final Duration EVERY = Duration.ofSeconds(15);
    /** A message older than this says nothing about now. */
    private static final Duration RECENT = Duration.ofMinutes(5);

    private static final String WHAT = "service events";

    private final Readings readings = new Readings(WHAT);
    private final Since since;

    EventSignal(Since since) {
        this.since = since;
    }

    @Override
    public void look(Round round) {
        round.rollouts().stream()
                .filter(one -> missing(one) && readings.due(one.id(), EVERY, round.now()))
                .collect(Collectors.groupingBy(one -> one.place().cluster()))
                .forEach((cluster, some) -> EventsAws.of(
                                round.scope(),
                                cluster,
                                some.stream().map(one -> one.place().service()).toList())
                        .forEach((service, events) -> some.stream()
                                .filter(one -> one.place().service().equals(service))
                                .forEach(one -> readings.put(one.id(), judge(round, one, events), round.now()))));
    }

    private static boolean missing(Followed rollout) {
        return rollout.goingOn() && rollout.deployment().healthy() < rollout.wanted();
    }

    private Finding judge(Round round, Followed rollout, Answer<List<EventsAws.Event>> events) {
        if (events.value().isEmpty()) {
            return Readings.unreadable(WHAT, events.problem());
        }
        Instant begun = since.of(round.scope(), rollout);
        Instant recent = round.now().minus(RECENT);
        return Finding.worst(events.value().get().stream()
                .filter(event -> !event.at().isBefore(begun) && event.at().isAfter(recent))
                .map(event -> Stops.event(event.message()))
                .toList());
    }

    @Override
    public Finding of(Followed rollout, Instant now) {
        return missing(rollout) ? readings.of(rollout.id(), now) : Finding.fine();
    }

    @Override
    public void forget(String rollout) {
        readings.forget(rollout);
    }
}
