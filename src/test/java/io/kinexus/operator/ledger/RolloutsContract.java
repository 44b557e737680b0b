package io.kinexus.operator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.rollout.Order;
import io.kinexus.operator.core.rollout.Quarantine;
import io.kinexus.operator.core.rollout.Rollout;
import io.kinexus.operator.core.rollout.State;
import io.kinexus.operator.core.rollout.Subject;
import io.kinexus.operator.core.rollout.Wish;
import io.kinexus.operator.engine.Lease;
import io.kinexus.operator.engine.LeaseLost;
import io.kinexus.operator.engine.Leases;
import io.kinexus.operator.engine.Rollouts;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of rollouts, whatever it is kept in. */
abstract class RolloutsContract {
    private static final String ENVIRONMENT = "production";
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(60);
    private static final String REVISION = "ab".repeat(32);
    private static final ResourceId API = ResourceId.of(ENVIRONMENT, "ecs-service", "api");
    private static final ResourceId WEB = ResourceId.of(ENVIRONMENT, "ecs-service", "web");
    private static final ResourceId ELSEWHERE = ResourceId.of("staging", "ecs-service", "api");

    private Leases leases;
    private Rollouts rollouts;
    private Lease lease;

    abstract Leases leases();

    abstract Rollouts rollouts(Leases leases);

    @BeforeEach
    void open() {
        leases = leases();
        rollouts = rollouts(leases);
        lease = taken(ENVIRONMENT, LONG);
    }

    @Test
    void everyStateComesBackAsItWas() {
        Stream.of(new Samples(true), new Samples(false)).forEach(sample -> {
            Policy policy = (Policy) sample.of(Policy.class);
            Subject subject = (Subject) sample.of(Subject.class);
            RolloutJson.states(State.class).forEach(type -> {
                String id = (type.getSimpleName() + "-" + sample.full()).toLowerCase(Locale.ROOT);
                State state = (State) sample.of(type);
                Rollout rollout = Rollout.begin(id, order(API, policy))
                        .subject(subject)
                        .state(state, NOON.plusNanos(1))
                        .saying("line\nline \u0001 \"ü\"", NOON);
                rollouts.put(lease, rollout);
                assertThat(rollouts.find(id)).as(id).contains(rollout);
            });
        });
    }

    @Test
    void theOrderIsThatOfTheirBeginnings() {
        Rollout first = begun("r1", API);
        Rollout second = begun("r2", WEB);
        Rollout other = begun(taken("staging", LONG), "r3", ELSEWHERE);
        Rollout said = first.saying("still here", NOON);
        rollouts.put(lease, said);
        assertThat(rollouts.current(ENVIRONMENT)).containsExactly(second, said);
        assertThat(rollouts.latest(ENVIRONMENT, 10)).containsExactly(second, said);
        assertThat(rollouts.latest(ENVIRONMENT, 1)).containsExactly(second);
        assertThat(rollouts.current("staging")).containsExactly(other);
        assertThat(rollouts.find("r1")).contains(said);
        assertThat(rollouts.find("r9")).isEmpty();
        assertThat(rollouts.good(API)).isEmpty();
        assertThat(rollouts.quarantines(ENVIRONMENT)).isEmpty();
    }

    @Test
    void theNewestWishStandsUntilItIsHeard() {
        begun("r1", API);
        Wish promote = new Wish(Wish.Kind.PROMOTE, "ann", "");
        Wish rollback = new Wish(Wish.Kind.ROLLBACK, "bob", "r0");
        assertThat(rollouts.wished("r1")).isEmpty();
        rollouts.wish("r1", promote);
        assertThat(rollouts.wished("r1")).contains(promote);
        rollouts.wish("r1", rollback);
        rollouts.heard(lease, "r1", promote);
        assertThat(rollouts.wished("r1")).as("what came meanwhile").contains(rollback);
        rollouts.heard(lease, "r1", rollback);
        assertThat(rollouts.wished("r1")).isEmpty();
    }

    @Test
    void whoLostTheLeaseWritesNothing() {
        Rollout kept = begun("r1", API);
        rollouts.wish("r1", new Wish(Wish.Kind.PROMOTE, "ann", ""));
        Lease lost = lease;
        taken(ENVIRONMENT, LONG);
        assertThatThrownBy(() -> rollouts.put(lost, kept.saying("too late", NOON)))
                .isInstanceOf(LeaseLost.class);
        assertThatThrownBy(() -> begun(lost, "r2", API)).isInstanceOf(LeaseLost.class);
        assertThatThrownBy(() -> rollouts.heard(lost, "r1", new Wish(Wish.Kind.PROMOTE, "ann", "")))
                .isInstanceOf(LeaseLost.class);
        assertThat(rollouts.latest(ENVIRONMENT, 10)).containsExactly(kept);
        assertThat(rollouts.wished("r1")).isPresent();
    }

    @Test
    void aLeaseIsForItsOwnEnvironment() {
        assertThatThrownBy(() -> begun(lease, "r1", ELSEWHERE)).isInstanceOf(LeaseLost.class);
        assertThat(rollouts.find("r1")).isEmpty();
    }

    @Test
    void currentAreTheNewestOfEachServiceAndWhatIsNotOver() {
        ended("r1", API, new State.Succeeded(""));
        Rollout going = begun("r2", API);
        Rollout last = ended("r3", API, new State.RolledBack("error-rate"));
        Rollout other = ended("r4", WEB, new State.Superseded("newer"));
        assertThat(rollouts.current(ENVIRONMENT)).containsExactly(other, last, going);
        Rollout over = going.state(new State.Superseded("newer"), NOON);
        rollouts.put(lease, over);
        assertThat(rollouts.current(ENVIRONMENT)).containsExactly(other, last);
        assertThat(rollouts.latest(ENVIRONMENT, 10)).hasSize(4).contains(over);
    }

    @Test
    void goodIsTheNewestThatSucceeded() {
        ended("r1", API, new State.Succeeded("first"));
        Rollout good = ended("r2", API, new State.Succeeded("second"));
        ended("r3", API, new State.RolledBack("error-rate"));
        ended("r4", WEB, new State.Succeeded("another"));
        begun("r5", API);
        assertThat(rollouts.good(API)).contains(good);
        assertThat(rollouts.good(ELSEWHERE)).isEmpty();
    }

    @Test
    void whatIsTakenBackIsHeldBackUntilItIsReleasedAndNotAgainByTheSameRollout() {
        Rollout bad = ended("r1", API, new State.RolledBack("error-rate"));
        Quarantine made = new Quarantine(API, REVISION, "r1", "c0ffee", "error-rate", LATER);
        assertThat(rollouts.quarantines(ENVIRONMENT)).containsExactly(Map.entry(API, made));
        assertThat(rollouts.quarantines("staging")).isEmpty();
        rollouts.put(lease, bad.state(new State.RolledBack("error-rate; all is back"), LATER.plusSeconds(9)));
        assertThat(heldBack().because()).isEqualTo("error-rate; all is back");
        assertThat(heldBack().at()).isEqualTo(LATER);
        assertThat(rollouts.release(API)).isTrue();
        assertThat(rollouts.release(API)).isFalse();
        rollouts.put(lease, bad.saying("once more", LATER));
        assertThat(rollouts.quarantines(ENVIRONMENT)).isEmpty();
    }

    @Test
    void ofOneServiceTheLastThatWasTakenBackIsHeldBack() {
        Rollout first = ended("r1", API, new State.RolledBack("error-rate"));
        ended("r2", API, new State.RollbackFailed("stuck"));
        ended("r3", WEB, new State.RolledBack("latency"));
        rollouts.put(lease, first.saying("still so", LATER));
        assertThat(rollouts.quarantines(ENVIRONMENT).values().stream().map(Quarantine::rollout))
                .containsExactlyInAnyOrder("r2", "r3");
        assertThat(heldBack().because()).isEqualTo("stuck");
        ended("r4", WEB, new State.Succeeded(""));
        assertThat(rollouts.quarantines(ENVIRONMENT)).containsKey(WEB);
    }

    @Test
    void whatWasNeverHeldBackCannotBeReleased() {
        assertThat(rollouts.release(API)).isFalse();
    }

    private Quarantine heldBack() {
        return Optional.ofNullable(rollouts.quarantines(ENVIRONMENT).get(API)).orElseThrow();
    }

    private Rollout ended(String id, ResourceId service, State state) {
        Rollout rollout = begun(id, service).state(state, LATER);
        rollouts.put(lease, rollout);
        return rollout;
    }

    private Rollout begun(String id, ResourceId service) {
        return begun(lease, id, service);
    }

    private Rollout begun(Lease by, String id, ResourceId service) {
        Rollout rollout = Rollout.begin(id, order(service, (Policy) new Samples(true).of(Policy.class)));
        rollouts.put(by, rollout);
        return rollout;
    }

    private static Order order(ResourceId service, Policy policy) {
        return new Order(service, REVISION, "c0ffee", "image changed", false, NOON, NOON.plusMillis(1), policy);
    }

    private Lease taken(String environment, Duration length) {
        return leases.take(environment, "one", length).orElseThrow();
    }
}
