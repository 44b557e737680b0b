package io.kinexus.operator.ledger;

import io.kinexus.operator.engine.Intent;
import io.kinexus.operator.engine.Journal;
import io.kinexus.operator.engine.JournalEntry;
import io.kinexus.operator.engine.Lease;
import io.kinexus.operator.engine.LeaseLost;
import io.kinexus.operator.engine.Leases;
import io.kinexus.operator.engine.Settled;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A journal in a list. */
public final class InMemoryJournal implements Journal {
    private final List<JournalEntry> entries = new ArrayList<>();
    private final Leases leases;

    public InMemoryJournal(Leases leases) {
        this.leases = leases;
    }

    @Override
    public synchronized void intend(Lease lease, Intent intent) {
        leases.check(lease);
        if (intent.fence() != lease.fence()) {
            throw new LeaseLost(lease);
        }
        entries.add(new JournalEntry(intent, Optional.empty()));
    }

    @Override
    public synchronized void settle(Lease lease, String token, Settled settled) {
        leases.check(lease);
        entries.replaceAll(entry -> entry.settled().isEmpty()
                        && entry.intent().token().equals(token)
                        && entry.intent().resource().environment().equals(lease.environment())
                ? new JournalEntry(entry.intent(), Optional.of(settled))
                : entry);
    }

    @Override
    public synchronized List<Intent> open(String environment) {
        return entries.stream()
                .filter(entry -> entry.settled().isEmpty())
                .map(JournalEntry::intent)
                .filter(intent -> intent.resource().environment().equals(environment))
                .toList();
    }

    @Override
    public synchronized List<JournalEntry> entries(String environment, int most) {
        List<JournalEntry> newest = new ArrayList<>(entries);
        Collections.reverse(newest);
        return newest.stream()
                .filter(entry -> entry.intent().resource().environment().equals(environment))
                .limit(most)
                .toList();
    }
}
