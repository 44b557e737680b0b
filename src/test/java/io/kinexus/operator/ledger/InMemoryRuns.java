package io.kinexus.operator.ledger;

import io.kinexus.operator.core.run.Run;
import io.kinexus.operator.engine.Lease;
import io.kinexus.operator.engine.Leases;
import io.kinexus.operator.engine.Runs;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Runs in a list, newest first. */
public final class InMemoryRuns implements Runs {
    private final Deque<Run> runs = new ArrayDeque<>();
    private final Leases leases;

    public InMemoryRuns(Leases leases) {
        this.leases = leases;
    }

    @Override
    public synchronized void record(Lease lease, Run run) {
        leases.check(lease);
        runs.addFirst(run);
    }

    @Override
    public synchronized List<Run> latest(String environment, int most) {
        return runs.stream()
                .filter(run -> run.environment().equals(environment))
                .limit(most)
                .toList();
    }
}
