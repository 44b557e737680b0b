package io.kinexus.operator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kinexus.operator.ledger.Database;
import io.kinexus.operator.support.TestPostgres;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real scheduler, real PostgreSQL, real time; what is waited for is an event, never a length of time. */
class FleetTest {
    private static final String PICKED_BY_THE_DEAD = """
        insert into scheduled_tasks
            (task_name, task_instance, execution_time, picked, picked_by, last_heartbeat, version)
        values ('turn', ?, now() - interval '1 hour', true, 'dead', now() - interval '1 hour', 1)
        """;

    private static final String ENVIRONMENT = "production";
    private static final Duration LATER = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Database database = Database.open(TestPostgres.freshDatabase());
    private final List<Fleet> fleets = new ArrayList<>();
    private final List<String> causes = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        fleets.forEach(Fleet::close);
        database.close();
    }

    @Test
    void aNewEnvironmentIsWorkedAtOnceAndThenWhenItsTimeComes() {
        Fleet fleet = started("one", this::noted);
        fleet.tend(Set.of(ENVIRONMENT));
        fleet.tend(Set.of(ENVIRONMENT));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(due()).isPositive());
        assertThat(causes).containsExactly("schedule");
    }

    @Test
    void wakesWhileAnEnvironmentIsWorkedCauseExactlyOneFurtherTurn() throws InterruptedException {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Fleet fleet = started("one", (environment, cause) -> {
            working.countDown();
            awaited(goOn);
            return noted(environment, cause);
        });
        fleet.tend(Set.of(ENVIRONMENT));
        working.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        fleet.wake(ENVIRONMENT, "manual");
        fleet.wake(ENVIRONMENT, "manual");
        fleet.wake(ENVIRONMENT, "commit");
        goOn.countDown();
        await().atMost(PATIENCE).until(() -> causes.size() == 2);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(due()).isPositive());
        assertThat(new Wakes(database.jdbi()).open(ENVIRONMENT)).isEmpty();
        assertThat(causes).containsExactly("schedule", "commit");
    }

    @Test
    void replicasNeverWorkOneEnvironmentAtTheSameTime() {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Work work = (environment, cause) -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Duration next = noted(environment, cause);
            inside.decrementAndGet();
            return next;
        };
        Fleet one = started("one", work);
        Fleet two = started("two", work);
        one.tend(Set.of(ENVIRONMENT));
        two.tend(Set.of(ENVIRONMENT));
        for (int i = 0; i < 20; i++) {
            one.wake(ENVIRONMENT, "wake");
            two.wake(ENVIRONMENT, "wake");
        }
        Wakes wakes = new Wakes(database.jdbi());
        await().atMost(PATIENCE).until(() -> wakes.open(ENVIRONMENT).isEmpty() && causes.contains("wake") && due() > 0);
        assertThat(most).hasValue(1);
    }

    @Test
    void aTurnThatBreaksIsMadeAgain() {
        Work work = (environment, cause) -> {
            noted(environment, cause);
            if (causes.size() == 1) {
                throw new IllegalStateException("the first one breaks");
            }
            return LATER;
        };
        Fleet fleet = started("one", work);
        fleet.wake(ENVIRONMENT, "manual");
        await().atMost(PATIENCE).until(() -> causes.size() == 2);
        assertThat(causes).containsExactly("manual", "manual");
    }

    @Test
    void theWorkOfAReplicaThatIsNoLongerHeardOfIsTakenOver() {
        database.jdbi().useHandle(handle -> handle.execute(PICKED_BY_THE_DEAD, ENVIRONMENT));
        started("one", this::noted);
        await().atMost(PATIENCE).until(() -> causes.size() == 1);
    }

    @Test
    void anEnvironmentThatIsGoneHasNoTask() {
        Fleet fleet = started("one", this::noted);
        fleet.tend(Set.of(ENVIRONMENT, "staging"));
        await().atMost(PATIENCE).until(() -> causes.size() == 2 && due() > 0);
        fleet.tend(Set.of("staging"));
        await().atMost(PATIENCE).untilAsserted(() -> {
            fleet.tend(Set.of("staging"));
            assertThat(tasks()).containsExactly("staging");
        });
    }

    private Fleet started(String replica, Work work) {
        Fleet fleet = new Fleet(
                database.source(), replica, 2, Duration.ofSeconds(5), work, Hints.none(), InstantSource.system());
        fleets.add(fleet);
        fleet.start();
        return fleet;
    }

    private Duration noted(String environment, String cause) {
        causes.add(cause);
        return LATER;
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> tasks() {
        return database.jdbi().withHandle(handle -> handle.createQuery("select task_instance from scheduled_tasks")
                .mapTo(String.class)
                .list());
    }

    /** Minutes until the free task is due; not positive while it is due or worked. */
    private long due() {
        return database.jdbi().withHandle(handle -> handle.createQuery(
                        "select execution_time from scheduled_tasks where not picked and task_instance = ?")
                .bind(0, ENVIRONMENT)
                .mapTo(OffsetDateTime.class)
                .findFirst()
                .map(at ->
                        Duration.between(OffsetDateTime.now(ZoneOffset.UTC), at).toMinutes())
                .orElse(-1L));
    }
}
