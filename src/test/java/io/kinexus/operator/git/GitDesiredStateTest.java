package io.kinexus.operator.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.desired.Kinds;
import io.kinexus.operator.engine.Desired;
import io.kinexus.operator.engine.DesiredState.Reading;
import io.kinexus.operator.support.Certificates;
import io.kinexus.operator.support.HttpsGit;
import io.kinexus.operator.support.Repo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The newest commit that could be read whole is in force, whatever happens to the server. */
class GitDesiredStateTest {
    static final String ENVIRONMENT = """
        apiVersion: kinexus.io/v1
        kind: Environment
        metadata: {name: test}
        spec:
          account: "123456789012"
          region: us-east-1
        """;

    static final String CLUSTER = """
        apiVersion: kinexus.io/v1
        kind: Cluster
        metadata: {name: main}
        spec: {}
        """;

    @TempDir
    Path folder;

    private final Certificates certificates = new Certificates();
    private Repo repo;
    private HttpsGit server;
    private GitDesiredState state;

    @BeforeEach
    void start() throws IOException {
        repo = new Repo(folder.resolve("origin.git"));
        server = new HttpsGit(repo, certificates.server("localhost"));
        state = state();
    }

    private GitDesiredState state() throws IOException {
        GitSettings settings = Settings.https(server.url(), certificates.pem(folder.resolve("ca.pem")));
        return new GitDesiredState(
                GitSource.open(settings, folder.resolve("home")), Kinds.installed(), InstantSource.system());
    }

    @AfterEach
    void stop() {
        state.close();
        server.close();
    }

    static List<String> problems(Reading reading) {
        return reading.fold(Desired::behind, problems -> problems);
    }

    private Desired desired() {
        return state.read("test").fold(desired -> desired, problems -> {
            throw new AssertionError(problems);
        });
    }

    @Test
    void aCommitIsTheRevision() {
        ObjectId first = repo.commit(Map.of("desired-state/test/environment.yaml", ENVIRONMENT));
        assertThat(state.poll()).as(String.valueOf(state.trouble())).isTrue();
        assertThat(state.environments()).containsExactly("test");
        assertThat(desired().commit()).isEqualTo(first.name());
        assertThat(state.poll()).isFalse();

        ObjectId second = repo.commit(
                Map.of("desired-state/test/environment.yaml", ENVIRONMENT, "desired-state/test/cluster.yaml", CLUSTER));
        assertThat(state.poll()).isTrue();
        assertThat(desired().commit()).isEqualTo(second.name());
        assertThat(desired().resources()).hasSize(1);
    }

    private static Map<String, String> files(String... more) {
        Map<String, String> files = new TreeMap<>(Map.of("desired-state/test/environment.yaml", ENVIRONMENT));
        for (int i = 0; i < more.length; i += 2) {
            files.put("desired-state/" + more[i], more[i + 1]);
        }
        return files;
    }

    /** What stays in force through whatever happens to the next commit. */
    private ObjectId inForce() {
        ObjectId commit = repo.commit(files("test/cluster.yaml", CLUSTER));
        state.poll();
        assertThat(desired().commit()).isEqualTo(commit.name());
        assertThat(desired().resources()).hasSize(1);
        return commit;
    }

    private void staysInForce(ObjectId commit, String why) {
        assertThat(desired().commit()).isEqualTo(commit.name());
        assertThat(desired().resources()).hasSize(1);
        assertThat(desired().behind()).anyMatch(line -> line.contains(why) && line.contains("stays in force"));
    }

    private String nothingIsInForce() {
        assertThat(state.commit()).isEmpty();
        List<String> lines = state.read("test").fold(desired -> List.of(), problems -> problems);
        assertThat(lines).hasSize(1);
        return lines.get(0);
    }

    @Test
    void t1ACloneThatFailsIsNoEmptySource() {
        server.instead = Optional.of(exchange -> exchange.sendResponseHeaders(500, -1));
        assertThat(state.poll()).isTrue();
        assertThat(nothingIsInForce()).contains("cannot be read since", "500");
        assertThat(state.failures()).isEqualTo(1);

        server.instead = Optional.empty();
        ObjectId commit = inForce();
        server.instead = Optional.of(exchange -> exchange.sendResponseHeaders(503, -1));
        assertThat(state.poll()).isTrue();
        assertThat(state.poll()).as("nothing new").isFalse();
        staysInForce(commit, "503");

        server.instead = Optional.empty();
        assertThat(state.poll()).isTrue();
        assertThat(desired().behind()).isEmpty();
    }

    @Test
    void t2AnAnswerThatIsAboutTheTokenIsNoEmptySource() {
        ObjectId commit = inForce();
        server.authorization = Optional.of("Basic nobody");
        state.poll();
        staysInForce(commit, "not authorized");
    }

    @Test
    void t3AnEmptyRepositoryIsNoEmptySource() {
        state.poll();
        assertThat(nothingIsInForce()).contains("has no commit yet");

        ObjectId commit = inForce();
        repo.point(Repo.MAIN, repo.built(repo.tree(), commit));
        state.poll();
        staysInForce(commit, "has no folder desired-state");

        repo.commit(repo.tree(Repo.Item.folder("desired-state", repo.tree())));
        state.poll();
        staysInForce(commit, "holds no environment");

        repo.commit(Map.of("desired-state/test/README.md", "nothing else\n"));
        state.poll();
        staysInForce(commit, "cannot be read");
        assertThat(desired().behind()).anyMatch(line -> line.contains("there is no document"));
    }

    @Test
    void aBranchThatIsGoneIsNoEmptySource() throws IOException {
        ObjectId commit = inForce();
        RefUpdate update = repo.repository.updateRef(Repo.MAIN);
        update.setForceUpdate(true);
        update.delete();
        state.poll();
        staysInForce(commit, "has no commit yet");
    }

    @Test
    void t7AHostThatIsNotFoundIsNoEmptySource() throws IOException {
        GitSettings settings =
                Settings.https("https://nowhere.invalid/team/state.git", certificates.pem(folder.resolve("ca.pem")));
        try (GitDesiredState nowhere = new GitDesiredState(
                GitSource.open(settings, folder.resolve("home")), Kinds.installed(), InstantSource.system())) {
            assertThat(nowhere.poll()).isTrue();
            assertThat(problems(nowhere.read("test")))
                    .singleElement()
                    .asString()
                    .contains("https://nowhere.invalid/team/state.git cannot be read since")
                    .contains("nowhere.invalid");
            assertThat(nowhere.failures()).isEqualTo(1);
        }
    }

    @Test
    void t8AnAnswerThatIsCutOffIsNoSource() {
        ObjectId commit = inForce();
        repo.commit(files());
        server.cutAfter = 200;
        state.poll();
        staysInForce(commit, "cannot be read since");
        server.cutAfter = Integer.MAX_VALUE;
        state.poll();
        assertThat(desired().resources()).isEmpty();
    }

    @Test
    void aBrokenEnvironmentKeepsItsLastGoodCommitAndHoldsNoOtherUp() {
        repo.commit(files("test/cluster.yaml", CLUSTER, "other/environment.yaml", other()));
        state.poll();
        ObjectId good = repo.tip();
        ObjectId broken =
                repo.commit(files("test/cluster.yaml", CLUSTER + "  colour: red\n", "other/environment.yaml", other()));
        assertThat(state.poll()).isTrue();
        staysInForce(good, "commit " + broken.name() + " cannot be read");
        assertThat(desired().behind()).anyMatch(line -> line.startsWith("desired-state/test/cluster.yaml:"));
        Desired other = state.read("other").fold(desired -> desired, problems -> {
            throw new AssertionError(problems);
        });
        assertThat(other.commit()).isEqualTo(broken.name());
        assertThat(other.behind()).isEmpty();
    }

    private static String other() {
        return ENVIRONMENT.replace("name: test", "name: other");
    }

    @Test
    void whatWasInForceIsSoAgainAfterAStartWithoutTheServer() throws IOException {
        ObjectId good = inForce();
        ObjectId broken = repo.commit(files("test/cluster.yaml", "kind: [\n"));
        state.poll();
        state.close();
        server.instead = Optional.of(exchange -> exchange.sendResponseHeaders(500, -1));
        state = state();
        state.recall();
        state.poll();
        assertThat(state.commit()).contains(broken.name());
        staysInForce(good, "500");
    }

    @Test
    void aPollThatFindsNothingNewTransfersNothing() {
        inForce();
        server.requests.clear();
        assertThat(state.poll()).isFalse();
        assertThat(server.requests).allMatch(line -> line.contains("/info/refs") || line.startsWith("POST"));
        assertThat(server.packs).hasValue(1);
    }

    @Test
    void aServerThatCannotLeaveLargeFilesOutIsReadToo() throws IOException {
        repo.repository.getConfig().setBoolean("uploadpack", null, "allowFilter", false);
        repo.repository.getConfig().save();
        repo.commit(files("test/a.yaml", "#".repeat((2 << 20) + 1)));
        state.poll();
        assertThat(problems(state.read("test")))
                .containsExactly("desired-state/test/a.yaml:1:1: document: 2097153 bytes; must be at most 2097152");
    }

    @Test
    void whoTakesAnEnvironmentOverDoesNotFallBehindTheOneBefore() {
        ObjectId old = inForce();
        ObjectId newer = repo.commit(files());
        server.instead = Optional.of(exchange -> exchange.sendResponseHeaders(500, -1));
        state.renew("test", newer.name());
        state.poll();
        List<String> lines = state.read("test").fold(desired -> List.of(desired.commit()), problems -> problems);
        assertThat(lines).hasSize(2).anyMatch(line -> line.contains("nothing is done") && line.contains(newer.name()));
        assertThat(lines).noneMatch(line -> line.equals(old.name()));

        server.instead = Optional.empty();
        state.poll();
        assertThat(desired().commit()).isEqualTo(newer.name());
    }

    @Test
    void aForcedPushIsFollowedAndSaid() throws IOException {
        ObjectId first = inForce();
        ObjectId tree = repo.tree(files());
        repo.point(Repo.MAIN, repo.built(tree, repo.built(tree, first)));
        state.poll();
        assertThat(desired().behind()).as("two commits ahead").isEmpty();
        ObjectId second = repo.tip();

        ObjectId elsewhere = repo.point(Repo.MAIN, repo.built(repo.tree(files("test/cluster.yaml", CLUSTER))));
        state.poll();
        assertThat(desired().commit()).isEqualTo(elsewhere.name());
        assertThat(desired().behind())
                .containsExactly("commit " + elsewhere.name() + " does not build on " + second.name()
                        + ", which was in force: history was rewritten, or the branch went back");
    }

    @Test
    void aBranchThatGoesBackIsRefusedWhereThatIsWanted() throws IOException {
        GitSettings plain = Settings.https(server.url(), certificates.pem(folder.resolve("ca.pem")));
        GitSettings settings = new GitSettings(
                plain.url(),
                plain.branch(),
                plain.path(),
                plain.user(),
                plain.token(),
                plain.sshKey(),
                plain.sshPassphrase(),
                plain.knownHosts(),
                plain.authorities(),
                plain.loopback(),
                plain.timeout(),
                plain.signers(),
                false);
        state.close();
        state = new GitDesiredState(
                GitSource.open(settings, folder.resolve("home")), Kinds.installed(), InstantSource.system());
        repo.commit(files());
        ObjectId old = repo.tip();
        ObjectId commit = inForce();
        repo.point(Repo.MAIN, old);
        state.poll();
        staysInForce(commit, "does not build on");
        assertThat(state.refused("test")).containsKey(old.name());
    }

    @Test
    void theCopyOnDiskDoesNotGrowForEver() throws IOException {
        GitSettings settings = Settings.https(server.url(), certificates.pem(folder.resolve("ca.pem")));
        try (GitSource source = GitSource.open(settings, folder.resolve("other"))) {
            for (int i = 0; i < 6; i++) {
                repo.commit(files("test/cluster.yaml", CLUSTER + "# " + i + "\n"));
                source.fetch();
            }
            assertThat(source.store().packs()).isEqualTo(6);
            source.store().tidy(6);
            assertThat(source.store().packs()).isEqualTo(6);
            source.store().tidy(5);
            assertThat(source.store().packs()).isEqualTo(1);
            assertThat(source.newest(Kinds.installed()).read("test")).isInstanceOf(Reading.Complete.class);
            repo.commit(files());
            assertThat(source.newest(Kinds.installed()).read("test")).isInstanceOf(Reading.Complete.class);
        }
    }
}
