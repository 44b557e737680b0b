package io.kinexus.operator.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.rollout.Quarantine;
import io.kinexus.operator.desired.Kinds;
import io.kinexus.operator.git.RevertBranches.Answer;
import io.kinexus.operator.git.RevertBranches.Author;
import io.kinexus.operator.git.RevertBranches.Result;
import io.kinexus.operator.support.Certificates;
import io.kinexus.operator.support.HttpsGit;
import io.kinexus.operator.support.Repo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was taken back in AWS is proposed to be taken back in git: once, in its environment's folder, and never by force. */
class RevertBranchesTest {
    private static final Instant NOW = Instant.parse("2026-01-05T16:00:00Z");
    private static final String CLUSTER = GitDesiredStateTest.CLUSTER;

    @TempDir
    Path folder;

    private final Certificates certificates = new Certificates();
    private Repo repo;
    private HttpsGit server;
    private GitSource source;
    private GitDesiredState state;

    @BeforeEach
    void start() throws IOException {
        repo = new Repo(folder.resolve("origin.git"));
        server = new HttpsGit(repo, certificates.server("localhost"));
        begin();
    }

    private void begin() throws IOException {
        source = GitSource.open(
                Settings.https(server.url(), certificates.pem(folder.resolve("ca.pem"))), folder.resolve("home"));
        state = new GitDesiredState(source, Kinds.installed(), InstantSource.system());
    }

    @AfterEach
    void stop() {
        state.close();
        server.close();
    }

    /** Two environments and a file beside them, with more or other files of the first. */
    private static Map<String, String> files(String... more) {
        Map<String, String> files = new TreeMap<>(Map.of(
                "README.md",
                "about\n",
                "desired-state/test/environment.yaml",
                GitDesiredStateTest.ENVIRONMENT,
                "desired-state/test/cluster.yaml",
                CLUSTER,
                "desired-state/other/environment.yaml",
                GitDesiredStateTest.ENVIRONMENT.replace("name: test", "name: other"),
                "desired-state/other/cluster.yaml",
                CLUSTER));
        for (int i = 0; i < more.length; i += 2) {
            files.put(more[i], more[i + 1]);
        }
        return files;
    }

    private ObjectId commit(Map<String, String> files) {
        ObjectId commit = repo.commit(files);
        state.poll();
        assertThat(state.commit()).as(String.valueOf(state.trouble())).contains(commit.name());
        return commit;
    }

    private static Quarantine held(ObjectId commit) {
        return new Quarantine(
                ResourceId.of("test", "ecs-service", "api"),
                "ab".repeat(32),
                "r-17",
                commit.name(),
                "8 of 10 tasks stopped:\nexit code 1",
                Instant.parse("2026-01-05T15:30:00Z"));
    }

    private Answer push(ObjectId commit) throws IOException {
        return new RevertBranches(source, state, new Author("Kinexus Operator", "kinexus@example.com"), () -> NOW)
                .push(held(commit));
    }

    private static String branch(ObjectId commit) {
        return "refs/heads/kinexus/revert-test-api-" + commit.name().substring(0, 8);
    }

    private Optional<ObjectId> at(String ref) throws IOException {
        return Optional.ofNullable(repo.repository.exactRef(ref)).map(found -> found.getObjectId());
    }

    private RevCommit proposal(ObjectId commit) throws IOException {
        try (RevWalk walk = new RevWalk(repo.repository)) {
            return walk.parseCommit(at(branch(commit)).orElseThrow());
        }
    }

    /** Every file of a commit, by path. */
    private Map<String, String> content(ObjectId commit) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (RevWalk commits = new RevWalk(repo.repository);
                TreeWalk walk = new TreeWalk(repo.repository)) {
            walk.addTree(commits.parseCommit(commit).getTree());
            walk.setRecursive(true);
            while (walk.next()) {
                byte[] bytes = repo.repository.open(walk.getObjectId(0)).getBytes();
                files.put(walk.getPathString(), new String(bytes, StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    @Test
    void whatTheCommitChangedInItsFolderIsAsItWasAndNothingElse() throws IOException {
        repo.commit(files());
        commit(files("desired-state/test/old.yaml", CLUSTER.replace("main", "old")));
        ObjectId bad = commit(files(
                "README.md",
                "about more\n",
                "desired-state/test/cluster.yaml",
                CLUSTER + "# bad\n",
                "desired-state/test/new.yaml",
                CLUSTER.replace("main", "new"),
                "desired-state/other/cluster.yaml",
                CLUSTER + "# bad too\n"));

        Answer answer = push(bad);
        assertThat(answer.result()).as(answer.says()).isEqualTo(Result.PUSHED);
        RevCommit proposal = proposal(bad);
        assertThat(proposal.getParents()).extracting(RevCommit::getName).containsExactly(bad.name());
        assertThat(content(proposal))
                .isEqualTo(files(
                        "README.md",
                        "about more\n",
                        "desired-state/test/old.yaml",
                        CLUSTER.replace("main", "old"),
                        "desired-state/other/cluster.yaml",
                        CLUSTER + "# bad too\n"));
        assertThat(repo.tip()).as("the branch that is followed").isEqualTo(bad);
        assertThat(source.store().folder()).isDirectoryContaining("glob:**/commits.git");
        assertThat(source.store().folder()).isDirectoryNotContaining("glob:**/reverts.git");
    }

    @Test
    void itSaysWhyAndWho() throws IOException {
        commit(files());
        ObjectId bad = commit(files("desired-state/test/cluster.yaml", CLUSTER + "# bad\n"));
        push(bad);
        RevCommit proposal = proposal(bad);
        assertThat(proposal.getFullMessage()).isEqualTo("""
            Revert change in test

            ecs-service/api was taken back in test, and its revision is not tried again.

            Service: ecs-service/api
            Revision: %s
            Rollout: r-17
            Because: 8 of 10 tasks stopped: exit code 1
            Commit: %s of 2026-01-05T15:00:00Z
            Held back since: 2026-01-05T15:30:00Z

            Undone in desired-state/test, and nowhere else:
            - desired-state/test/cluster.yaml

            This reverts commit %s in that folder.
            """.formatted("ab".repeat(32), bad.name(), bad.name()));
        assertThat(proposal.getAuthorIdent().toExternalString())
                .startsWith("Kinexus Operator <kinexus@example.com> " + NOW.getEpochSecond());
    }

    @Test
    void itIsPushedOnceWhateverIsForgotten() throws IOException {
        commit(files());
        ObjectId bad = commit(files("desired-state/test/cluster.yaml", CLUSTER + "# bad\n"));
        assertThat(push(bad).result()).isEqualTo(Result.PUSHED);
        ObjectId first = proposal(bad);
        assertThat(push(bad).result()).isEqualTo(Result.THERE);

        state.close();
        begin();
        state.recall();
        assertThat(push(bad).result()).isEqualTo(Result.THERE);
        assertThat(server.pushes).hasValue(1);
        assertThat(proposal(bad)).isEqualTo(first);
    }

    @Test
    void aBranchOfThatNameIsLeftAlone() throws IOException {
        ObjectId good = commit(files());
        ObjectId bad = commit(files("desired-state/test/cluster.yaml", CLUSTER + "# bad\n"));
        repo.point(branch(bad), good);
        assertThat(push(bad).result()).isEqualTo(Result.THERE);
        assertThat(at(branch(bad))).contains(good);
        assertThat(server.pushes).hasValue(0);
    }

    @Test
    void aBranchThatAppearsMeanwhileIsLeftAloneToo() throws IOException {
        ObjectId good = commit(files());
        ObjectId bad = commit(files("desired-state/test/cluster.yaml", CLUSTER + "# bad\n"));
        repo.point(branch(bad), good);
        try (CommitStore store = source.store().aside("own.git")) {
            source.remote().fetchWithParents(store, bad);
            assertThat(source.remote().push(store, bad, branch(bad))).isFalse();
        }
        assertThat(at(branch(bad))).contains(good);
    }

    @Test
    void aFileThatHasChangedAgainIsLeft() throws IOException {
        commit(files("desired-state/test/a.yaml", CLUSTER.replace("main", "a")));
        ObjectId bad = commit(files(
                "desired-state/test/a.yaml", CLUSTER.replace("main", "a") + "# bad\n",
                "desired-state/test/cluster.yaml", CLUSTER + "# bad\n"));
        Map<String, String> since = files(
                "desired-state/test/a.yaml", CLUSTER.replace("main", "a") + "# bad\n",
                "desired-state/test/cluster.yaml", CLUSTER + "# mended\n",
                "desired-state/test/later.yaml", CLUSTER.replace("main", "later"));
        repo.commit(files("README.md", "between\n"));
        ObjectId head = commit(since);

        Answer answer = push(bad);
        assertThat(answer.result()).as(answer.says()).isEqualTo(Result.PUSHED);
        RevCommit proposal = proposal(bad);
        assertThat(proposal.getParents()).extracting(RevCommit::getName).containsExactly(head.name());
        since.put("desired-state/test/a.yaml", CLUSTER.replace("main", "a"));
        assertThat(content(proposal)).isEqualTo(since);
        assertThat(proposal.getFullMessage())
                .contains("Left as it is:\n- desired-state/test/cluster.yaml was changed again since\n");
    }

    private void nothing(ObjectId bad, String why) throws IOException {
        Answer answer = push(bad);
        assertThat(answer.result()).isEqualTo(Result.NOTHING);
        assertThat(answer.says()).contains(why);
        assertThat(at(branch(bad))).isEmpty();
        assertThat(server.pushes).hasValue(0);
    }

    @Test
    void withoutAnythingToUndoNothingIsPushed() throws IOException {
        commit(files());
        ObjectId elsewhere = commit(files("desired-state/other/cluster.yaml", CLUSTER + "# other\n"));
        nothing(elsewhere, "changed nothing in desired-state/test");

        ObjectId bad = commit(files("desired-state/test/cluster.yaml", CLUSTER + "# bad\n"));
        commit(files());
        nothing(bad, "desired-state/test/cluster.yaml is as it was before already");
    }

    @Test
    void whatBroughtTheEnvironmentInIsNotUndone() throws IOException {
        ObjectId first = commit(files());
        nothing(first, "nothing before commit " + first.name());

        repo.commit(Map.of("README.md", "about\n"));
        ObjectId again = commit(files());
        nothing(again, "desired-state/test/cluster.yaml came with the whole environment");
    }

    @Test
    void aMergeIsUndoneAgainstWhereItWentIn() throws IOException {
        ObjectId main = commit(files());
        ObjectId topic = repo.built(repo.tree(files("desired-state/test/cluster.yaml", CLUSTER + "# bad\n")), main);
        ObjectId merge = repo.point(
                Repo.MAIN,
                repo.built(repo.tree(files("desired-state/test/cluster.yaml", CLUSTER + "# bad\n")), main, topic));
        state.poll();
        assertThat(push(merge).result()).isEqualTo(Result.PUSHED);
        assertThat(content(proposal(merge))).isEqualTo(files());
    }

    @Test
    void aBranchThatIsFurtherThanWhatIsInForceIsWaitedFor() throws IOException {
        commit(files());
        ObjectId bad = commit(files("desired-state/test/cluster.yaml", CLUSTER + "# bad\n"));
        repo.commit(files("README.md", "more\n", "desired-state/test/cluster.yaml", CLUSTER + "# bad\n"));
        assertThat(push(bad).result()).isEqualTo(Result.NOT_YET);
        state.poll();
        assertThat(push(bad).result()).isEqualTo(Result.PUSHED);
    }

    @Test
    void whoMayOnlyReadIsToldAndKeepsWhatIsInForce() throws IOException {
        commit(files());
        ObjectId bad = commit(files("desired-state/test/cluster.yaml", CLUSTER + "# bad\n"));
        server.readOnly = true;
        assertThatThrownBy(() -> push(bad)).isInstanceOf(IOException.class).hasMessageContaining("not permitted");
        server.readOnly = false;
        server.declines = Optional.of("branches are protected");
        assertThatThrownBy(() -> push(bad))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not take " + branch(bad) + ": branches are protected");
        assertThat(at(branch(bad))).isEmpty();
        assertThat(state.poll()).isFalse();
        assertThat(state.trouble()).isEmpty();

        server.declines = Optional.empty();
        assertThat(push(bad).result()).isEqualTo(Result.PUSHED);
    }

    @Test
    void theCopyOfWhatIsInForceStaysShallow() throws IOException {
        commit(files());
        repo.commit(files("README.md", "2\n"));
        ObjectId bad = commit(files("desired-state/test/cluster.yaml", CLUSTER + "# bad\n"));
        Path shallow = source.store().repository().getDirectory().toPath().resolve("shallow");
        String before = Files.readString(shallow);
        assertThat(before).contains(bad.name());
        push(bad);
        assertThat(Files.readString(shallow)).isEqualTo(before);
        commit(files("desired-state/test/cluster.yaml", CLUSTER + "# next\n"));
    }
}
