package io.kinexus.operator.app;

import io.kinexus.operator.api.SourceView;
import io.kinexus.operator.engine.DesiredState;
import io.kinexus.operator.git.GitDesiredState;
import io.kinexus.operator.git.RevertBranches;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polls a repository on a thread of its own, with some jitter, less often while it cannot be reached. Real time. */
final class GitPolls implements DesiredSource {
    private static final Logger LOG = LoggerFactory.getLogger(GitPolls.class);
    private static final int MOST_DOUBLINGS = 4;
    private static final double JITTER = 0.1;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread poller = new Thread(work, "git-poll");
        poller.setDaemon(true);
        return poller;
    });
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final GitDesiredState state;
    private final GitConfiguration configured;
    private final Announced announced;
    private final Optional<RevertBranches> reverts;
    private final RandomGenerator dice;
    private volatile Runnable changed = () -> {};
    private Optional<ScheduledFuture<?>> next = Optional.empty();

    GitPolls(
            GitDesiredState state,
            GitConfiguration configured,
            Announced announced,
            Optional<RevertBranches> reverts,
            RandomGenerator dice) {
        this.state = state;
        this.announced = announced;
        this.reverts = reverts;
        this.configured = configured;
        this.dice = dice;
    }

    @Override
    public DesiredState state() {
        return state;
    }

    @Override
    public void begin(Runnable whenChanged) {
        changed = whenChanged;
        state.recall();
        if (state.commit().isPresent()) {
            changed.run();
        }
        soon();
    }

    @Override
    public void tick() {
        // Polls have their own pace.
    }

    /** Asks that come before it has begun are one. */
    @Override
    public void soon() {
        if (wanted.compareAndSet(false, true)) {
            thread.execute(() -> {
                wanted.set(false);
                poll();
            });
        }
    }

    private void poll() {
        next.ifPresent(later -> later.cancel(false));
        try {
            boolean news = state.poll();
            state.trouble().filter(it -> news).ifPresent(it -> LOG.warn("git: {}", it.why()));
            if (news && state.commit().isPresent()) {
                changed.run();
            }
        } catch (RuntimeException failure) {
            LOG.error("git: a poll failed in a way that nobody thought of", failure);
        } finally {
            next = Optional.of(thread.schedule(this::poll, pause().toMillis(), TimeUnit.MILLISECONDS));
        }
    }

    private Duration pause() {
        Duration backOff = configured.interval().multipliedBy(1L << Math.min(MOST_DOUBLINGS, state.failures()));
        return Duration.ofMillis(Math.round(backOff.toMillis() * (1 + JITTER * (dice.nextDouble() - 0.5))));
    }

    @Override
    public Announced announced() {
        return announced;
    }

    @Override
    public Optional<RevertBranches> reverts() {
        return reverts;
    }

    @Override
    public Optional<SourceView> view() {
        return Optional.of(new SourceView(
                state.address(),
                configured.branch(),
                configured.path(),
                state.commit(),
                state.asked(),
                state.trouble().map(GitDesiredState.Trouble::why),
                state.trouble().map(GitDesiredState.Trouble::since)));
    }

    @Override
    public void close() {
        thread.shutdownNow();
        announced.close();
        state.close();
    }
}
