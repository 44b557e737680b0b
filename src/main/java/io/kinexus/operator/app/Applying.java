package io.kinexus.operator.app;

import io.kinexus.operator.api.ApplyReport;
import io.kinexus.operator.api.RunView;
import io.kinexus.operator.api.Wire;
import io.kinexus.operator.cli.Operator.ApplyRequest;
import io.kinexus.operator.cli.Refused;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.desired.DesiredFolder;
import io.kinexus.operator.engine.Desired;
import io.kinexus.operator.engine.Destroying;
import io.kinexus.operator.engine.DryRun;
import io.kinexus.operator.engine.EnvironmentLoop;
import io.kinexus.operator.engine.Kinds;
import io.kinexus.operator.engine.Lease;
import io.kinexus.operator.engine.LeaseLost;
import io.kinexus.operator.engine.Ports;
import io.kinexus.operator.engine.Snapshot;
import io.kinexus.operator.engine.Turned;
import io.kinexus.operator.engine.Verifier;
import io.kinexus.operator.ledger.Database;
import io.kinexus.operator.ledger.LedgerUnreachable;
import io.kinexus.operator.rollout.RolloutLoop;
import io.kinexus.operator.rollout.signal.Shares;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code apply} without a controller: opens the ledger, takes the environment's lease, and makes its turns. */
final class Applying {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final int AT_ONCE = 3;
    private static final Duration BETWEEN_TICKS = Duration.ofMillis(250);
    private static final Duration CLEARS = Duration.ofSeconds(60);

    private final Configuration configuration;

    Applying(Configuration configuration) {
        this.configuration = configuration;
    }

    ApplyReport apply(ApplyRequest request) throws IOException {
        DesiredFolder folder = DesiredFolders.at(configuration, request.desiredState());
        Desired desired = DesiredFolders.read(folder, request.environment());
        try (LocalServers servers = LocalServers.begin(configuration, false);
                Cloud cloud = new AwsCloud(configuration);
                Workers workers = new Workers()) {
            servers.await();
            try (Database database = Database.open(servers.database())) {
                if (servers.ownDatabase()) {
                    database.takeOver();
                }
                return apply(request, folder, desired, Ledger.on(database), cloud, workers);
            }
        } catch (LedgerUnreachable unreachable) {
            throw Refused.because(String.valueOf(unreachable.getMessage()));
        }
    }

    private ApplyReport apply(
            ApplyRequest request, DesiredFolder folder, Desired desired, Ledger ledger, Cloud cloud, Workers workers) {
        Ports ports = ports(request, folder, ledger, cloud, workers);
        Lease lease = ledger.leases()
                .take(request.environment(), Holders.name(), LEASE)
                .orElseThrow(() -> Refused.because(request.environment()
                        + " is being worked by another process: wait for it, or talk to it with --server"));
        try (Renewal renewal = new Renewal(ledger.leases(), lease, LEASE)) {
            if (request.plan().isPresent() && !current(request.plan().get(), desired, ports)) {
                return stale(request.environment());
            }
            RolloutLoop rollouts = new RolloutLoop(ports, renewal.lease(), new Shares(), () -> {});
            return turns(new EnvironmentLoop(ports, renewal.lease()), rollouts, request);
        } catch (LeaseLost lost) {
            throw Refused.because(String.valueOf(lost.getMessage()));
        }
    }

    private static ApplyReport stale(String environment) {
        return new ApplyReport(
                environment,
                "stale",
                "the world has moved since the plan was saved: plan again",
                "Unknown",
                "Unknown",
                Optional.empty(),
                List.of());
    }

    private Ports ports(ApplyRequest request, DesiredFolder folder, Ledger ledger, Cloud cloud, Workers workers) {
        return new Ports(
                Kinds.installed(),
                new Destroying(folder, ledger.memory()),
                ledger.leases(),
                ledger.journal(),
                ledger.runs(),
                ledger.memory(),
                ledger.rollouts(),
                new SweptTags(),
                new Sessions(
                        cloud.clients(),
                        workers.calls(),
                        configuration.notebook(),
                        cloud.clock(),
                        request.restoreData())::access,
                cloud.clock(),
                workers.kinds(),
                PriceFiles.pricing(configuration));
    }

    private static boolean current(Path saved, Desired desired, Ports ports) {
        Instant now = ports.clock().instant();
        Plan plan = new DryRun(ports.kinds(), ports.tags(), ports.workers(), Verifier.NONE, ports.pricing())
                .plan(
                        desired,
                        ports.access().apply(desired.settings()),
                        now,
                        DryRun.remembered(ports.memory(), ports.rollouts(), desired, now));
        try {
            return Wire.mapper().readTree(saved.toFile()).path("hash").asText().equals(plan.hash());
        } catch (IOException unreadable) {
            throw Refused.because(saved + " is not a saved plan: " + unreadable.getMessage());
        }
    }

    private static ApplyReport turns(EnvironmentLoop loop, RolloutLoop rollouts, ApplyRequest request) {
        long end = System.nanoTime() + request.timeout().orElse(Duration.ZERO).toNanos();
        List<RunView> runs = new ArrayList<>();
        Turned turned = loop.turn("manual");
        runs.add(RunView.of(turned.run()));
        for (int i = 0; i < AT_ONCE && moves(rollouts); i++) {
            turned = loop.turn("wake");
            runs.add(RunView.of(turned.run()));
        }
        long moved = System.nanoTime();
        while (request.timeout().isPresent() && (goesOn(turned) || mayClear(turned, System.nanoTime() - moved))) {
            moved = goesOn(turned) ? System.nanoTime() : moved;
            if (System.nanoTime() + turned.next().toNanos() > end) {
                return report(turned, runs, "waiting", "it is not settled yet");
            }
            rest(rollouts, turned.next());
            turned = loop.turn("wake");
            runs.add(RunView.of(turned.run()));
        }
        return report(turned, runs, outcome(turned), String.join("\n", unknown(turned)));
    }

    /** What is not known may be known soon; a minute after the last movement it is what there is to say. */
    private static boolean mayClear(Turned turned, long still) {
        return turned.snapshot().health().equals("Unknown")
                && turned.run().result().equals("in-sync")
                && still < CLEARS.toNanos();
    }

    /** What AWS is still at work on, and what passes by itself; not what a gate or a mistake holds. */
    private static boolean goesOn(Turned turned) {
        String result = turned.run().result();
        boolean terminal =
                turned.run().lines().stream().anyMatch(line -> line.outcome().equals("terminal"));
        return !terminal
                && !result.equals("broken")
                && !stuck(turned)
                && (turned.snapshot().health().equals("Progressing")
                        || result.equals("waiting")
                        || result.equals("changed")
                        || result.equals("failed"));
    }

    /** Why the end is not known to be a good one. */
    private static List<String> unknown(Turned turned) {
        Snapshot snapshot = turned.snapshot();
        return snapshot.health().equals("Unknown") ? snapshot.evidence() : List.of();
    }

    /** Gates hold, and nothing else is on its way. */
    private static boolean stuck(Turned turned) {
        return turned.run().result().equals("held")
                && turned.run().lines().stream().noneMatch(line -> Set.of("done", "waiting", "retryable")
                        .contains(line.outcome()));
    }

    private static String outcome(Turned turned) {
        return switch (turned.run().result()) {
            case "failed", "broken" -> "failed";
            case "held", "paused", "observed" -> "held";
            default -> "applied";
        };
    }

    private static ApplyReport report(Turned turned, List<RunView> runs, String outcome, String because) {
        Snapshot snapshot = turned.snapshot();
        return new ApplyReport(
                snapshot.environment(),
                outcome,
                because,
                snapshot.sync(),
                snapshot.health(),
                snapshot.plan().map(Plan::hash),
                List.copyOf(runs));
    }

    /** A rollout that nothing holds up sends its revision at once: that is what was asked for. */
    private static boolean moves(RolloutLoop rollouts) {
        rollouts.hint();
        boolean moved = false;
        while (rollouts.tick()) {
            moved = true;
        }
        return moved;
    }

    /** Rollouts go on between turns; one that has moved is worth a turn at once. */
    private static void rest(RolloutLoop rollouts, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        rollouts.hint();
        while (!rollouts.tick() && System.nanoTime() < end) {
            Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            Pause.of(left.compareTo(BETWEEN_TICKS) < 0 ? left : BETWEEN_TICKS, "it was applied");
        }
    }
}
