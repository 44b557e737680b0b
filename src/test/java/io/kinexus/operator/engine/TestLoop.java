package io.kinexus.operator.engine;

import io.kinexus.operator.app.SweptTags;
import io.kinexus.operator.aws.Session;
import io.kinexus.operator.core.environment.Settings;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Notebook;
import io.kinexus.operator.ledger.InMemoryJournal;
import io.kinexus.operator.ledger.InMemoryLeases;
import io.kinexus.operator.ledger.InMemoryMemory;
import io.kinexus.operator.ledger.InMemoryRollouts;
import io.kinexus.operator.ledger.InMemoryRuns;
import io.kinexus.operator.sandbox.Sandbox;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.support.CheckedRequests;
import io.kinexus.operator.support.SandboxDoor;
import io.kinexus.operator.support.Working;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A loop over a sandbox of its own with a ledger in memory: what scenario tests drive by hand. */
final class TestLoop implements DesiredState {
    final Sandbox sandbox = new Sandbox(SandboxScript.plain());
    final InMemoryLeases leases = new InMemoryLeases(InstantSource.system());
    final InMemoryJournal journal = new InMemoryJournal(leases);
    final InMemoryRuns runs = new InMemoryRuns(leases);
    final InMemoryMemory memory = new InMemoryMemory(leases);
    final InMemoryRollouts rollouts = new InMemoryRollouts(leases);
    final List<Declared<?>> resources = new ArrayList<>();
    List<DeclarationId> waiting = List.of();
    List<String> problems = List.of();
    Settings settings = SandboxDoor.SETTINGS;
    String commit = "one";
    private Working loop = taken();

    Working taken() {
        Lease lease = leases.take("test", "tests", Duration.ofMinutes(1)).orElseThrow();
        Ports ports = new Ports(
                Kinds.installed(),
                this,
                leases,
                journal,
                runs,
                memory,
                rollouts,
                new SweptTags(),
                known -> new Session(
                        known,
                        CheckedRequests.asInProduction(sandbox)::client,
                        Runnable::run,
                        Notebook.BLANK,
                        sandbox.clock()),
                () -> sandbox.clock().instant(),
                Runnable::run);
        return new Working(ports, lease);
    }

    Turned turn() {
        return loop.turn("wake");
    }

    /** Rollouts go as far as they can now. */
    void follow() {
        loop.follow();
    }

    Optional<Plan> preview() {
        return loop.preview();
    }

    Turned scheduled() {
        return loop.turn("schedule");
    }

    /** As after kill -9 and a new start: everything in memory is gone. */
    void restart() {
        loop = taken();
    }

    /** Mutating calls since the start. */
    List<String> writes() {
        return sandbox.calls().stream()
                .map(logged -> logged.call().action())
                .filter(action ->
                        !action.startsWith("Describe") && !action.startsWith("List") && !action.startsWith("Get"))
                .toList();
    }

    @Override
    public List<String> environments() {
        return List.copyOf(Set.of("test"));
    }

    @Override
    public Reading read(String environment) {
        return problems.isEmpty()
                ? new Reading.Complete(new Desired(settings, commit, resources, waiting))
                : new Reading.Broken(problems);
    }
}
