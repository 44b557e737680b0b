package io.kinexus.operator.git;

import io.kinexus.operator.core.rollout.Quarantine;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * Proposes to take a commit back whose revision was taken back: a branch with one commit on top of what is in force, for people
 * to look at and merge. Its name says what it is for, so it is made once however often it is asked for; the branch that
 * is followed is never written.
 */
public final class RevertBranches {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
    private static final String STORE = "reverts.git";
    private static final int SHORT = 8;

    private final GitSource source;
    private final GitDesiredState state;
    private final Author author;
    private final InstantSource clock;

    /** Whose commits they are. */
    public record Author(String name, String email) {}

    /** How it went. */
    public enum Result {
        PUSHED,
        /** A branch of that name is there, so nothing is done. */
        THERE,
        /** There is nothing that can be taken back, now or later. */
        NOTHING,
        /** The branch is further than what is in force. */
        NOT_YET
    }

    /** @param says for people, without secrets */
    public record Answer(Result result, String says) {}

    /** @param clock real time */
    public RevertBranches(GitSource source, GitDesiredState state, Author author, InstantSource clock) {
        this.source = source;
        this.state = state;
        this.author = author;
        this.clock = clock;
    }

    /**
     * Takes as long as the server does.
     *
     * @throws IOException when the server cannot be reached, or takes no branch
     * @throws GitRefused when the settings cannot be followed
     */
    public synchronized Answer push(Quarantine held) throws IOException {
        if (!COMMIT.matcher(held.commit()).matches()) {
            return new Answer(Result.NOTHING, "its revision came from no commit");
        }
        String branch = branch(held);
        if (source.remote().ref(branch).isPresent()) {
            return new Answer(Result.THERE, branch + " is there");
        }
        Optional<ObjectId> head = state.commit().map(ObjectId::fromString);
        if (head.isEmpty() || !source.tip().equals(head.get())) {
            return notYet();
        }
        try (CommitStore store = source.store().aside(STORE)) {
            ObjectId bad = ObjectId.fromString(held.commit());
            boolean moved = !source.remote().fetchWithParents(store, bad).equals(head.get());
            return moved ? notYet() : proposed(store, held, head.get(), bad);
        } finally {
            source.store().discard(STORE);
        }
    }

    private static Answer notYet() {
        return new Answer(Result.NOT_YET, "the branch is further than what is in force");
    }

    /** @throws GitRefused when no branch can be called so */
    private static String branch(Quarantine held) {
        String name = "refs/heads/kinexus/revert-" + held.service().environment() + "-"
                + held.service().name() + "-" + held.commit().substring(0, SHORT);
        if (!Repository.isValidRefName(name)) {
            throw new GitRefused("no branch can be called " + name);
        }
        return name;
    }

    private Answer proposed(CommitStore store, Quarantine held, ObjectId head, ObjectId bad) throws IOException {
        try (RevWalk walk = new RevWalk(store.repository())) {
            RevCommit commit = walk.parseCommit(bad);
            if (commit.getParentCount() == 0) {
                return new Answer(Result.NOTHING, "there is nothing before commit " + held.commit());
            }
            String folder = source.folder(held.service().environment());
            RevCommit before = walk.parseCommit(commit.getParent(0));
            Undoing.Undone undone = new Undoing(store.repository(), folder)
                    .undo(walk.parseCommit(head).getTree(), commit.getTree(), before.getTree());
            RevertMessage message = new RevertMessage(held, commit, folder, undone);
            if (undone.tree().isEmpty()) {
                return new Answer(Result.NOTHING, message.whyNothing());
            }
            ObjectId made = built(store, undone.tree().get(), head, message.text());
            String branch = branch(held);
            boolean pushed = source.remote().push(store, made, branch);
            return pushed
                    ? new Answer(Result.PUSHED, branch + " is commit " + made.name())
                    : new Answer(Result.THERE, branch + " is there");
        }
    }

    private ObjectId built(CommitStore store, ObjectId tree, ObjectId parent, String message) throws IOException {
        PersonIdent person = new PersonIdent(author.name(), author.email(), clock.instant(), ZoneOffset.UTC);
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree);
        commit.setParentId(parent);
        commit.setAuthor(person);
        commit.setCommitter(person);
        commit.setMessage(message);
        try (ObjectInserter inserter = store.repository().newObjectInserter()) {
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id;
        }
    }
}
