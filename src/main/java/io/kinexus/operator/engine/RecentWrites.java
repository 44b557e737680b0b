package io.kinexus.operator.engine;

import io.kinexus.operator.core.resource.Names;
import io.kinexus.operator.core.resource.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Our own last writes to each resource, so that nobody acts on a look that is older than they are, and so that a retry of
 * the same intent carries the same token.
 */
final class RecentWrites {
    /** AWS's reads may lag behind its writes; after this long, absence is believed again. */
    private static final Duration LAG = Duration.ofMinutes(2);

    private static final int TOKEN = 32;

    /** Since when one difference has been tried to close. */
    private record Trying(String fingerprint, Instant since) {}

    private final Map<ResourceId, Trying> trying = new ConcurrentHashMap<>();
    private final Map<ResourceId, Instant> created = new ConcurrentHashMap<>();
    private final Map<ResourceId, String> last = new ConcurrentHashMap<>();

    /** From the journal, newest first: what an earlier holder of the environment did. */
    static RecentWrites from(List<JournalEntry> entries) {
        RecentWrites recent = new RecentWrites();
        for (int i = entries.size() - 1; i >= 0; i--) {
            JournalEntry entry = entries.get(i);
            Intent intent = entry.intent();
            boolean created =
                    entry.settled().map(end -> end.result().equals("done")).orElse(true);
            if (intent.action().equals("create") && created) {
                recent.created.put(intent.resource(), intent.at());
            } else if (intent.action().equals("delete") || intent.action().equals("replace")) {
                recent.created.remove(intent.resource());
            }
            entry.settled().ifPresent(end -> recent.last.put(intent.resource(), intent.token()));
        }
        return recent;
    }

    /** The same for every retry of one intent; another once that intent has ended. */
    String token(ResourceId id, String action, String fingerprint) {
        String previous = last.getOrDefault(id, "");
        return Names.sha256(id + "|" + action + "|" + fingerprint + "|" + previous)
                .substring(0, TOKEN);
    }

    /** For how long this difference has been tried to close; zero for the first try, and after one that was done. */
    Duration trying(ResourceId id, String fingerprint, Instant now) {
        Trying since = trying.compute(
                id,
                (key, before) -> before != null && before.fingerprint().equals(fingerprint)
                        ? before
                        : new Trying(fingerprint, now));
        return Duration.between(since.since(), now);
    }

    void ended(ResourceId id, String action, String token, boolean done, Instant at) {
        last.put(id, token);
        if (done) {
            trying.remove(id);
        }
        if (done && action.equals("create")) {
            created.put(id, at);
        } else if (!action.equals("update") && !action.equals("rollout")) {
            created.remove(id);
        }
    }

    /** When we made it, if that was so short ago that a look may not show it yet. */
    Optional<Instant> createdJustNow(ResourceId id, Instant now) {
        return Optional.ofNullable(created.get(id)).filter(at -> at.plus(LAG).isAfter(now));
    }

    /** A look has shown it: from now on its absence is real. */
    void seen(ResourceId id) {
        created.remove(id);
    }
}
