package io.kinexus.operator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinexus.operator.api.Caller;
import io.kinexus.operator.api.NoSuchEnvironment;
import io.kinexus.operator.api.NoSuchRollout;
import io.kinexus.operator.api.NotHeldBack;
import io.kinexus.operator.api.RefusedWish;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.rollout.Baking;
import io.kinexus.operator.core.rollout.Course;
import io.kinexus.operator.core.rollout.Rollout;
import io.kinexus.operator.core.rollout.State;
import io.kinexus.operator.core.rollout.Watching;
import io.kinexus.operator.core.rollout.Wish;
import io.kinexus.operator.engine.DesiredState;
import io.kinexus.operator.engine.Lease;
import io.kinexus.operator.engine.Rollouts;
import io.kinexus.operator.ledger.Database;
import io.kinexus.operator.ledger.PostgresActs;
import io.kinexus.operator.ledger.PostgresLeases;
import io.kinexus.operator.ledger.PostgresRollouts;
import io.kinexus.operator.support.Rolled;
import io.kinexus.operator.support.TestPostgres;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people may want of rollouts, and what comes of it in a real ledger. */
class SteeringTest {
    private static final ResourceId API = ResourceId.of("production", "ecs-service", "api");
    private static final ResourceId WEB = ResourceId.of("production", "ecs-service", "web");
    private static final Caller ANN = new Caller("ann", Set.of());

    private final Database database = Database.open(TestPostgres.freshDatabase());
    private final Rollouts rollouts = new PostgresRollouts(database.jdbi());
    private final PostgresActs acts = new PostgresActs(database.jdbi());
    private final Lease lease = new PostgresLeases(database.jdbi())
            .take("production", "test", Duration.ofMinutes(5))
            .orElseThrow();
    private final List<String> woken = new ArrayList<>();
    private final Steering steering = new Steering(
            rollouts,
            acts,
            (environment, cause) -> woken.add(environment + " " + cause),
            InstantSource.fixed(Rolled.BEGUN),
            new Named());

    private static final class Named implements DesiredState {
        @Override
        public List<String> environments() {
            return List.of("production");
        }

        @Override
        public Reading read(String environment) {
            throw new AssertionError("nobody reads it");
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aWishIsJournaledKeptAndWakesTheEnvironment() {
        put("api-1", API, "aaaaaaaa", watching());
        assertThat(wish("api-1", Wish.Kind.PROMOTE, "")).isEqualTo("promote api is on its way");
        assertThat(rollouts.wished("api-1")).contains(new Wish(Wish.Kind.PROMOTE, "ann", ""));
        assertThat(acts.newest("production", 9))
                .containsExactly(new PostgresActs.Act("promote api", "ann", Rolled.BEGUN));
        assertThat(woken).containsExactly("production wake");
    }

    @Test
    void whatTheStateRefusesIsRefusedAndLeavesNoTrace() {
        put("api-1", API, "aaaaaaaa", watching());
        refused("api-1", Wish.Kind.CONTINUE, "", "api-1: it is Watching");
        put("api-1", API, "aaaaaaaa", new State.RolledBack("error-rate"));
        refused("api-1", Wish.Kind.PROMOTE, "", "has ended");
        refused("api-1", Wish.Kind.ROLLBACK, "", "is RolledBack, so its revision does not run");
        refused("api-1", Wish.Kind.ROLLBACK, "api-1", "is RolledBack, so its revision does not run");
        assertThatThrownBy(() -> steering.wish("nosuch", Wish.Kind.PROMOTE, Optional.empty(), ANN))
                .isInstanceOf(NoSuchRollout.class);
        assertThat(acts.newest("production", 9)).isEmpty();
        assertThat(rollouts.wished("api-1")).isEmpty();
        assertThat(woken).isEmpty();
    }

    @Test
    void aServiceAtRestGoesBackToTheLastGoodRevision() {
        put("api-1", API, "aaaaaaaa", new State.Succeeded(""));
        refused("api-1", Wish.Kind.ROLLBACK, "", "nothing to go back to");
        put("api-2", API, "bbbbbbbb", new State.Succeeded(""));
        put("api-3", API, "cccccccc", new State.RolledBack("error-rate"));
        put("web-1", WEB, "dddddddd", new State.Succeeded(""));
        refused("api-2", Wish.Kind.ROLLBACK, "", "api-3 came after it");
        put("api-4", API, "bbbbbbbb", new State.Succeeded(""));
        assertThat(wish("api-4", Wish.Kind.ROLLBACK, "")).isEqualTo("rollback api to api-1 is on its way");
        assertThat(rollouts.wished("api-4")).contains(new Wish(Wish.Kind.ROLLBACK, "ann", "api-1"));
    }

    @Test
    void anEarlierRevisionIsNamedByItsIdOrItsDigits() {
        put("api-1", API, "aaaaaaaa1", new State.Succeeded(""));
        put("api-2", API, "aaaaaaaa2", new State.Succeeded(""));
        put("api-3", API, "bbbbbbbb", new State.Succeeded(""));
        for (String asked : List.of("api-1", "aaaaaaaa1", "aaaaaaaa100")) {
            wish("api-3", Wish.Kind.ROLLBACK, asked);
            assertThat(rollouts.wished("api-3").map(Wish::to)).as(asked).contains("api-1");
        }
        refused("api-3", Wish.Kind.ROLLBACK, "aaaaaaaa", "several revisions");
        refused("api-3", Wish.Kind.ROLLBACK, "aaa", "no other revision of api that has succeeded is called aaa");
        refused("api-3", Wish.Kind.ROLLBACK, "api-3", "there are: api-2 (aaaaaaaa), api-1 (aaaaaaaa)");
        refused("api-3", Wish.Kind.ROLLBACK, "web-1", "there are: api-2");
    }

    @Test
    void whatIsWatchedGoesBackToAnyRevisionThatSucceeded() {
        put("api-1", API, "aaaaaaaa", new State.Succeeded(""));
        put("api-2", API, "bbbbbbbb", new State.Succeeded(""));
        put("api-3", API, "cccccccc", watching());
        wish("api-3", Wish.Kind.ROLLBACK, "api-1");
        assertThat(rollouts.wished("api-3").map(Wish::to)).contains("api-1");
    }

    @Test
    void whileEcsIsAtWorkTheLastGoodRevisionIsTheOnlyWayBack() {
        put("api-1", API, "aaaaaaaa", new State.Succeeded(""));
        put("api-2", API, "bbbbbbbb", new State.Succeeded(""));
        put("api-3", API, "cccccccc", baking());
        refused("api-3", Wish.Kind.ROLLBACK, "api-1", "goes back to api-2");
        wish("api-3", Wish.Kind.ROLLBACK, "api-2");
        assertThat(rollouts.wished("api-3").map(Wish::to)).contains("api-2");
        wish("api-3", Wish.Kind.ROLLBACK, "");
        assertThat(rollouts.wished("api-3").map(Wish::to)).contains("");
    }

    @Test
    void aQuarantineIsLiftedOnceAndStaysLifted() {
        Rollout bad = put("api-1", API, "aaaaaaaa", new State.RolledBack("error-rate"));
        assertThat(steering.current("production").get(0).quarantined()).isTrue();
        assertThat(steering.quarantines("production").get(0).because()).isEqualTo("error-rate");
        steering.release("production", "api", ANN);
        rollouts.put(lease, bad.saying("once more", Rolled.BEGUN));
        assertThat(steering.quarantines("production")).isEmpty();
        assertThat(steering.current("production").get(0).quarantined()).isFalse();
        assertThatThrownBy(() -> steering.release("production", "api", ANN)).isInstanceOf(NotHeldBack.class);
        assertThatThrownBy(() -> steering.release("nowhere", "api", ANN)).isInstanceOf(NoSuchEnvironment.class);
        assertThat(acts.newest("production", 9)).hasSize(1);
        assertThat(woken).hasSize(1);
    }

    private static State watching() {
        return new Watching(course(), Rolled.BEGUN, Rolled.BEGUN, "ECS is done");
    }

    private static State baking() {
        return new Baking(course(), Rolled.BEGUN, Rolled.BEGUN, true, "all traffic is on the new revision");
    }

    private static Course course() {
        return new Course(Rolled.BEGUN, Optional.empty(), Optional.empty(), false, false);
    }

    private Rollout put(String id, ResourceId service, String digits, State state) {
        Rollout rollout = Rolled.begun(id, service, digits).state(state, Rolled.BEGUN.plusSeconds(1));
        rollouts.put(lease, rollout);
        return rollout;
    }

    private String wish(String id, Wish.Kind what, String to) {
        return steering.wish(id, what, Optional.of(to).filter(one -> !one.isEmpty()), ANN)
                .what();
    }

    private void refused(String id, Wish.Kind what, String to, String why) {
        assertThatThrownBy(() -> wish(id, what, to))
                .isInstanceOf(RefusedWish.class)
                .hasMessageContaining(why);
    }
}
