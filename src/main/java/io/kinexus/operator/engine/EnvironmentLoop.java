package io.kinexus.operator.engine;

import io.kinexus.operator.core.environment.Mode;
import io.kinexus.operator.core.environment.Settings;
import io.kinexus.operator.core.gate.Circumstances;
import io.kinexus.operator.core.plan.Graph;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Step;
import io.kinexus.operator.core.policy.Launch;
import io.kinexus.operator.core.resource.Access;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Run;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The loop of one environment while one lease on it is held: desired, observe, diff, plan, gate, apply, record. One turn at
 * a time; make a new one for every lease.
 */
public final class EnvironmentLoop {
    private static final int REMEMBERED = 500;

    private final Ports ports;
    private final Lease lease;
    private final Look look;
    private final Applier applier;
    private final RecentWrites recent;
    private final Recovery recovery;
    private final Admission admission;
    private Optional<Seen> last = Optional.empty();
    private int faults;

    public EnvironmentLoop(Ports ports, Lease lease) {
        this.ports = ports;
        this.lease = lease;
        look = new Look(ports.kinds(), ports.tags(), ports.workers());
        Writer writer = new Writer(ports.leases(), ports.journal(), ports.memory(), ports.clock());
        admission = new Admission(ports.rollouts());
        applier = new Applier(look, writer, ports.tags(), admission, ports.clock());
        recent = RecentWrites.from(ports.journal().entries(lease.environment(), REMEMBERED));
        recovery = new Recovery(ports.journal(), lease, ports.journal().open(lease.environment()));
    }

    /** What the last full or fast look was made with. */
    private record Seen(Settings settings, String commit, Access access, World world, Instant full) {}

    /**
     * One turn.
     *
     * @param cause {@code schedule commit drift wake manual start}; all but {@code schedule} see everything anew
     * @throws LeaseLost when somebody else holds the environment by now
     */
    public synchronized Turned turn(String cause) {
        Instant at = ports.clock().instant();
        return ports.desired()
                .read(lease.environment())
                .fold(desired -> turn(desired, told(desired, cause), at), problems -> {
                    Run run = new RunRecord(lease.environment(), "", cause, at).broken(problems, ports.clock());
                    ports.runs().record(lease, run);
                    return new Turned(run, RunRecord.unknown(run), RunRecord.BROKEN_AGAIN, faults);
                });
    }

    /** A turn of the schedule may be the first to see a new commit, before the wake for it arrives: that is why it does things. */
    private String told(Desired desired, String cause) {
        return cause.equals("schedule") && changed(desired) ? "commit" : cause;
    }

    private boolean changed(Desired desired) {
        return last.filter(seen -> !seen.commit().equals(desired.commit())).isPresent();
    }

    /**
     * What a turn would do now, without doing it: what changes by itself is seen anew, and so is everything else that was
     * last seen longer than a fast interval ago. Empty before the first turn, and for files that are broken or have changed
     * since: then a {@link DryRun} says more.
     */
    public synchronized Optional<Plan> preview() {
        return preview(Verifier.NONE);
    }

    /** The same, and what the verifier finds of what would roll out. */
    public synchronized Optional<Plan> preview(Verifier verifier) {
        Instant at = ports.clock().instant();
        return ports.desired()
                .read(lease.environment())
                .fold(desired -> preview(desired, at, verifier), broken -> Optional.empty());
    }

    /** How the Tasks that were last seen are started. */
    public synchronized List<Launch> launches() {
        return last.map(seen -> Launches.of(seen.world())).orElse(List.of());
    }

    private Optional<Plan> preview(Desired desired, Instant at, Verifier verifier) {
        return last.filter(seen -> seen.commit().equals(desired.commit())).map(seen -> {
            Graph graph = Graph.of(desired.resources());
            boolean recent = at.isBefore(seen.full().plus(desired.settings().fast()));
            World world = observe(desired, graph, seen.access(), recent ? "schedule" : "preview", at);
            Plan plan = Drawing.plan(desired, graph, world, at, circumstances(desired.settings(), at), ports.pricing());
            return Revised.checked(plan, world, seen.access().sweep(), verifier);
        });
    }

    private Turned turn(Desired desired, String cause, Instant at) {
        if (changed(desired) || cause.equals("manual")) {
            ports.memory().tries(lease.environment()).keySet().forEach(id -> ports.memory()
                    .forget(lease, id));
        }
        Graph graph = Graph.of(desired.resources());
        Access access = last.filter(seen -> seen.settings().equals(desired.settings()))
                .map(Seen::access)
                .orElseGet(() -> ports.access().apply(desired.settings()));
        World seen = observe(desired, graph, access, cause, at);
        recovery.settle(seen, at);
        seen.sightings().values().stream().filter(Sighting::present).forEach(there -> recent.seen(there.id()));
        Circumstances now = circumstances(desired.settings(), at);
        Plan plan = Drawing.plan(desired, graph, seen, at, now, ports.pricing());
        forgetWhatIsGone(plan, graph);
        if (acts(desired.settings(), now)) {
            admission.overtake(seen, desired.commit(), at);
        }
        Applier.Applied applied =
                applier.apply(new Applier.Job(new Holding(lease, access, recent), plan, graph, seen, now));
        return record(desired, graph, access, plan, applied, cause);
    }

    private Turned record(
            Desired desired, Graph graph, Access access, Plan plan, Applier.Applied applied, String cause) {
        Instant observed = plan.at();
        boolean tried = !applied.results().isEmpty();
        boolean wrote = applied.results().values().stream().anyMatch(Result::wrote);
        Instant full = wrote ? Instant.MIN : last.map(Seen::full).orElse(observed);
        last = Optional.of(new Seen(desired.settings(), desired.commit(), access, applied.world(), full));
        Circumstances after = circumstances(desired.settings(), observed);
        Plan left = tried ? Drawing.plan(desired, graph, applied.world(), observed, after, ports.pricing()) : plan;
        RunRecord rows = new RunRecord(lease.environment(), desired.commit(), cause, observed);
        Run run = rows.turned(plan, applied.results(), desired.behind(), ports.clock());
        if (tried || !cause.equals("schedule") || !plan.complete()) {
            ports.runs().record(lease, run);
        }
        faults = applied.results().values().stream().anyMatch(Result::failed) || !plan.complete() ? faults + 1 : 0;
        Snapshot snapshot = Standings.of(left, applied.world(), after, run);
        return new Turned(run, snapshot, Pace.next(desired.settings(), left, applied), faults);
    }

    private static boolean acts(Settings settings, Circumstances now) {
        return settings.mode() == Mode.ENFORCE && !now.paused();
    }

    /** The fast tier, unless a full look is due: at the start, for a new commit, when asked, and every slow interval. */
    private World observe(Desired desired, Graph graph, Access access, String cause, Instant at) {
        Scope scope = access.sweep();
        Optional<Seen> usable = last.filter(seen -> cause.equals("schedule"))
                .filter(seen -> seen.commit().equals(desired.commit()))
                .filter(seen -> seen.settings().equals(desired.settings()))
                .filter(seen -> at.isBefore(due(seen)));
        if (usable.isPresent()) {
            return look.some(scope, graph, usable.get().world(), fastTier(desired));
        }
        World world = look.all(scope, graph, desired.resources());
        last = Optional.of(new Seen(desired.settings(), desired.commit(), access, world, at));
        return world;
    }

    private static Instant due(Seen seen) {
        return seen.full().equals(Instant.MIN)
                ? Instant.MIN
                : seen.full().plus(seen.settings().slow());
    }

    private Collection<Declared<?>> fastTier(Desired desired) {
        Map<?, Sighting<?, ?>> sightings = last.orElseThrow().world().sightings();
        return desired.resources().stream()
                .filter(one -> ports.kinds().of(one.id().kind()).fast()
                        || Optional.ofNullable(sightings.get(one.id()))
                                .map(seen -> !seen.settled())
                                .orElse(true))
                .toList();
    }

    private Circumstances circumstances(Settings settings, Instant at) {
        return Ledgers.circumstances(ports.memory(), ports.rollouts(), settings, at);
    }

    /** A difference that is gone while AWS is still at work may come back: a deployment that fails is rolled back. */
    private void forgetWhatIsGone(Plan plan, Graph graph) {
        List.copyOf(ports.memory().tries(lease.environment()).keySet()).stream()
                .filter(id -> plan.step(id)
                        .map(step -> over(step) || graph.needs(id).stream().anyMatch(need -> changes(plan, need)))
                        .orElse(true))
                .forEach(id -> ports.memory().forget(lease, id));
    }

    private static boolean over(Step step) {
        return !step.action().writes() && step.standing().settled();
    }

    /** What stands on something that is being changed has a new reason to be tried. */
    private static boolean changes(Plan plan, ResourceId need) {
        return plan.step(need).map(step -> step.action().writes()).orElse(false);
    }
}
