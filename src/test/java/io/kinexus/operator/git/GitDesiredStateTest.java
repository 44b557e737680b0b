package io.kinexus.operator.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.desired.Kinds;
import io.kinexus.operator.engine.Desired;
import io.kinexus.operator.engine.DesiredState.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
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
}
