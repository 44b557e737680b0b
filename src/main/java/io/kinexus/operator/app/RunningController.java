package io.kinexus.operator.app;

import io.kinexus.operator.api.Control;
import io.kinexus.operator.engine.Destroying;
import io.kinexus.operator.engine.Kinds;
import io.kinexus.operator.engine.Ports;
import io.kinexus.operator.fleet.Fleet;
import io.kinexus.operator.fleet.Hints;
import io.kinexus.operator.ledger.Database;
import io.kinexus.operator.ledger.DatabaseUrl;
import io.kinexus.operator.ledger.Deliveries;
import io.kinexus.operator.ledger.LedgerUnreachable;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** Everything that a controller consists of, put together. */
final class RunningController implements AutoCloseable {
    private static final int SIDE_BY_SIDE = 8;
    private static final Duration LAST_TURN = Duration.ofSeconds(10);
    private static final Duration UNTIL_UP = Duration.ofSeconds(30);
    private static final Duration BETWEEN_KNOCKS = Duration.ofMillis(40);

    private final Configuration configuration;
    private final Cloud cloud;
    private final Workers workers = new Workers();
    private final Database database;
    private final DesiredSource source;
    private final Leaving journal;
    private final Announced announced;
    private final Turning turning;
    private final Fleet fleet;
    private final Steering steering;
    private final Control control;
    private final TaskRunning tasks;
    private final Restoring restoring;
    private final Admission admission;
    private final FirstToken token;
    private boolean looked;
    private final GitWebhook webhook;

    private RunningController(Configuration configuration, Hints hints, Cloud cloud, Database database) {
        this.configuration = configuration;
        this.cloud = cloud;
        this.database = database;
        this.source = DesiredFolders.source(configuration);
        Ledger ledger = Ledger.on(database);
        this.journal = new Leaving(ledger.journal());
        Ports ports = new Ports(
                Kinds.installed(),
                new Destroying(source.state(), ledger.memory()),
                ledger.leases(),
                journal,
                ledger.runs(),
                ledger.memory(),
                ledger.rollouts(),
                new SweptTags(),
                new Sessions(cloud.clients(), workers.calls(), configuration.notebook(), cloud.clock())::access,
                cloud.clock(),
                workers.kinds(),
                PriceFiles.pricing(configuration));
        this.announced = Reverts.beside(source, ledger.rollouts());
        this.turning =
                new Turning(ports, ledger.snapshots(), cloud, announced, RandomGenerator.getDefault(), this::wake);
        this.fleet = new Fleet(
                database.source(), Holders.name(), SIDE_BY_SIDE, LAST_TURN, turning, hints, InstantSource.system());
        this.steering = new Steering(ledger.rollouts(), ledger.acts(), fleet, cloud.clock(), source.state());
        this.control = new Controller(ports, ledger.acts(), ledger.snapshots(), turning, fleet, source, steering);
        this.tasks = new TaskRunning(ports, ledger.acts());
        this.restoring = new Restoring(ports, ledger.acts());
        this.admission = new Admission(ledger.tokens(), source.state());
        this.token = new FirstToken(ledger.tokens(), configuration);
        this.webhook = new GitWebhook(configuration, new Deliveries(database.jdbi()), InstantSource.system());
        OidcSettings.of(configuration);
    }

    /**
     * Waits for the database, which may still be starting, and begins to make turns.
     *
     * @throws LedgerUnreachable when it does not come up
     * @throws Refused when the sandbox cannot be started
     */
    static RunningController start(Configuration configuration, Hints hints) {
        Cloud cloud = cloud(configuration);
        try {
            RunningController controller = new RunningController(configuration, hints, cloud, database(configuration));
            controller.begin();
            return controller;
        } catch (RuntimeException failure) {
            cloud.close();
            throw failure;
        }
    }

    private static Path folder(Configuration configuration) {
        return Path.of(configuration.get("kinexus.desired-state").orElse("desired-state"));
    }

    private static Cloud cloud(Configuration configuration) {
        if (!configuration.sandbox()) {
            return new AwsCloud(configuration);
        }
        int port =
                configuration.get("kinexus.sandbox.port").map(Integer::parseInt).orElse(0);
        double speed = configuration
                .get("kinexus.sandbox.speed")
                .map(Double::parseDouble)
                .orElse(SandboxCloud.SPEED);
        return SandboxCloud.start(folder(configuration), port, speed);
    }

    private static Database database(Configuration configuration) {
        DatabaseUrl url = DatabaseUrl.parse(configuration.databaseUrl().orElseThrow());
        long end = System.nanoTime() + UNTIL_UP.toNanos();
        while (true) {
            try {
                return Database.open(url);
            } catch (LedgerUnreachable notYet) {
                if (System.nanoTime() > end) {
                    throw notYet;
                }
            }
            Pause.of(BETWEEN_KNOCKS, "the ledger was up");
        }
    }

    private void begin() {
        token.lay();
        boolean own = configuration
                .get("kinexus.database.own")
                .map(Boolean::parseBoolean)
                .orElse(false);
        if (own) {
            database.takeOver();
        }
        if (own && configuration.sandbox()) {
            database.forget();
        }
        fleet.start();
        source.begin(this::look);
    }

    /** Once a second: files that have changed are read at once, new environments begin, those that are gone end. */
    void tick() {
        source.tick();
        if (webhook.rang()) {
            pollSoon();
        }
    }

    /** Looks at the source without waiting for the next tick. */
    void pollSoon() {
        source.soon();
    }

    /** A rollout has got so far that a turn has something to do. */
    private void wake(String environment) {
        fleet.wake(environment, "wake");
    }

    private synchronized void look() {
        String cause = looked ? "commit" : "start";
        looked = true;
        Set<String> environments = new TreeSet<>(source.state().environments());
        fleet.tend(environments);
        environments.forEach(environment -> fleet.wake(environment, cause));
    }

    /** What is printed once it is up. */
    List<String> lines() {
        String port = configuration.get("quarkus.http.port").orElse("8080");
        List<String> lines = new ArrayList<>();
        lines.add("status   http://localhost:" + port + "/api/v1/status");
        lines.add("page     http://localhost:" + port + "/");
        sandbox().ifPresent(uri -> lines.add("sandbox  " + uri));
        token.line().ifPresent(line -> lines.add("token    " + line));
        return lines;
    }

    /** Where the sandbox's HTTP door is. */
    Optional<URI> sandbox() {
        return cloud instanceof SandboxCloud sandbox ? Optional.of(sandbox.uri()) : Optional.empty();
    }

    List<String> environments() {
        return source.state().environments();
    }

    /** For a rehearsal in the sandbox. */
    String token() {
        return token.word();
    }

    Control control() {
        return control;
    }

    Steering steering() {
        return steering;
    }

    Restoring restoring() {
        return restoring;
    }

    TaskRunning tasks() {
        return tasks;
    }

    Admission admission() {
        return admission;
    }

    GitWebhook webhook() {
        return webhook;
    }

    /** Turns that run begin no more writes, and end those that they have begun; then the leases are given back. */
    @Override
    public void close() {
        turning.leave();
        journal.leave();
        announced.close();
        source.close();
        fleet.close();
        workers.close();
        turning.close();
        database.close();
        cloud.close();
    }
}
