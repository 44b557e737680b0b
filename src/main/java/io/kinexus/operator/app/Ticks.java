package io.kinexus.operator.app;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** What Quarkus's scheduler drives. Turns are none of it: those are the fleet's, on PostgreSQL. */
@Singleton
class Ticks {
    private final Wiring wiring;

    @Inject
    Ticks(Wiring wiring) {
        this.wiring = wiring;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        wiring.running().ifPresent(RunningController::tick);
    }
}
