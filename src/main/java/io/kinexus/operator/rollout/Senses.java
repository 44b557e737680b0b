package io.kinexus.operator.rollout;

import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.rollout.Command;
import io.kinexus.operator.core.rollout.Deployment;
import io.kinexus.operator.core.rollout.Ended;
import io.kinexus.operator.core.rollout.Health;
import io.kinexus.operator.core.rollout.Rollout;
import io.kinexus.operator.core.rollout.State.Look;
import io.kinexus.operator.core.rollout.Subject;
import io.kinexus.operator.core.rollout.Subject.Good;
import io.kinexus.operator.core.rollout.Verification;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.rollout.deployment.Deployments;
import io.kinexus.operator.rollout.secret.SecretVersions;
import io.kinexus.operator.rollout.signal.Shares;
import io.kinexus.operator.rollout.signal.Signals;
import io.kinexus.operator.rollout.verify.AlarmsKnown;
import io.kinexus.operator.rollout.verify.Preflight;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Everything that the rollouts of one environment see, and do, in AWS. */
final class Senses {
    private final InstantSource clock;
    private final Shares shares;
    private final Preflight preflight;
    private final Preflight withoutAlarms;
    private final Deployments deployments;
    private final Signals signals;
    private final SecretVersions secrets = new SecretVersions();

    Senses(InstantSource clock, Shares shares) {
        this.clock = clock;
        this.shares = shares;
        preflight = new Preflight(clock, scope -> true);
        withoutAlarms = new Preflight(clock, scope -> false);
        deployments = new Deployments(clock);
        signals = new Signals(clock, shares);
    }

    /** Of all these in one call: those alarms that fire now; empty if AWS may not be asked for a second. */
    Optional<Map<String, Double>> firing(Scope scope, Collection<Rollout> rollouts) {
        return signals.firing(
                scope,
                rollouts.stream()
                        .flatMap(one -> one.order().policy().place().alarms().stream())
                        .distinct()
                        .toList());
    }

    /**
     * What there is to go back to: what runs and has come to rest, as a person or ECS may have gone back meanwhile; else what
     * this operator knows to be good, where the service is not made only now.
     */
    Subject survey(Scope scope, Rollout rollout, Optional<Rollout> good, Map<String, Double> firing) {
        Subject now = deployments.survey(scope, rollout.order());
        Optional<Good> known = good.filter(one -> !rollout.order().first())
                .map(one -> new Good(one.order().policy().place().taskDefinition(), Optional.empty()));
        Map<String, Double> mine = new TreeMap<>(firing);
        mine.keySet().retainAll(rollout.order().policy().place().alarms());
        return new Subject(now.good().or(() -> known), mine, digest(scope, rollout));
    }

    /** What the image's tag stands for now; empty where it cannot be known. */
    Optional<String> digest(Scope scope, Rollout rollout) {
        try {
            return preflight.digest(scope, rollout.order().policy().contents().image());
        } catch (RuntimeException unreadable) {
            // It decides nothing but whether a tag has moved since, and the verification says that it could not be
            // read.
            return Optional.empty();
        }
    }

    Map<String, Deployment> deployments(Scope scope, List<Rollout> rollouts) {
        Collection<Rollout> followed = rollouts.stream()
                .filter(one -> one.state().looks().contains(Look.DEPLOYMENT))
                .toList();
        return followed.isEmpty() ? Map.of() : deployments.look(scope, followed);
    }

    Map<String, Health> health(Scope scope, Map<Rollout, Deployment> rollouts, Instant now) {
        return rollouts.isEmpty() ? Map.of() : signals.look(scope, rollouts, now);
    }

    /** It is over. */
    void forget(String rollout) {
        signals.forget(rollout);
    }

    /** Its alarms were read a moment ago, when it began: where they may not be read again yet, that is what is said of them. */
    Verification verify(Scope scope, Rollout rollout) {
        Policy policy = rollout.order().policy();
        boolean mayRead = policy.place().alarms().isEmpty() || shares.mayReadAlarms(scope, clock.instant());
        if (mayRead) {
            return preflight.verify(scope, policy);
        }
        return new Verification(withoutAlarms.verify(scope, policy).checks().stream()
                .map(check -> check.name().equals(AlarmsKnown.NAME)
                        ? AlarmsKnown.check(rollout.subject().firing().keySet())
                        : check)
                .toList());
    }

    Optional<Ended> migration(Scope scope, Rollout rollout) {
        return deployments.migration(scope, rollout);
    }

    Optional<Ended> test(Scope scope, Rollout rollout) {
        return deployments.test(scope, rollout);
    }

    /** The same, going back to what still reads the secrets that the good revision ran with. */
    Rollout keepingSecrets(Scope scope, Rollout rollout, Instant now) {
        return secrets.keep(scope, rollout, now);
    }

    Outcome act(Scope scope, Rollout rollout, Command command, Attempt attempt) {
        return deployments.act(scope, rollout, command, attempt);
    }
}
