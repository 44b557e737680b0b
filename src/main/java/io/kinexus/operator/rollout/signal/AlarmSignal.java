package io.kinexus.operator.rollout.signal;

import io.kinexus.operator.core.health.AlarmReading;
import io.kinexus.operator.core.health.Finding;
import io.kinexus.operator.core.health.Verdict;
import io.kinexus.operator.core.resource.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The alarms of all rollouts together, every fifteen seconds: one call for a hundred names, one call a second. */
final class AlarmSignal implements Signal {
    private static final Duration EVERY = Duration.ofSeconds(15);
    private static final Duration STALE = Duration.ofMinutes(2);

    /** @param answer empty inside where there is no such alarm */
    private record Reading(Answer<Optional<AlarmReading>> answer, Instant at) {}

    private final Map<String, Reading> readings = new ConcurrentHashMap<>();
    private final Shares shares;

    AlarmSignal(Shares shares) {
        this.shares = shares;
    }

    @Override
    public void look(Round round) {
        Set<String> before = new HashSet<>();
        List<String> names = round.rollouts().stream()
                .filter(Followed::deployed)
                .peek(one -> before.addAll(one.rollout().subject().firing().keySet()))
                .flatMap(one -> one.place().alarms().stream())
                .distinct()
                .sorted(Comparator.comparing(this::at))
                .toList();
        readings.keySet().removeIf(name -> at(name).plus(STALE).isBefore(round.now()));
        for (int from = 0; from < names.size(); from += AlarmsAws.BATCH) {
            List<String> batch = names.subList(from, Math.min(names.size(), from + AlarmsAws.BATCH));
            boolean due = !at(batch.get(0)).plus(EVERY).isAfter(round.now());
            if (!due || !shares.alarms(round.scope()).take(round.now())) {
                return;
            }
            read(round.scope(), batch, before, round.now());
        }
    }

    private Instant at(String name) {
        Reading last = readings.get(name);
        return last == null ? Instant.EPOCH : last.at();
    }

    /** @param valued alarms whose metric is asked for too, if they fire */
    private void read(Scope scope, List<String> names, Collection<String> valued, Instant now) {
        Answer<List<AlarmsAws.Seen>> answer = AlarmsAws.read(scope, names);
        Map<String, AlarmsAws.Seen> found = new HashMap<>();
        answer.value()
                .ifPresent(alarms ->
                        alarms.forEach(alarm -> found.put(alarm.reading().name(), alarm)));
        for (String name : names) {
            readings.put(
                    name,
                    new Reading(
                            answer.value().isEmpty()
                                    ? Answer.none(answer.problem())
                                    : read(scope, Optional.ofNullable(found.get(name)), valued, now),
                            now));
        }
    }

    private static Answer<Optional<AlarmReading>> read(
            Scope scope, Optional<AlarmsAws.Seen> alarm, Collection<String> valued, Instant now) {
        boolean points = alarm.map(AlarmsAws.Seen::reading)
                .filter(reading -> reading.firing() && valued.contains(reading.name()))
                .isPresent();
        if (!points) {
            return Answer.of(alarm.map(AlarmsAws.Seen::reading));
        }
        Answer<AlarmReading> valuedAlarm = AlarmsAws.withPoints(scope, alarm.get(), now);
        return valuedAlarm
                .value()
                .map(reading -> Answer.of(Optional.of(reading)))
                .orElseGet(() -> Answer.none(valuedAlarm.problem()));
    }

    /** Those that fire now, with the present value; empty if it may not be asked now. What was just read is not read again. */
    Optional<Map<String, Double>> firing(Scope scope, Collection<String> alarms, Instant now) {
        List<String> names = alarms.stream()
                .distinct()
                .filter(name -> at(name).plus(EVERY).isBefore(now) || !silent(name))
                .toList();
        for (int from = 0; from < names.size(); from += AlarmsAws.BATCH) {
            List<String> batch = names.subList(from, Math.min(names.size(), from + AlarmsAws.BATCH));
            if (!shares.alarms(scope).take(now)) {
                return Optional.empty();
            }
            read(scope, batch, alarms, now);
        }
        Map<String, Double> firing = new TreeMap<>();
        for (String name : alarms) {
            AlarmsAws.must(answer(name))
                    .filter(AlarmReading::firing)
                    .ifPresent(reading -> firing.put(name, reading.present()));
        }
        return Optional.of(firing);
    }

    private Answer<Optional<AlarmReading>> answer(String name) {
        Reading last = readings.get(name);
        return last == null ? Answer.none("not looked at yet") : last.answer();
    }

    /** Known not to fire; of one that fires the value is wanted too. */
    private boolean silent(String name) {
        return answer(name)
                .value()
                .filter(alarm -> alarm.filter(AlarmReading::firing).isEmpty())
                .isPresent();
    }

    @Override
    public Finding of(Followed rollout, Instant now) {
        return rollout.deployed()
                ? Finding.of(Verdict.worst(rollout.place().alarms().stream()
                        .map(name -> judge(rollout, name, now))
                        .toList()))
                : Finding.fine();
    }

    private Verdict judge(Followed rollout, String name, Instant now) {
        Reading reading = readings.get(name);
        if (reading == null || reading.at().plus(STALE).isBefore(now)) {
            return Verdict.unknown("alarm " + name + ": not looked at yet");
        }
        if (reading.answer().value().isEmpty()) {
            return Verdict.unknown("alarm " + name + ": " + reading.answer().problem());
        }
        return reading.answer()
                .value()
                .get()
                .map(alarm -> alarm.judge(
                        Optional.ofNullable(rollout.rollout().subject().firing().get(name))))
                .orElseGet(() -> new Verdict(
                        Verdict.Level.HEALTHY, List.of("alarm " + name + " does not exist and says nothing")));
    }

    @Override
    public void forget(String rollout) {
        // alarms are remembered by name, until nobody asks for them
    }
}
