package io.kinexus.operator.app;

import io.kinexus.operator.core.run.Run;
import io.kinexus.operator.engine.Desired;
import io.kinexus.operator.engine.Snapshot;
import io.kinexus.operator.forge.CommitStatus;
import io.kinexus.operator.forge.CommitStatus.State;
import io.kinexus.operator.forge.CommitStatuses;
import io.kinexus.operator.git.GitDesiredState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * What is said of a commit beside it, from what turns find. Says which files and resources, never what stands in them: who may
 * read a commit's status may not be who may read the rest.
 */
final class Announcements implements Announced {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
    private static final Set<String> WRONG = Set.of("terminal", "retryable");
    private static final Set<String> HELD = Set.of("held", "refused");
    private static final Set<String> WAITS = Set.of("held", "paused", "observed");

    private final Map<String, String> begun = new ConcurrentHashMap<>();
    private final GitDesiredState state;
    private final CommitStatuses statuses;

    Announcements(GitDesiredState state, CommitStatuses statuses) {
        this.state = state;
        this.statuses = statuses;
    }

    @Override
    public void begins(String environment) {
        String commit = state.read(environment).fold(Desired::commit, problems -> "");
        if (COMMIT.matcher(commit).matches() && !commit.equals(begun.put(environment, commit))) {
            statuses.tell(new CommitStatus(commit, environment, State.QUEUED, "queued"));
        }
    }

    @Override
    public void turned(Snapshot snapshot) {
        String environment = snapshot.environment();
        state.refused(environment)
                .forEach((commit, problems) ->
                        statuses.tell(new CommitStatus(commit, environment, State.FAILED, refusal(problems))));
        if (COMMIT.matcher(snapshot.commit()).matches()) {
            statuses.tell(of(snapshot));
        }
    }

    private static CommitStatus of(Snapshot snapshot) {
        Run run = snapshot.lastRun();
        List<String> wrong = ids(run, WRONG);
        List<String> held = ids(run, HELD);
        if (snapshot.health().equals("HeldBack")) {
            return status(
                    snapshot, State.HELD, "held back" + after(": ", services(snapshot)) + after("; failed: ", wrong));
        }
        if (run.result().equals("failed")) {
            return status(
                    snapshot, State.FAILED, wrong.isEmpty() ? "AWS could not be seen whole" : "failed: " + some(wrong));
        }
        if (!held.isEmpty() || WAITS.contains(run.result())) {
            return status(snapshot, State.HELD, held.isEmpty() ? run.result() : "held back: " + some(held));
        }
        boolean moving = snapshot.health().equals("Progressing");
        if (snapshot.sync().equals("InSync") && !moving) {
            return status(snapshot, State.IN_SYNC, "in sync, " + snapshot.health());
        }
        return status(snapshot, State.QUEUED, moving ? "progressing" : "queued");
    }

    /** The services whose revision was taken back: each piece of evidence begins with one. */
    private static List<String> services(Snapshot snapshot) {
        return snapshot.evidence().stream()
                .map(line -> line.replaceFirst("(?s): .*", ""))
                .distinct()
                .toList();
    }

    private static String after(String words, List<String> names) {
        return names.isEmpty() ? "" : words + some(names);
    }

    private static CommitStatus status(Snapshot snapshot, State state, String description) {
        return new CommitStatus(snapshot.commit(), snapshot.environment(), state, description);
    }

    private static List<String> ids(Run run, Set<String> outcomes) {
        return run.lines().stream()
                .filter(line -> outcomes.contains(line.outcome()))
                .map(Run.Line::resource)
                .toList();
    }

    private static String some(List<String> names) {
        return names.get(0) + (names.size() > 1 ? " and " + (names.size() - 1) + " more" : "");
    }

    /** The place of a mistake, as far as it has one. */
    private static String refusal(List<String> problems) {
        List<String> places = problems.stream()
                .map(line -> line.replaceFirst("^(\\S+:\\d+:\\d+): .*", "$1"))
                .toList();
        boolean placed = !places.get(0).equals(problems.get(0));
        return placed ? "cannot be read: " + some(places) : "refused: see the operator's status";
    }

    @Override
    public void close() {
        statuses.close();
    }
}
