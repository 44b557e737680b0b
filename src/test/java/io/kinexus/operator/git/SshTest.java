package io.kinexus.operator.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.desired.Kinds;
import io.kinexus.operator.git.GitSettings.Secret;
import io.kinexus.operator.support.Repo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S-T13 over SSH: whose host key is not known is not read from, and there is no way around. */
class SshTest {
    @TempDir
    Path folder;

    private final KeyPair host = SshGit.pair();
    private final KeyPair reader = SshGit.pair();
    private Repo repo;
    private SshGit server;

    @BeforeEach
    void start() throws IOException {
        repo = new Repo(folder.resolve("origin.git"));
        repo.commit(Map.of("desired-state/test/environment.yaml", GitDesiredStateTest.ENVIRONMENT));
        server = new SshGit(repo, host, reader.getPublic());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private GitSettings settings(Path key, Secret passphrase, Path hosts) {
        return new GitSettings(
                server.url(),
                Optional.empty(),
                "desired-state",
                "",
                Secret.NONE,
                Optional.of(key),
                passphrase,
                Optional.of(hosts),
                Optional.empty(),
                true,
                Duration.ofSeconds(5),
                Optional.empty(),
                true);
    }

    /** What is wrong; nothing when the commit is in force. */
    private String poll(GitSettings settings) throws IOException {
        try (GitDesiredState state = new GitDesiredState(
                GitSource.open(settings, folder.resolve("home")), Kinds.installed(), InstantSource.system())) {
            state.poll();
            assertThat(state.commit().isPresent()).isEqualTo(state.trouble().isEmpty());
            return state.trouble().map(GitDesiredState.Trouble::why).orElse("");
        }
    }

    private Path known() {
        return server.knownHosts(folder.resolve("known_hosts"), host.getPublic());
    }

    @Test
    void aKnownHostIsReadFromWithTheKey() throws IOException {
        Path key = SshGit.written(reader, folder.resolve("id"), Optional.empty());
        assertThat(poll(settings(key, Secret.NONE, known()))).isEmpty();
        assertThat(server.commands).isNotEmpty().allMatch("git-upload-pack '/team/state.git'"::equals);
    }

    @Test
    void aKeyMayHaveAPassphrase() throws IOException {
        Path key = SshGit.written(reader, folder.resolve("id"), Optional.of("correct horse"));
        assertThat(poll(settings(key, () -> Optional.of("correct horse"), known())))
                .isEmpty();
        assertThat(poll(settings(key, () -> Optional.of("battery staple"), known())))
                .contains("localhost")
                .doesNotContain("battery");
        assertThat(poll(settings(key, Secret.NONE, known()))).contains("localhost");
    }

    @Test
    void anUnknownHostIsRefusedAndNotLearned() throws IOException {
        Path key = SshGit.written(reader, folder.resolve("id"), Optional.empty());
        Path hosts = Files.createFile(folder.resolve("known_hosts"));
        assertThat(poll(settings(key, Secret.NONE, hosts))).contains("host key");
        assertThat(hosts).isEmptyFile();
        assertThat(server.commands).isEmpty();
    }

    @Test
    void aChangedHostKeyIsRefused() throws IOException {
        Path key = SshGit.written(reader, folder.resolve("id"), Optional.empty());
        Path hosts =
                server.knownHosts(folder.resolve("known_hosts"), SshGit.pair().getPublic());
        assertThat(poll(settings(key, Secret.NONE, hosts))).contains("host key");
        assertThat(server.commands).isEmpty();
    }

    @Test
    void aRevokedHostKeyIsRefused() throws IOException {
        Path key = SshGit.written(reader, folder.resolve("id"), Optional.empty());
        Path hosts = known();
        String line = Files.readString(hosts);
        Files.writeString(hosts, line + "@revoked " + line);
        assertThat(poll(settings(key, Secret.NONE, hosts))).contains("host key");
    }

    @Test
    void aKeyThatTheServerDoesNotKnowIsRefusedByIt() throws IOException {
        Path key = SshGit.written(SshGit.pair(), folder.resolve("id"), Optional.empty());
        assertThat(poll(settings(key, Secret.NONE, known()))).isNotEmpty();
        assertThat(server.commands).isEmpty();
    }

    @Test
    void withoutKeyOrKnownHostsNobodyIsAsked() throws IOException {
        Path key = SshGit.written(reader, folder.resolve("id"), Optional.empty());
        assertThat(poll(settings(folder.resolve("none"), Secret.NONE, known()))).contains("KINEXUS_GIT_SSH_KEY_FILE");
        assertThat(poll(settings(key, Secret.NONE, folder.resolve("none")))).contains("KINEXUS_GIT_KNOWN_HOSTS_FILE");
    }
}
