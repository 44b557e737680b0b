package io.kinexus.operator.rollout;

import io.kinexus.operator.core.environment.Mode;
import io.kinexus.operator.core.environment.Settings;
import io.kinexus.operator.core.resource.Access;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.rollout.Deployment;
import io.kinexus.operator.core.rollout.Deployment.Status;
import io.kinexus.operator.core.rollout.Facts;
import io.kinexus.operator.core.rollout.Health;
import io.kinexus.operator.core.rollout.RollingBack;
import io.kinexus.operator.core.rollout.Rollout;
import io.kinexus.operator.core.rollout.State;
import io.kinexus.operator.core.rollout.State.Look;
import io.kinexus.operator.core.rollout.Subject;
import io.kinexus.operator.core.rollout.Wish;
import io.kinexus.operator.engine.Lease;
import io.kinexus.operator.engine.Ports;
import io.kinexus.operator.rollout.signal.Shares;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes the rollouts of one environment on while one lease on it is held, beside the turns of its loop: look, decide, store,
 * act. Make a new one for every lease.
 */
public final class RolloutLoop {
    /** Checks read much of the load balancer, of which AWS allows 10 calls a second for the whole account. */
    private static final int VERIFIED_AT_ONCE = 4;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private final Ports ports;
    private final Lease lease;
    private final Senses senses;
    private final Deeds deeds;
    private final Earlier earlier;
    private final MovedTags tags;
    private final Runnable wake;
    private final Map<String, Instant> looked = new ConcurrentHashMap<>();
    private Optional<Settings> settings = Optional.empty();
    private Optional<Access> access = Optional.empty();
    private volatile boolean hinted = true;
    private volatile boolean stale = true;
    private Instant next = Instant.MIN;
    private volatile Optional<String> problem = Optional.empty();

    /**
     * @param shares of AWS's quotas, one for the process
     * @param wake asks for a turn of the environment, since one has something to do now
     */
    public RolloutLoop(Ports ports, Lease lease, Shares shares, Runnable wake) {
        this.ports = ports;
        this.lease = lease;
        this.wake = wake;
        senses = new Senses(ports.clock(), shares);
        earlier = new Earlier(ports.rollouts());
        tags = new MovedTags(ports.rollouts(), senses, lease);
        deeds = new Deeds(ports, lease, senses);
    }

    /** Something may have been begun, wished or declared since the last tick. */
    public void hint() {
        stale = true;
        hinted = true;
    }

    /**
     * Looks at what is due, and takes every rollout as far as it goes now.
     *
     * @return whether any has moved, so that another tick may find more to do
     * @throws io.kinexus.operator.engine.LeaseLost when somebody else holds the environment by now
     */
    public synchronized boolean tick() {
        Instant now = ports.clock().instant();
        if (!hinted && now.isBefore(next)) {
            return false;
        }
        boolean asked = hinted;
        hinted = false;
        List<Rollout> open = opened(now);
        List<Rollout> due = open.stream().filter(one -> due(one, now)).toList();
        boolean moved = !due.isEmpty() && reachable() && advance(due, now);
        if (asked) {
            lift(now);
        }
        next = open.stream().map(this::again).min(Comparator.naturalOrder()).orElse(Instant.MAX);
        return moved;
    }

    /** A ledger that cannot be read now is asked again with the next tick. */
    private List<Rollout> opened(Instant now) {
        try {
            return ports.rollouts().current(lease.environment()).stream()
                    .flatMap(one -> open(one, now).stream())
                    .toList();
        } catch (RuntimeException unreadable) {
            hinted = true;
            throw unreadable;
        }
    }

    /** When it is to be looked at again. */
    private Instant again(Rollout rollout) {
        return Optional.ofNullable(looked.get(rollout.id()))
                .map(at -> at.plus(BETWEEN_LOOKS))
                .orElse(Instant.MIN);
    }

    private void lift(Instant now) {
        if (tags.due(now) && !ports.rollouts().quarantines(lease.environment()).isEmpty() && reachable()) {
            if (tags.lift(access.orElseThrow().sweep(), now)) {
                wake.run();
            }
        }
    }

    /** Not over, or opened once more. */
    private Optional<Rollout> open(Rollout rollout, Instant now) {
        if (!rollout.state().over()) {
            return Optional.of(rollout);
        }
        Optional<Wish> wish = ports.rollouts().wished(rollout.id());
        Optional<Rollout> again = earlier.reopened(rollout, wish, now);
        again.ifPresent(one -> ports.rollouts().put(lease, one));
        wish.ifPresent(heard -> ports.rollouts().heard(lease, rollout.id(), heard));
        return again;
    }

    /** What could not be read or done in the last tick that had something to do; it is tried again. */
    public Optional<String> problem() {
        return problem;
    }

    private boolean due(Rollout rollout, Instant now) {
        Instant last = looked.getOrDefault(rollout.id(), Instant.MIN);
        return last.equals(Instant.MIN) || !now.isBefore(last.plus(BETWEEN_LOOKS));
    }

    /** Files that are broken change nothing: what is under way goes on with the settings known before. */
    private boolean reachable() {
        if (!stale) {
            return access.isPresent();
        }
        stale = false;
        Optional<Settings> newest = ports.desired()
                .read(lease.environment())
                .fold(desired -> Optional.of(desired.settings()), broken -> settings);
        if (newest.isPresent() && (access.isEmpty() || !newest.equals(settings))) {
            access = newest.map(ports.access());
        }
        settings = newest;
        return access.isPresent();
    }

    /**
     * What one tick has seen of all that is due.
     *
     * @param verified those that are checked in this tick
     */
    private record Seen(
            Instant now, Set<String> verified, Map<String, Deployment> deployments, Map<String, Health> health) {
        Deployment deployment(Rollout rollout) {
            return deployments.getOrDefault(rollout.id(), Deployment.none());
        }
    }

    private boolean advance(List<Rollout> due, Instant now) {
        Scope scope = access.orElseThrow().sweep();
        boolean held = ports.memory().paused(lease.environment())
                || settings.filter(one -> one.mode() == Mode.OBSERVE).isPresent();
        List<Rollout> going = due.stream()
                .filter(one -> !held || one.state().looks().contains(Look.DEPLOYMENT))
                .toList();
        Unread unread = new Unread();
        List<Rollout> surveyed = surveyed(scope, going, unread);
        Set<String> verified = surveyed.stream()
                .filter(one -> one.state().looks().contains(Look.VERIFICATION))
                .map(Rollout::id)
                .limit(VERIFIED_AT_ONCE)
                .collect(Collectors.toSet());
        Map<String, Deployment> deployments = unread.orElse(() -> senses.deployments(scope, surveyed), Map.of());
        Map<Rollout, Deployment> judged = new LinkedHashMap<>();
        surveyed.stream()
                .filter(one -> one.state().looks().contains(Look.HEALTH) && deployments.containsKey(one.id()))
                .forEach(one -> judged.put(one, deployments.get(one.id())));
        Map<String, Health> health = unread.orElse(() -> senses.health(scope, judged, now), Map.of());
        Seen seen = new Seen(now, verified, deployments, health);
        boolean moved = false;
        for (Rollout one : surveyed) {
            looked.put(one.id(), now);
            if (!one.state().looks().contains(Look.DEPLOYMENT) || deployments.containsKey(one.id())) {
                moved |= unread.orElse(() -> step(scope, one, seen), false);
            }
        }
        problem = unread.says();
        return moved;
    }

    /** What there is to go back to, and what fires already, is asked before anything is sent. */
    private List<Rollout> surveyed(Scope scope, List<Rollout> going, Unread unread) {
        List<Rollout> unknown = going.stream().filter(one -> !known(one)).toList();
        Optional<Map<String, Double>> firing = unread.orElse(() -> senses.firing(scope, unknown), Optional.empty());
        return going.stream()
                .filter(one -> known(one) || firing.isPresent())
                .flatMap(one -> unread.orElse(
                        () -> Stream.of(kept(one, known(one) ? one : found(scope, one, firing.orElseThrow()))),
                        Stream.<Rollout>empty()))
                .toList();
    }

    private static boolean known(Rollout rollout) {
        return !rollout.subject().equals(Subject.unseen())
                || rollout.state().looks().contains(Look.DEPLOYMENT);
    }

    private Rollout found(Scope scope, Rollout rollout, Map<String, Double> firing) {
        Optional<Rollout> good = ports.rollouts().good(rollout.order().service());
        return rollout.subject(senses.survey(scope, rollout, good, firing));
    }

    private Rollout kept(Rollout before, Rollout found) {
        Rollout after = earlier.towards(found, ports.rollouts().wished(before.id()));
        if (!after.equals(before)) {
            ports.rollouts().put(lease, after);
        }
        return after;
    }

    private Facts facts(Scope scope, Rollout rollout, Seen seen, boolean astray) {
        var looks = rollout.state().looks();
        Optional<Wish> wish = ports.rollouts().wished(rollout.id());
        return new Facts(
                seen.now(),
                wish,
                seen.verified().contains(rollout.id()) ? Optional.of(senses.verify(scope, rollout)) : Optional.empty(),
                looks.contains(Look.MIGRATION) ? senses.migration(scope, rollout) : Optional.empty(),
                looks.contains(Look.TEST) ? senses.test(scope, rollout) : Optional.empty(),
                seen.deployment(rollout),
                seen.health().getOrDefault(rollout.id(), Health.unseen()),
                rollout.subject().good().isPresent(),
                astray);
    }

    /** ECS has gone back by itself, to the good revision as it is. */
    private static boolean returned(Rollout rollout, Seen seen) {
        return rollout.state() instanceof RollingBack
                && rollout.state().restores().isEmpty()
                && seen.deployment(rollout).status() == Status.ROLLED_BACK;
    }

    private boolean step(Scope scope, Rollout rollout, Seen seen) {
        Rollout kept = returned(rollout, seen) ? senses.keepingSecrets(scope, rollout, seen.now()) : rollout;
        boolean astray = !kept.subject().equals(rollout.subject());
        Facts facts = facts(scope, rollout, seen, astray);
        return step(scope, astray ? rollout : kept, facts);
    }

    private boolean step(Scope scope, Rollout rollout, Facts facts) {
        State before = rollout.state();
        State.Next next = before.next(facts, rollout.order());
        Rollout after = rollout.state(next.state(), facts.now());
        if (!next.state().equals(before)) {
            ports.rollouts().put(lease, after);
        }
        facts.wish().filter(wish -> next.state().refuses(wish).isPresent()).ifPresent(heard -> ports.rollouts()
                .heard(lease, rollout.id(), heard));
        deeds.act(scope, after, next.commands(), facts.now());
        boolean moved = !next.state().word().equals(before.word());
        if (next.state().over()) {
            senses.forget(rollout.id());
        }
        if (next.state() instanceof State.Succeeded) {
            ports.rollouts().release(rollout.order().service());
        }
        if (moved || (next.state().deploys() && !before.deploys())) {
            looked.remove(rollout.id());
            wake.run();
        }
        return moved;
    }
}
