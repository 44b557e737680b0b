package io.kinexus.operator.app;

import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.rollout.Quarantine;
import io.kinexus.operator.engine.Rollouts;
import io.kinexus.operator.engine.Snapshot;
import io.kinexus.operator.git.GitSource;
import io.kinexus.operator.git.RevertBranches;
import io.kinexus.operator.git.RevertBranches.Answer;
import io.kinexus.operator.git.RevertBranches.Result;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * After each turn, proposes to take back in git what is held back, on a thread of its own. What does not go is said once and
 * tried again, later each time; no turn waits for it.
 */
final class Reverts implements Announced {
    private static final Logger LOG = LoggerFactory.getLogger(Reverts.class);
    private static final Duration FIRST_BACK_OFF = Duration.ofMinutes(1);
    private static final Duration NOT_YET = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 6;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread pusher = new Thread(work, "git-revert");
        pusher.setDaemon(true);
        return pusher;
    });
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();
    private final Map<Key, Attempt> attempts = new HashMap<>();
    private final Announced others;
    private final RevertBranches branches;
    private final Function<String, Map<ResourceId, Quarantine>> quarantines;
    private final InstantSource clock;

    /** What is proposed once. */
    private record Key(ResourceId service, String commit) {
        static Key of(Quarantine held) {
            return new Key(held.service(), held.commit());
        }
    }

    /**
     * How the last one went.
     *
     * @param again empty when there is nothing more to do
     */
    private record Attempt(Optional<Instant> again, int failures, String said) {
        static final Attempt NONE = new Attempt(Optional.of(Instant.EPOCH), 0, "");

        boolean due(Instant now) {
            return again.filter(at -> !at.isAfter(now)).isPresent();
        }
    }

    /**
     * @param others who are told as well
     * @param quarantines those of an environment
     * @param clock real time
     */
    Reverts(
            Announced others,
            RevertBranches branches,
            Function<String, Map<ResourceId, Quarantine>> quarantines,
            InstantSource clock) {
        this.others = others;
        this.branches = branches;
        this.quarantines = quarantines;
        this.clock = clock;
    }

    /** Those whom the source tells, and where it is allowed, the proposals. */
    static Announced beside(DesiredSource source, Rollouts rollouts) {
        return source.reverts()
                .<Announced>map(branches ->
                        new Reverts(source.announced(), branches, rollouts::quarantines, InstantSource.system()))
                .orElseGet(source::announced);
    }

    @Override
    public void begins(String environment) {
        others.begins(environment);
    }

    @Override
    public void turned(Snapshot snapshot) {
        others.turned(snapshot);
        String environment = snapshot.environment();
        if (!waiting.add(environment)) {
            return;
        }
        try {
            thread.execute(() -> {
                waiting.remove(environment);
                propose(environment);
            });
        } catch (RejectedExecutionException closed) {
            LOG.debug("{}: nothing is proposed any more, since the controller ends", environment);
        }
    }

    private void propose(String environment) {
        try {
            Collection<Quarantine> held = quarantines.apply(environment).values();
            Set<Key> present = held.stream().map(Key::of).collect(Collectors.toSet());
            attempts.keySet()
                    .removeIf(one -> one.service().environment().equals(environment) && !present.contains(one));
            held.forEach(this::propose);
        } catch (RuntimeException failure) {
            if (!thread.isShutdown()) {
                LOG.warn("{}: what is held back cannot be read: {}", environment, GitSource.reason(failure));
            }
        }
    }

    private void propose(Quarantine held) {
        Attempt last = attempts.getOrDefault(Key.of(held), Attempt.NONE);
        if (!last.due(clock.instant())) {
            return;
        }
        try {
            attempts.put(Key.of(held), answered(held, last, branches.push(held)));
        } catch (IOException | RuntimeException failure) {
            String why = GitSource.reason(failure);
            say(held, last, why);
            Duration pause = FIRST_BACK_OFF.multipliedBy(1L << Math.min(MOST_DOUBLINGS, last.failures()));
            attempts.put(Key.of(held), new Attempt(Optional.of(clock.instant().plus(pause)), last.failures() + 1, why));
        }
    }

    private Attempt answered(Quarantine held, Attempt last, Answer answer) {
        if (answer.result() == Result.NOT_YET) {
            return new Attempt(Optional.of(clock.instant().plus(NOT_YET)), last.failures(), last.said());
        }
        if (answer.result() == Result.NOTHING) {
            say(held, last, answer.says());
        } else {
            LOG.info("{}: what brought the held back revision can be reverted: {}", held.service(), answer.says());
        }
        return new Attempt(Optional.empty(), 0, answer.says());
    }

    private void say(Quarantine held, Attempt last, String why) {
        if (!thread.isShutdown() && !why.equals(last.said())) {
            LOG.warn("{}: no revert of commit {} is proposed: {}", held.service(), held.commit(), why);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        others.close();
    }
}
