package io.kinexus.operator.app;

import io.kinexus.operator.api.Accepted;
import io.kinexus.operator.api.Caller;
import io.kinexus.operator.api.NoSuchRollout;
import io.kinexus.operator.api.NotHeldBack;
import io.kinexus.operator.api.QuarantineView;
import io.kinexus.operator.api.RolloutControl;
import io.kinexus.operator.api.RolloutList;
import io.kinexus.operator.api.RolloutView;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.rollout.Quarantine;
import io.kinexus.operator.core.rollout.Rollout;
import io.kinexus.operator.core.rollout.Wish;
import io.kinexus.operator.engine.DesiredState;
import io.kinexus.operator.engine.Rollouts;
import io.kinexus.operator.engine.Wakeups;
import io.kinexus.operator.ledger.PostgresActs;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What people see of rollouts, and how they steer them, over the ledger: any replica answers for all. */
final class Steering implements RolloutControl {
    private static final String SERVICE = "ecs-service";

    private final Rollouts rollouts;
    private final PostgresActs acts;
    private final Wakeups wakeups;
    private final InstantSource clock;
    private final DesiredState desired;

    Steering(Rollouts rollouts, PostgresActs acts, Wakeups wakeups, InstantSource clock, DesiredState desired) {
        this.rollouts = rollouts;
        this.acts = acts;
        this.wakeups = wakeups;
        this.clock = clock;
        this.desired = desired;
    }

    /** The newest of each service, and what else is not over; newest first. */
    List<RolloutView> current(String environment) {
        return views(environment, rollouts.current(environment));
    }

    /** By service. */
    List<QuarantineView> quarantines(String environment) {
        return rollouts.quarantines(environment).values().stream()
                .sorted(Comparator.comparing(Quarantine::service))
                .map(QuarantineView::of)
                .toList();
    }

    @Override
    public RolloutList rollouts(String environment, int most) {
        String name = Controller.known(desired, environment);
        return new RolloutList(name, views(name, rollouts.latest(name, most)));
    }

    private List<RolloutView> views(String environment, List<Rollout> found) {
        Map<ResourceId, Quarantine> held = rollouts.quarantines(environment);
        return found.stream()
                .map(one -> RolloutView.of(
                        one, Optional.ofNullable(held.get(one.order().service()))))
                .toList();
    }

    @Override
    public Optional<RolloutView> rollout(String id) {
        return rollouts.find(id).map(one -> views(one.order().service().environment(), List.of(one))
                .get(0));
    }

    @Override
    public Accepted wish(String id, Wish.Kind what, Optional<String> to, Caller by) {
        Rollout rollout = rollouts.find(id).orElseThrow(() -> new NoSuchRollout(id));
        String environment = rollout.order().service().environment();
        Wish wish = new Meant(rollouts).wish(rollout, what, to, by.name());
        String word = what.name().toLowerCase(Locale.ROOT);
        String said = word + " " + rollout.order().service().name() + (wish.to().isEmpty() ? "" : " to " + wish.to());
        acts.add(environment, said, by.name(), clock.instant());
        rollouts.wish(id, wish);
        wakeups.wake(environment, "wake");
        return new Accepted(environment, said + " is on its way");
    }

    @Override
    public Accepted release(String environment, String service, Caller by) {
        ResourceId id = ResourceId.of(Controller.known(desired, environment), SERVICE, service);
        if (!rollouts.quarantines(environment).containsKey(id)) {
            throw new NotHeldBack(environment, service);
        }
        String said = "release " + service;
        acts.add(environment, said, by.name(), clock.instant());
        if (!rollouts.release(id)) {
            throw new NotHeldBack(environment, service);
        }
        wakeups.wake(environment, "wake");
        return new Accepted(environment, service + " is no longer held back, and is tried again");
    }
}
