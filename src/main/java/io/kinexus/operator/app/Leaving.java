package io.kinexus.operator.app;

import io.kinexus.operator.engine.Intent;
import io.kinexus.operator.engine.Journal;
import io.kinexus.operator.engine.JournalEntry;
import io.kinexus.operator.engine.Lease;
import io.kinexus.operator.engine.LeaseLost;
import io.kinexus.operator.engine.Settled;
import java.util.List;

/**
 * The journal of a process that is told to end at some time: from then on no new write to AWS is begun, and those that are
 * under way are still settled. A turn in its midst ends as if its lease were lost; whoever comes next goes on.
 */
final class Leaving implements Journal {
    private final Journal journal;
    private volatile boolean leaving;

    Leaving(Journal journal) {
        this.journal = journal;
    }

    void leave() {
        leaving = true;
    }

    @Override
    public void intend(Lease lease, Intent intent) {
        if (leaving) {
            throw new LeaseLost(lease);
        }
        journal.intend(lease, intent);
    }

    @Override
    public void settle(Lease lease, String token, Settled settled) {
        journal.settle(lease, token, settled);
    }

    @Override
    public List<Intent> open(String environment) {
        return journal.open(environment);
    }

    @Override
    public List<JournalEntry> entries(String environment, int most) {
        return journal.entries(environment, most);
    }
}
