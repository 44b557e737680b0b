package io.kinexus.operator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.diff.Owner;
import io.kinexus.operator.core.environment.Permit;
import io.kinexus.operator.core.gate.Tried;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.run.Run;
import io.kinexus.operator.engine.Destruction;
import io.kinexus.operator.engine.Intent;
import io.kinexus.operator.engine.Journal;
import io.kinexus.operator.engine.JournalEntry;
import io.kinexus.operator.engine.Lease;
import io.kinexus.operator.engine.LeaseLost;
import io.kinexus.operator.engine.Leases;
import io.kinexus.operator.engine.Memory;
import io.kinexus.operator.engine.Runs;
import io.kinexus.operator.engine.Settled;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger keeps its word on, whatever it is made of. */
abstract class LedgerContract {
    private static final String ENVIRONMENT = "production";
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final ResourceId GROUP = ResourceId.of(ENVIRONMENT, "log-group", "api");

    private Leases leases;
    private Journal journal;
    private Runs runs;
    private Memory memory;

    abstract Leases leases();

    abstract Journal journal(Leases leases);

    abstract Runs runs(Leases leases);

    abstract Memory memory(Leases leases);

    @BeforeEach
    void open() {
        leases = leases();
        journal = journal(leases);
        runs = runs(leases);
        memory = memory(leases);
    }

    @Test
    void nobodyElseGetsALeaseThatHasNotRunOut() {
        assertThat(leases.take(ENVIRONMENT, "one", LONG)).isPresent();
        assertThat(leases.take(ENVIRONMENT, "two", LONG)).isEmpty();
        assertThat(leases.take("staging", "two", LONG)).isPresent();
    }

    @Test
    void theSameHolderGetsItAgainWithAHigherFence() {
        Lease first = taken("one", LONG);
        Lease second = taken("one", LONG);
        assertThat(second.fence()).isGreaterThan(first.fence());
        assertThatThrownBy(() -> leases.check(first)).isInstanceOf(LeaseLost.class);
        leases.check(second);
    }

    @Test
    void aLeaseThatRanOutIsTakenAndTheFenceGrows() {
        Lease first = taken("one", Duration.ZERO);
        Lease second = taken("two", LONG);
        assertThat(second.fence()).isGreaterThan(first.fence());
        assertThatThrownBy(() -> leases.check(first)).isInstanceOf(LeaseLost.class);
        assertThatThrownBy(() -> leases.renew(first, LONG)).isInstanceOf(LeaseLost.class);
    }

    @Test
    void aRenewedLeaseIsNotTaken() {
        Lease lease = taken("one", Duration.ZERO);
        leases.renew(lease, LONG);
        assertThat(leases.take(ENVIRONMENT, "two", LONG)).isEmpty();
    }

    @Test
    void aReleasedLeaseIsFreeAndItsFenceNeverComesBack() {
        Lease first = taken("one", LONG);
        leases.release(first);
        Lease second = taken("two", LONG);
        assertThat(second.fence()).isGreaterThan(first.fence());
        leases.release(first);
        leases.check(second);
        assertThat(leases.take(ENVIRONMENT, "three", LONG)).isEmpty();
    }

    @Test
    void anIntentIsOpenUntilItIsSettled() {
        Lease lease = taken("one", LONG);
        Intent first = intent("t1", lease);
        Intent second = intent("t2", lease);
        journal.intend(lease, first);
        journal.intend(lease, second);
        assertThat(journal.open(ENVIRONMENT)).containsExactly(first, second);
        Settled done = new Settled("done", "", NOON.plusSeconds(1));
        journal.settle(lease, "t1", done);
        assertThat(journal.open(ENVIRONMENT)).containsExactly(second);
        assertThat(journal.entries(ENVIRONMENT, 10))
                .containsExactly(
                        new JournalEntry(second, Optional.empty()), new JournalEntry(first, Optional.of(done)));
        assertThat(journal.entries(ENVIRONMENT, 1)).hasSize(1);
        assertThat(journal.open("staging")).isEmpty();
    }

    @Test
    void anEndIsNeverWrittenOver() {
        Lease lease = taken("one", LONG);
        journal.intend(lease, intent("t1", lease));
        Settled done = new Settled("done", "", NOON);
        journal.settle(lease, "t1", done);
        journal.settle(lease, "t1", new Settled("terminal", "too late", NOON));
        assertThat(journal.entries(ENVIRONMENT, 1).get(0).settled()).contains(done);
    }

    @Test
    void whoLostTheLeaseWritesNothing() {
        Lease lost = taken("one", Duration.ZERO);
        Lease lease = taken("two", LONG);
        Intent open = intent("t1", lease);
        journal.intend(lease, open);
        assertThatThrownBy(() -> journal.intend(lost, intent("t2", lost))).isInstanceOf(LeaseLost.class);
        assertThatThrownBy(() -> journal.settle(lost, "t1", new Settled("done", "", NOON)))
                .isInstanceOf(LeaseLost.class);
        assertThatThrownBy(() -> runs.record(lost, run("in-sync"))).isInstanceOf(LeaseLost.class);
        assertThatThrownBy(() -> memory.tried(lost, GROUP, tried("f", 1, ""))).isInstanceOf(LeaseLost.class);
        assertThatThrownBy(() -> memory.forget(lost, GROUP)).isInstanceOf(LeaseLost.class);
        assertThatThrownBy(() -> memory.use(lost, permit("a"))).isInstanceOf(LeaseLost.class);
        assertThat(journal.open(ENVIRONMENT)).containsExactly(open);
        assertThat(runs.latest(ENVIRONMENT, 10)).isEmpty();
        assertThat(memory.tries(ENVIRONMENT)).isEmpty();
        assertThat(memory.usedPermits(ENVIRONMENT)).isEmpty();
    }

    @Test
    void anIntentWithAnotherFenceThanItsLeaseIsRefused() {
        Lease first = taken("one", LONG);
        Lease second = taken("one", LONG);
        assertThatThrownBy(() -> journal.intend(second, intent("t1", first))).isInstanceOf(LeaseLost.class);
        assertThat(journal.open(ENVIRONMENT)).isEmpty();
    }

    @Test
    void runsComeNewestFirst() {
        Lease lease = taken("one", LONG);
        runs.record(lease, run("changed"));
        runs.record(lease, run("in-sync"));
        assertThat(runs.latest(ENVIRONMENT, 10)).containsExactly(run("in-sync"), run("changed"));
        assertThat(runs.latest(ENVIRONMENT, 1)).containsExactly(run("in-sync"));
        assertThat(runs.latest("staging", 10)).isEmpty();
    }

    @Test
    void triesCountTheSameDifferenceAndStartAgainWithAnother() {
        Lease lease = taken("one", LONG);
        memory.tried(lease, GROUP, tried("a", 1, "no"));
        memory.tried(lease, GROUP, tried("a", 1, "never"));
        assertThat(memory.tries(ENVIRONMENT)).containsEntry(GROUP, tried("a", 2, "never"));
        memory.tried(lease, GROUP, tried("b", 1, ""));
        assertThat(memory.tries(ENVIRONMENT)).containsEntry(GROUP, tried("b", 1, ""));
        memory.forget(lease, GROUP);
        assertThat(memory.tries(ENVIRONMENT)).isEmpty();
    }

    @Test
    void aUsedPermitStaysUsed() {
        Lease lease = taken("one", LONG);
        memory.use(lease, permit("a"));
        memory.use(lease, permit("a"));
        memory.use(lease, permit("b"));
        assertThat(memory.usedPermits(ENVIRONMENT)).containsExactlyInAnyOrder(permit("a"), permit("b"));
        assertThat(memory.usedPermits("staging")).isEmpty();
    }

    @Test
    void aPauseLastsUntilItIsLifted() {
        assertThat(memory.paused(ENVIRONMENT)).isFalse();
        memory.pause(ENVIRONMENT, true, "ann");
        assertThat(memory.paused(ENVIRONMENT)).isTrue();
        assertThat(memory.paused("staging")).isFalse();
        memory.pause(ENVIRONMENT, false, "ann");
        assertThat(memory.paused(ENVIRONMENT)).isFalse();
    }

    @Test
    void aWordToDestroyHoldsUntilItIsTakenBack() {
        assertThat(memory.destruction(ENVIRONMENT)).isEmpty();
        memory.destroy(ENVIRONMENT, new Destruction(3, "ann", NOON));
        memory.destroy(ENVIRONMENT, new Destruction(9, "bob", NOON));
        assertThat(memory.destruction(ENVIRONMENT)).contains(new Destruction(9, "bob", NOON));
        assertThat(memory.destruction("staging")).isEmpty();
        memory.spare(ENVIRONMENT);
        assertThat(memory.destruction(ENVIRONMENT)).isEmpty();
    }

    private Lease taken(String holder, Duration length) {
        return leases.take(ENVIRONMENT, holder, length).orElseThrow();
    }

    private static Intent intent(String token, Lease lease) {
        FieldChange change = new FieldChange("retentionInDays", "(none)", "30", Owner.GIT, Effect.IN_PLACE);
        return new Intent(
                token, GROUP, "update", "drifted", List.of(change), "sha256:1", "plan-1", lease.fence(), NOON);
    }

    private static Run run(String result) {
        Run.Line line = new Run.Line(GROUP.toString(), "update", "done", "");
        return new Run(
                ENVIRONMENT,
                "sha256:1",
                "schedule",
                NOON,
                Duration.ofMillis(1234),
                result,
                "plan-1",
                List.of(line),
                List.of("one \"quoted\" problem"));
    }

    private static Permit permit(String reason) {
        return new Permit(Permit.Kind.DELETE, "arn:aws:rds:us-east-1:123456789012:db:x", NOON, reason);
    }

    private static Tried tried(String fingerprint, int times, String said) {
        return new Tried(fingerprint, times, said, !said.isEmpty(), NOON);
    }
}
