package io.kinexus.operator.git;

import io.kinexus.operator.desired.DesiredFolder;
import io.kinexus.operator.desired.Kinds;
import io.kinexus.operator.desired.Tree;
import io.kinexus.operator.engine.Desired;
import io.kinexus.operator.engine.DesiredState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Desired state as the newest commit of a branch that could be read whole. What cannot be reached, or cannot be read, changes
 * nothing: for each environment the last good commit stays in force, and every reading says since when and why.
 */
public final class GitDesiredState implements DesiredState, AutoCloseable {
    private static final String HEAD = "refs/kinexus/head";
    private static final String GOOD = "refs/kinexus/good/";
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

    /** Fetches until the copy on disk is packed anew. */
    private static final int PACKS = 40;

    /** A poll that is no older than this is not made again. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final GitSource source;
    private final Kinds kinds;
    private final InstantSource clock;
    private final Map<String, Desired> good = new ConcurrentHashMap<>();
    private final Map<String, String> taken = new ConcurrentHashMap<>();
    private volatile Optional<Commit> head = Optional.empty();
    private volatile Optional<Trouble> trouble = Optional.empty();
    private volatile Optional<Instant> asked = Optional.empty();
    private volatile Optional<Instant> tried = Optional.empty();
    private volatile Optional<String> note = Optional.empty();
    private volatile int failures;

    /**
     * Why the newest commit is not in force.
     *
     * @param refused false while the server cannot be reached
     * @param commit the one that is refused; empty when there is none
     */
    public record Trouble(Instant since, boolean refused, Optional<String> commit, String why) {
        private Trouble after(Optional<Trouble> before) {
            return before.filter(it -> it.refused() == refused && it.commit().equals(commit))
                    .map(it -> new Trouble(it.since(), refused, commit, why))
                    .orElse(this);
        }
    }

    /** @param clock real time */
    public GitDesiredState(GitSource source, Kinds kinds, InstantSource clock) {
        this.source = source;
        this.kinds = kinds;
        this.clock = clock;
    }

    /** What was in force when the process ended, if it is still there: git may not be reachable now. */
    public synchronized void recall() {
        try {
            Optional<ObjectId> last = source.store().ref(HEAD);
            if (last.isPresent()) {
                accept(last.get());
            }
        } catch (IOException | GitRefused lost) {
            troubled(lost instanceof GitRefused, Optional.empty(), GitSource.reason(lost));
        }
    }

    /**
     * Asks the server once, and reads what is new.
     *
     * @return whether turns should be made, since something is different
     */
    public synchronized boolean poll() {
        tried = Optional.of(clock.instant());
        Optional<String> newest = Optional.empty();
        try {
            ObjectId tip = source.tip();
            newest = Optional.of(tip.name());
            boolean before = trouble.isPresent();
            boolean same = head.filter(it -> it.id().equals(tip.name())).isPresent();
            if (!same) {
                ObjectId commit = there(tip);
                Optional<String> told = rewritten(commit);
                accept(commit);
                note = told;
                source.store().tidy(PACKS);
            }
            trouble = Optional.empty();
            asked = Optional.of(clock.instant());
            failures = 0;
            return before || !same;
        } catch (GitRefused refused) {
            failures = 0;
            return troubled(true, newest, GitSource.reason(refused));
        } catch (IOException | UncheckedIOException unreachable) {
            failures++;
            return troubled(false, Optional.empty(), GitSource.reason(unreachable));
        }
    }

    private boolean troubled(boolean refused, Optional<String> commit, String why) {
        Trouble now = new Trouble(clock.instant(), refused, commit, why).after(trouble);
        boolean news = !trouble.equals(Optional.of(now));
        trouble = Optional.of(now);
        return news;
    }

    /**
     * That history was rewritten, or the branch went back; empty when the commit builds on the one in force.
     *
     * @throws GitRefused when that is not to be followed
     */
    private Optional<String> rewritten(ObjectId commit) throws IOException {
        if (head.isEmpty()) {
            return Optional.empty();
        }
        String before = head.get().id();
        Lineage lineage = source.lineage(ObjectId.fromString(before), commit);
        String what = lineage == Lineage.ELSEWHERE
                ? "commit " + commit.name() + " does not build on " + before
                        + ", which was in force: history was rewritten, or the branch went back"
                : "the server does not tell whether commit " + commit.name() + " builds on " + before;
        if (lineage != Lineage.FORWARD && !source.rewrites()) {
            throw new GitRefused(what + "; KINEXUS_GIT_REWRITES=follow lets it be in force all the same");
        }
        return Optional.of(what).filter(it -> lineage == Lineage.ELSEWHERE);
    }

    private ObjectId there(ObjectId tip) throws IOException {
        boolean refusedBefore =
                source.store().ref(Remote.FETCHED).filter(tip::equals).isPresent();
        return refusedBefore ? tip : source.fetch();
    }

    private void accept(ObjectId id) throws IOException {
        Tree tree = source.tree(id);
        DesiredFolder folder =
                head.map(newest -> newest.folder().at(tree)).orElseGet(() -> new DesiredFolder(tree, kinds));
        Commit commit = Commit.read(id.name(), folder);
        for (Map.Entry<String, Reading> entry : commit.readings().entrySet()) {
            remember(entry.getKey(), entry.getValue(), id);
        }
        source.store().point(HEAD, id);
        head = Optional.of(commit);
    }

    private void remember(String environment, Reading reading, ObjectId id) throws IOException {
        Optional<Desired> desired = reading.fold(Optional::of, problems -> Optional.empty());
        if (desired.isPresent()) {
            source.store().point(GOOD + environment, id);
            good.put(environment, desired.get());
        } else if (!good.containsKey(environment)) {
            Optional<ObjectId> before = source.store().ref(GOOD + environment);
            if (before.isPresent()) {
                new DesiredFolder(source.tree(before.get()), kinds)
                        .read(environment)
                        .fold(Optional::of, problems -> Optional.<Desired>empty())
                        .ifPresent(found -> good.put(environment, found));
            }
        }
    }

    @Override
    public List<String> environments() {
        return head.map(Commit::environments)
                .orElseThrow(() -> new UncheckedIOException(new IOException(String.join("; ", nothingYet()))));
    }

    @Override
    public Reading read(String environment) {
        if (head.isEmpty()) {
            return new Reading.Broken(nothingYet());
        }
        Commit newest = head.get();
        Optional<Reading> reading = Optional.ofNullable(newest.readings().get(environment));
        if (reading.isEmpty()) {
            return new Reading.Broken(List.of("commit " + newest.id() + " holds no environment " + environment));
        }
        return reading.get()
                .fold(
                        desired -> inForce(environment, desired, troubles(desired.commit())),
                        problems -> lastGood(environment, newest, problems));
    }

    /** Unless another replica went further than what this one knows: then an older commit would be a step back. */
    private Reading inForce(String environment, Desired desired, List<String> behind) {
        Optional<String> further = Optional.ofNullable(taken.get(environment))
                .filter(commit -> !behind.isEmpty() && !commit.equals(desired.commit()));
        if (further.isEmpty()) {
            List<String> told = new ArrayList<>(behind);
            note.filter(it -> it.contains("commit " + desired.commit())).ifPresent(told::add);
            return new Reading.Complete(desired.behind(told));
        }
        List<String> why = new ArrayList<>(behind);
        why.add("nothing is done: another replica went on to commit " + further.get() + ", which is not in force here");
        return new Reading.Broken(why);
    }

    private Reading lastGood(String environment, Commit newest, List<String> problems) {
        Optional<Desired> last = Optional.ofNullable(good.get(environment));
        if (last.isEmpty()) {
            return new Reading.Broken(problems);
        }
        List<String> why = new ArrayList<>(troubles(last.get().commit()));
        why.add("commit " + newest.id() + " cannot be read, so " + last.get().commit() + " stays in force");
        why.addAll(problems);
        return inForce(environment, last.get(), why);
    }

    @Override
    public void renew(String environment, String commit) {
        if (COMMIT.matcher(commit).matches()) {
            taken.put(environment, commit);
        }
        if (tried.filter(at -> clock.instant().isBefore(at.plus(FRESH))).isEmpty()) {
            poll();
        }
    }

    private List<String> troubles(String inForce) {
        return trouble.map(it -> line(it) + "; " + inForce + " stays in force")
                .map(List::of)
                .orElse(List.of());
    }

    private List<String> nothingYet() {
        return List.of(trouble.map(this::line).orElse(source.address() + " has not been read yet"));
    }

    private String line(Trouble it) {
        return it.refused()
                ? it.why() + " (since " + it.since() + ")"
                : source.address() + " cannot be read since " + it.since() + ": " + it.why();
    }

    /**
     * The newest commit, where it is not in force in an environment because of what it says.
     *
     * @return its mistakes by its id; empty when it is in force, or cannot be asked for
     */
    public Map<String, List<String>> refused(String environment) {
        Optional<Trouble> whole = trouble.filter(it -> it.commit().isPresent());
        if (whole.isPresent()) {
            return Map.of(
                    whole.get().commit().orElseThrow(), List.of(whole.get().why()));
        }
        return head.flatMap(it -> Optional.ofNullable(it.readings().get(environment))
                        .map(reading -> reading.fold(
                                desired -> Map.<String, List<String>>of(), problems -> Map.of(it.id(), problems))))
                .orElse(Map.of());
    }

    /** The newest commit that is in force somewhere. */
    public Optional<String> commit() {
        return head.map(Commit::id);
    }

    public Optional<Trouble> trouble() {
        return trouble;
    }

    /** When the server last answered. */
    public Optional<Instant> asked() {
        return asked;
    }

    /** How often in a row the server could not be reached. */
    public int failures() {
        return failures;
    }

    public String address() {
        return source.address();
    }

    @Override
    public void close() {
        source.close();
    }
}
