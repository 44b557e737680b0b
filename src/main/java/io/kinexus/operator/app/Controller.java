package io.kinexus.operator.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinexus.operator.api.Accepted;
import io.kinexus.operator.api.BrokenFiles;
import io.kinexus.operator.api.Caller;
import io.kinexus.operator.api.Control;
import io.kinexus.operator.api.CostView;
import io.kinexus.operator.api.DestroyRequest;
import io.kinexus.operator.api.DestroyView;
import io.kinexus.operator.api.Drift;
import io.kinexus.operator.api.EnvironmentDetail;
import io.kinexus.operator.api.History;
import io.kinexus.operator.api.JournalView;
import io.kinexus.operator.api.NoSuchEnvironment;
import io.kinexus.operator.api.PlanView;
import io.kinexus.operator.api.Resources;
import io.kinexus.operator.api.RunView;
import io.kinexus.operator.api.SourceView;
import io.kinexus.operator.api.Status;
import io.kinexus.operator.api.Wire;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.engine.Charges;
import io.kinexus.operator.engine.Desired;
import io.kinexus.operator.engine.DesiredState;
import io.kinexus.operator.engine.DryRun;
import io.kinexus.operator.engine.Ports;
import io.kinexus.operator.engine.Wakeups;
import io.kinexus.operator.ledger.PostgresActs;
import io.kinexus.operator.ledger.PostgresSnapshots;
import io.kinexus.operator.rollout.verify.Preflight;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What readers get and people do, over the ledger: any replica answers for all. */
final class Controller implements Control {
    private final ObjectMapper mapper = Wire.mapper();
    private final Ports ports;
    private final PostgresActs acts;
    private final PostgresSnapshots snapshots;
    private final Turning turning;
    private final Wakeups wakeups;
    private final DesiredSource source;
    private final Steering steering;

    Controller(
            Ports ports,
            PostgresActs acts,
            PostgresSnapshots snapshots,
            Turning turning,
            Wakeups wakeups,
            DesiredSource source,
            Steering steering) {
        this.ports = ports;
        this.acts = acts;
        this.snapshots = snapshots;
        this.turning = turning;
        this.wakeups = wakeups;
        this.source = source;
        this.steering = steering;
    }

    @Override
    public Status status() {
        Optional<SourceView> view = source.view();
        boolean nothingYet = view.filter(it -> it.commit().isEmpty()).isPresent();
        List<String> names = nothingYet ? List.of() : ports.desired().environments();
        return new Status(names.stream().map(name -> seen(name).status()).toList(), view);
    }

    @Override
    public EnvironmentDetail environment(String name) {
        return seen(known(name));
    }

    @Override
    public Resources resources(String name) {
        return new Resources(name, environment(name).resources());
    }

    @Override
    public Drift drift(String name) {
        EnvironmentDetail detail = environment(name);
        List<PlanView.StepView> steps = detail.plan().map(PlanView::steps).orElse(List.of());
        return new Drift(
                name,
                detail.sync(),
                steps.stream()
                        .filter(step -> !step.action().equals("keep") && !follows(step))
                        .toList());
    }

    /** A step that only brings a computed value up to the live one that it is computed from; nothing has drifted. */
    private static boolean follows(PlanView.StepView step) {
        return step.action().equals("update")
                && !step.fields().isEmpty()
                && step.fields().stream().allMatch(field -> field.owner().equals("aws"));
    }

    @Override
    public History history(String name, int most) {
        return new History(
                known(name),
                ports.runs().latest(name, most).stream().map(RunView::of).toList());
    }

    @Override
    public JournalView journal(String name, int most) {
        return new JournalView(
                known(name),
                ports.journal().entries(name, most).stream()
                        .map(JournalView.Entry::of)
                        .toList(),
                acts.newest(name, most).stream()
                        .map(act -> new JournalView.Act(act.at(), act.action(), act.who()))
                        .toList());
    }

    @Override
    public PlanView plan(String name) {
        Desired desired = desired(name);
        return PlanView.of(turning.preview(name).orElseGet(() -> dryRun(desired)));
    }

    private Plan dryRun(Desired desired) {
        Instant now = ports.clock().instant();
        return new DryRun(ports.kinds(), ports.tags(), ports.workers(), new Preflight(ports.clock()), ports.pricing())
                .plan(
                        desired,
                        ports.access().apply(desired.settings()),
                        now,
                        DryRun.remembered(ports.memory(), ports.rollouts(), desired, now));
    }

    @Override
    public CostView cost(String name) {
        Desired desired = desired(name);
        return CostView.of(
                desired.settings(),
                ports.pricing().bill(desired.settings().region(), Charges.wanted(ports.kinds(), desired)),
                desired.waiting());
    }

    /** @throws BrokenFiles when it cannot be read */
    private Desired desired(String name) {
        return ports.desired().read(known(name)).fold(complete -> complete, problems -> {
            throw new BrokenFiles(problems);
        });
    }

    @Override
    public Accepted reconcile(String name, Caller by) {
        acts.add(known(name), "reconcile", by.name(), ports.clock().instant());
        wakeups.wake(name, "manual");
        return new Accepted(name, "a turn is on its way");
    }

    @Override
    public Accepted pause(String name, boolean paused, Caller by) {
        acts.add(
                known(name),
                paused ? "pause" : "resume",
                by.name(),
                ports.clock().instant());
        ports.memory().pause(name, paused, by.name());
        wakeups.wake(name, "wake");
        return new Accepted(name, paused ? "paused" : "resumed");
    }

    @Override
    public DestroyView destroy(String name, DestroyRequest request, Caller by) {
        DestroyView view = new Destroyer(ports).destroy(desired(name), request, by);
        acts.add(name, "destroy", by.name(), ports.clock().instant());
        wakeups.wake(name, "manual");
        return view;
    }

    @Override
    public Accepted spare(String name, Caller by) {
        ports.memory().spare(known(name));
        acts.add(name, "destroy --cancel", by.name(), ports.clock().instant());
        wakeups.wake(name, "manual");
        return new Accepted(name, "is destroyed no further; what its files want is made again");
    }

    private String known(String name) {
        return known(ports.desired(), name);
    }

    /** @throws NoSuchEnvironment when none is called so */
    static String known(DesiredState desired, String name) {
        List<String> environments = desired.environments();
        if (!environments.contains(name)) {
            throw new NoSuchEnvironment(name, environments);
        }
        return name;
    }

    private EnvironmentDetail seen(String name) {
        return snapshots
                .get(name)
                .map(this::read)
                .orElseGet(() -> EnvironmentDetail.unseen(name, false))
                .now(ports.memory().paused(name), steering.current(name), steering.quarantines(name));
    }

    private EnvironmentDetail read(String json) {
        try {
            return mapper.readValue(json, EnvironmentDetail.class);
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
