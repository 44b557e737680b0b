package io.kinexus.operator.app;

import io.kinexus.operator.api.Caller;
import io.kinexus.operator.api.Control;
import io.kinexus.operator.api.Readiness;
import io.kinexus.operator.api.RestoreControl;
import io.kinexus.operator.api.RolloutControl;
import io.kinexus.operator.api.TaskControl;
import io.kinexus.operator.api.TokenControl;
import io.kinexus.operator.api.Webhook;
import io.kinexus.operator.cli.Console;
import io.kinexus.operator.cli.Refused;
import io.kinexus.operator.ledger.LedgerUnreachable;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ServiceUnavailableException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Hands the controller to Quarkus: made when it starts, ended when it ends. */
@Singleton
class Wiring {
    private final Instance<ReactiveRedisDataSource> redis;
    private final AtomicInteger up = new AtomicInteger();
    private volatile Optional<RunningController> running = Optional.empty();

    @Inject
    Wiring(Instance<ReactiveRedisDataSource> redis) {
        this.redis = redis;
    }

    void start(@Observes StartupEvent event) {
        Console console = Console.system();
        try {
            Configuration configuration = Configuration.ofProcess();
            RunningController controller = RunningController.start(configuration, new RedisHints(redis::get));
            running = Optional.of(controller);
            announce();
            if (Rehearsal.wanted(configuration)) {
                new Rehearsal(controller, configuration).begin();
            }
        } catch (Refused | LedgerUnreachable refused) {
            String.valueOf(refused.getMessage()).lines().forEach(console::note);
            Quarkus.asyncExit(1);
        }
    }

    void listening(@ObservesAsync HttpServerStart event) {
        announce();
    }

    /** Addresses are said once somebody answers there: when the controller is up, and HTTP too, in either order. */
    private void announce() {
        if (up.incrementAndGet() == 2) {
            running.ifPresent(controller -> controller.lines().forEach(Console.system()::say));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        running.ifPresent(RunningController::close);
    }

    Optional<RunningController> running() {
        return running;
    }

    @Produces
    @ApplicationScoped
    Control control() {
        return running.map(RunningController::control).orElseThrow(() -> new ServiceUnavailableException("not up yet"));
    }

    @Produces
    @ApplicationScoped
    RolloutControl rolloutControl() {
        return running.map(RunningController::steering)
                .orElseThrow(() -> new ServiceUnavailableException("not up yet"));
    }

    @Produces
    @ApplicationScoped
    RestoreControl restoreControl() {
        return running.map(RunningController::restoring)
                .orElseThrow(() -> new ServiceUnavailableException("not up yet"));
    }

    @Produces
    @ApplicationScoped
    TaskControl taskControl() {
        return running.map(RunningController::tasks).orElseThrow(() -> new ServiceUnavailableException("not up yet"));
    }

    @Produces
    @ApplicationScoped
    Webhook webhook() {
        return running.map(RunningController::webhook).orElseThrow(() -> new ServiceUnavailableException("not up yet"));
    }

    @Produces
    @ApplicationScoped
    Readiness readiness() {
        return () -> running.isPresent();
    }

    Optional<Caller> caller(String word) {
        return running.flatMap(controller -> controller.admission().caller(word));
    }

    @Produces
    @ApplicationScoped
    TokenControl tokenControl() {
        return running.map(RunningController::admission)
                .orElseThrow(() -> new ServiceUnavailableException("not up yet"));
    }
}
