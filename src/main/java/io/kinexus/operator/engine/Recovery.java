package io.kinexus.operator.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Ends the intents that an earlier holder left open, by looking: before anything new is written. */
final class Recovery {
    private final Journal journal;
    private final Lease lease;
    private List<Intent> open;

    Recovery(Journal journal, Lease lease, List<Intent> open) {
        this.journal = journal;
        this.lease = lease;
        this.open = List.copyOf(open);
    }

    /** What cannot be read yet stays open for the next turn. */
    void settle(World seen, Instant at) {
        open = open.stream().filter(intent -> !settled(intent, seen, at)).toList();
    }

    private boolean settled(Intent intent, World seen, Instant at) {
        Optional<Sighting<?, ?>> sighting = seen.of(intent.resource());
        if (sighting.map(Sighting::unreadable).orElse(false)) {
            return false;
        }
        boolean found =
                sighting.map(Sighting::present).orElse(false) || seen.surplus().containsKey(intent.resource());
        journal.settle(
                lease,
                intent.token(),
                new Settled(found ? "found" : "not-found", "settled by looking, after a restart", at));
        return true;
    }
}
