package io.kinexus.operator.support;

import io.kinexus.operator.app.SweptTags;
import io.kinexus.operator.aws.Session;
import io.kinexus.operator.core.cost.Pricing;
import io.kinexus.operator.core.gate.Circumstances;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.resource.Notebook;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.engine.Desired;
import io.kinexus.operator.engine.DesiredState;
import io.kinexus.operator.engine.Destroying;
import io.kinexus.operator.engine.DryRun;
import io.kinexus.operator.engine.Examined;
import io.kinexus.operator.engine.Kinds;
import io.kinexus.operator.engine.Ports;
import io.kinexus.operator.engine.Rollouts;
import io.kinexus.operator.engine.Turned;
import io.kinexus.operator.engine.Verifier;
import io.kinexus.operator.ledger.InMemoryJournal;
import io.kinexus.operator.ledger.InMemoryLeases;
import io.kinexus.operator.ledger.InMemoryMemory;
import io.kinexus.operator.ledger.InMemoryRollouts;
import io.kinexus.operator.ledger.InMemoryRuns;
import io.kinexus.operator.price.ListPricing;
import io.kinexus.operator.price.PriceList;
import io.kinexus.operator.rollout.verify.Preflight;
import io.kinexus.operator.sandbox.Sandbox;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.sandbox.door.InProcessDoor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** One environment of a folder of desired state, operated over a sandbox whose clock the test moves. */
public final class Operated {
    private static final Pricing PRICES = new ListPricing(PriceList.shipped());
    private static final Duration TICK = Duration.ofSeconds(5);
    private static final Duration TURN = Duration.ofSeconds(15);

    public final Sandbox sandbox;
    public final InMemoryLeases leases = new InMemoryLeases(InstantSource.system());
    public final InMemoryJournal journal = new InMemoryJournal(leases);
    public final InMemoryRuns runs = new InMemoryRuns(leases);
    public final InMemoryMemory memory = new InMemoryMemory(leases);
    public final InMemoryRollouts rollouts = new InMemoryRollouts(leases);
    private final DesiredState desired;
    private final String environment;
    /** What stands between the loop and its rollouts from the next restart on. */
    public UnaryOperator<Rollouts> ledger = UnaryOperator.identity();

    private Working loop;
    private boolean restoring;

    public Operated(DesiredState desired, String environment, SandboxScript script) {
        this(desired, environment, new Sandbox(script));
    }

    public Operated(DesiredState desired, String environment, Sandbox sandbox) {
        this.desired = desired;
        this.environment = environment;
        this.sandbox = sandbox;
        loop = taken();
    }

    private Working taken() {
        return new Working(
                ports(), leases.take(environment, "tests", Duration.ofHours(1)).orElseThrow());
    }

    /** What a controller of it is made with. */
    public Ports ports() {
        return new Ports(
                Kinds.installed(),
                new Destroying(desired, memory),
                leases,
                journal,
                runs,
                memory,
                ledger.apply(rollouts),
                new SweptTags(),
                known -> new Session(
                        known,
                        CheckedRequests.door(sandbox)::client,
                        Runnable::run,
                        Notebook.BLANK,
                        sandbox.clock(),
                        restoring),
                () -> sandbox.clock().instant(),
                Runnable::run,
                PRICES);
    }

    public Turned turn(String cause) {
        return loop.turn(cause);
    }

    /** Rollouts go as far as they can now. */
    public void follow() {
        loop.follow();
    }

    /** Time passes as for a controller: rollouts every few seconds, turns when they are due or asked for. */
    public Turned pass(Duration time) {
        return pass(time, TICK, () -> false);
    }

    /**
     * The same in steps of another length, until that time is over or enough has happened.
     *
     * @param enough asked after every step
     */
    public Turned pass(Duration time, Duration step, BooleanSupplier enough) {
        Instant end = sandbox.clock().instant().plus(time);
        Turned turned = turn("wake");
        Instant due = sandbox.clock().instant().plus(turned.next());
        while (sandbox.clock().instant().isBefore(end) && !enough.getAsBoolean()) {
            sandbox.advance(step);
            loop.follow();
            boolean woken = loop.woken();
            if (woken || !sandbox.clock().instant().isBefore(due)) {
                turned = turn(woken ? "wake" : "schedule");
                due = sandbox.clock().instant().plus(turned.next());
            }
        }
        return turned;
    }

    /** From now on what is missing and holds data is made from the newest copy of it. */
    public void restoreData() {
        restoring = true;
        restart();
    }

    /** As after kill -9 and a new start: everything in memory is gone. */
    public void restart() {
        loop = taken();
    }

    /** Turns, with time passing between them as the loop asks for it, until one is in sync and at rest. */
    public Turned settle(int most) {
        Turned turned = turn("start");
        for (int i = 1; i < most && !settled(turned); i++) {
            sandbox.advance(turned.next().compareTo(TURN) > 0 ? TURN : turned.next());
            turned = turn("schedule");
        }
        return turned;
    }

    private static boolean settled(Turned turned) {
        return turned.snapshot().sync().equals("InSync")
                && turned.snapshot().health().equals("Healthy");
    }

    /** As a controller that runs is asked for it. */
    public Plan preview() {
        return loop.preview().orElseThrow();
    }

    /** A dry run of its own, as a fresh process makes it. */
    public Plan plan() {
        return plan(Notebook.BLANK);
    }

    /** A dry run that looks further, with what the ledger remembers. */
    public <T> T examine(BiFunction<Scope, Examined, T> further) {
        Desired wanted = read();
        Instant now = sandbox.clock().instant();
        return new DryRun(Kinds.installed(), new SweptTags(), Runnable::run, new Preflight(sandbox.clock()))
                .examine(
                        wanted,
                        session(wanted, Notebook.BLANK),
                        now,
                        DryRun.remembered(memory, rollouts, wanted, now),
                        further);
    }

    /** What its files want. */
    public Desired read() {
        return new Destroying(desired, memory).read(environment).fold(complete -> complete, problems -> {
            throw new IllegalStateException(String.join("\n", problems));
        });
    }

    private Session session(Desired wanted, Notebook notebook) {
        return new Session(
                wanted.settings(), CheckedRequests.door(sandbox)::client, Runnable::run, notebook, sandbox.clock());
    }

    /** The same on a machine with a notebook. */
    public Plan plan(Notebook notebook) {
        Desired wanted = read();
        return new DryRun(Kinds.installed(), new SweptTags(), Runnable::run, Verifier.NONE, PRICES)
                .plan(
                        wanted,
                        session(wanted, notebook),
                        sandbox.clock().instant(),
                        Circumstances.fresh(wanted.settings(), sandbox.clock().instant()));
    }

    /** A person's hand in the account. */
    public <C> C client(Class<C> service) {
        return new InProcessDoor(sandbox).client(service, "123456789012", "us-east-1");
    }

    /** Calls that change something, by service and action. */
    public List<String> writes() {
        return sandbox.calls().stream()
                .map(logged -> logged.call().service() + ":" + logged.call().action())
                .filter(call -> !call.matches(".*:(Describe|List|Get|BatchGet|Head).*"))
                .toList();
    }
}
