package io.kinexus.operator.engine;

import io.kinexus.operator.core.gate.Circumstances;
import io.kinexus.operator.core.gate.StatefulPermit;
import io.kinexus.operator.core.gate.Tried;
import io.kinexus.operator.core.plan.Step;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.run.Outcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;

/** Makes one write: its intent is durable before, its end after, and the lease is checked in between. */
final class Writer {
    private final Leases leases;
    private final Journal journal;
    private final Memory memory;
    private final InstantSource clock;

    Writer(Leases leases, Journal journal, Memory memory, InstantSource clock) {
        this.leases = leases;
        this.journal = journal;
        this.memory = memory;
        this.clock = clock;
    }

    /** @param write the one call (or the few that belong together) that the intent stands for */
    Result write(
            Holding holding,
            Step step,
            String commit,
            String plan,
            Circumstances now,
            Function<Attempt, Outcome> write) {
        Lease lease = holding.lease();
        String word = step.action().word();
        String token = holding.recent().token(step.id(), word, step.fingerprint());
        StatefulPermit.permit(step, now).ifPresent(permit -> memory.use(lease, permit));
        journal.intend(
                lease,
                new Intent(
                        token,
                        step.id(),
                        word,
                        step.action().because(),
                        step.action().changes(),
                        commit,
                        plan,
                        lease.fence(),
                        clock.instant()));
        leases.check(lease);
        Duration trying = holding.recent().trying(step.id(), step.fingerprint(), clock.instant());
        Result result = Result.of(guarded(write, new Attempt(token, trying, clock.instant())));
        journal.settle(lease, token, new Settled(result.word(), result.message(), clock.instant()));
        if (!result.word().equals("retryable")) {
            holding.recent().ended(step.id(), word, token, result.done(), clock.instant());
        }
        if (result.done() || result.word().equals("terminal")) {
            String said = result.done() ? "" : result.message();
            memory.tried(lease, step.id(), new Tried(step.fingerprint(), 1, said, result.outside(), clock.instant()));
        }
        return result;
    }

    /** A kind that breaks has failed for good: its own mistake is shown, and does not stop the others. */
    private static Outcome guarded(Function<Attempt, Outcome> write, Attempt attempt) {
        try {
            return write.apply(attempt);
        } catch (LeaseLost lost) {
            throw lost;
        } catch (RuntimeException broken) {
            return Outcome.terminal(broken.getClass().getSimpleName(), String.valueOf(broken.getMessage()));
        }
    }
}
