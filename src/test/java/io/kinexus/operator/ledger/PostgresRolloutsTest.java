package io.kinexus.operator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.rollout.Order;
import io.kinexus.operator.core.rollout.Rollout;
import io.kinexus.operator.engine.Leases;
import io.kinexus.operator.engine.Rollouts;
import io.kinexus.operator.support.TestPostgres;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rollouts in a real PostgreSQL, in a database of its own for each test. */
class PostgresRolloutsTest extends RolloutsContract {
    private final Database database = Database.open(TestPostgres.freshDatabase());

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    Leases leases() {
        return new PostgresLeases(database.jdbi());
    }

    @Override
    Rollouts rollouts(Leases leases) {
        return new PostgresRollouts(database.jdbi());
    }

    @Test
    void aRowOfAnotherReleaseIsRead() {
        Rollout rollout = Rollout.begin(
                "r1",
                new Order(
                        ResourceId.of("production", "ecs-service", "api"),
                        "ab",
                        "c0ffee",
                        "image changed",
                        false,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        (Policy) new Samples(false).of(Policy.class)));
        String newer = RolloutJson.write(rollout)
                .replace("{\"is\":\"Pending\"", "{\"unheard\":{\"of\":[1]},\"is\":\"Pending\"");
        assertThat(newer).contains("unheard");
        assertThat(RolloutJson.read(newer)).isEqualTo(rollout);
        String older = RolloutJson.write(rollout).replace(",\"alarms\":[]", "").replace(",\"analysis\":null", "");
        assertThat(older).doesNotContain("alarms", "analysis");
        assertThat(RolloutJson.read(older)).isEqualTo(rollout);
    }

    @Test
    void whatATaskSaysMayHoldAnyCharacter() {
        Rollouts rollouts = rollouts(leases());
        var lease = leases().take("production", "one", java.time.Duration.ofMinutes(1))
                .orElseThrow();
        Rollout rollout = Rollout.begin(
                        "r1",
                        new Order(
                                ResourceId.of("production", "ecs-service", "api"),
                                "ab",
                                "c0ffee",
                                "x",
                                false,
                                Instant.EPOCH,
                                Instant.EPOCH,
                                (Policy) new Samples(false).of(Policy.class)))
                .saying("a\u0000b", Instant.EPOCH);
        rollouts.put(lease, rollout);
        assertThat(rollouts.find("r1").orElseThrow().history().get(1).because()).isEqualTo("a\ufffdb");
    }
}
