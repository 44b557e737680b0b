package io.kinexus.operator.core.rollout;

import io.kinexus.operator.core.health.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/** A rollout walked from Pending to its end, or to where it waits for a person: look, decide, store, act, a while later again. */
final class Walk {
    private static final int MOST_LOOKS = 20_000;

    /** What happens between a decision and its effects. */
    enum Kill {
        NOT,
        BEFORE_IT_IS_STORED,
        BEFORE_IT_IS_DONE
    }

    /** How the new revision does. */
    interface Patient {
        /** @param sinceShift how long the present share of traffic has been there */
        Health health(Instant now, Duration sinceShift);
    }

    final Order order;
    final SimulatedEcs ecs;
    final List<String> words = new ArrayList<>();
    final List<Command> commands = new ArrayList<>();
    State state;
    Instant now = Scene.NOON;
    Optional<Instant> migrated = Optional.empty();
    Optional<Instant> tested = Optional.empty();
    Duration migrationTakes = Duration.ofMinutes(2);
    boolean migrationPasses = true;
    boolean testPasses = true;
    double mostPercent;
    private double lastPercent;
    private Instant shifted = Scene.NOON;
    private Optional<Wish> wish = Optional.empty();

    Walk(Order order, Duration beforeTraffic) {
        this.order = order;
        ecs = new SimulatedEcs(order.policy(), beforeTraffic);
        state = Rollout.begin("r-1", order).state();
    }

    void wish(Wish.Kind kind) {
        wish = Optional.of(Scene.wish(kind));
    }

    /** Until nothing happens any more without a person, or too many looks were taken. */
    Walk toTheEnd(Patient patient, IntSupplier secondsBetweenLooks) {
        return toTheEnd(patient, secondsBetweenLooks, look -> Kill.NOT);
    }

    Walk toTheEnd(Patient patient, IntSupplier secondsBetweenLooks, java.util.function.IntFunction<Kill> kills) {
        for (int look = 0; look < MOST_LOOKS && !rests(); look++) {
            look(patient, kills.apply(look));
            now = now.plusSeconds(secondsBetweenLooks.getAsInt());
        }
        return this;
    }

    boolean rests() {
        return state.over() || (state instanceof Held && wish.isEmpty());
    }

    String word() {
        return state.word();
    }

    private void look(Patient patient, Kill kill) {
        double percent = ecs.percent(now);
        mostPercent = Math.max(mostPercent, percent);
        if (percent != lastPercent) {
            shifted = now;
            lastPercent = percent;
        }
        State.Next next = state.next(facts(patient), order);
        if (kill == Kill.BEFORE_IT_IS_STORED) {
            return;
        }
        state = next.state();
        if (words.isEmpty() || !words.get(words.size() - 1).equals(state.word())) {
            words.add(state.word());
        }
        wish = wish.filter(one -> state.refuses(one).isEmpty());
        if (kill == Kill.BEFORE_IT_IS_DONE) {
            return;
        }
        next.commands().forEach(this::act);
        if (state.deploys()) {
            ecs.deploy(now);
        }
    }

    private void act(Command command) {
        commands.add(command);
        ecs.obey(command, now);
        if (command == Command.MIGRATE) {
            migrated = migrated.or(() -> Optional.of(now));
        }
        if (command == Command.TEST) {
            tested = tested.or(() -> Optional.of(now));
        }
    }

    private Facts facts(Patient patient) {
        Health health = ecs.carriesTraffic(now)
                ? patient.health(now, Duration.between(shifted, now))
                : new Health(Verdict.healthy(), Verdict.healthy(), false, Optional.empty());
        return new Facts(
                now,
                wish,
                Optional.of(new Verification(List.of())),
                ended(migrated, migrationTakes, migrationPasses),
                ended(tested, Duration.ofSeconds(30), testPasses),
                ecs.show(state, now),
                health,
                !order.first());
    }

    private Optional<Ended> ended(Optional<Instant> started, Duration takes, boolean passes) {
        return started.filter(at -> !now.isBefore(at.plus(takes)))
                .map(at -> new Ended(passes, passes ? "exit code 0" : "exit code 1", List.of()));
    }

    static final Patient WELL =
            (now, sinceShift) -> sinceShift.compareTo(Duration.ofMinutes(2)) < 0 ? Scene.FEW : Scene.HEALTHY;
    static final Patient SILENT = (now, sinceShift) -> Scene.FEW;

    /** Well until a moment, and bad from then on. */
    static Patient badFrom(double minutes) {
        return (now, sinceShift) -> now.isBefore(Scene.at(minutes)) ? WELL.health(now, sinceShift) : Scene.ERRORS;
    }
}
