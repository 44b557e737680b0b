package io.kinexus.operator.git;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.kinexus.operator.desired.Kinds;
import io.kinexus.operator.support.Certificates;
import io.kinexus.operator.support.HttpsGit;
import io.kinexus.operator.support.Repo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S-T13 over TLS, and S-T8 where a server tries to lead somewhere else: nothing is read, and no token is sent. */
class TlsTest {
    private static final String TOKEN = "ghp_canary0123456789";

    @TempDir
    Path folder;

    private final Certificates certificates = new Certificates();
    private Repo repo;

    @BeforeEach
    void start() {
        repo = new Repo(folder.resolve("origin.git"));
        repo.commit(Map.of("desired-state/test/environment.yaml", GitDesiredStateTest.ENVIRONMENT));
    }

    /** What is wrong; nothing when the commit is in force. */
    private String poll(HttpsGit server, Certificates trusted, boolean loopback) throws IOException {
        GitSettings plain = Settings.https(server.url(), trusted.pem(folder.resolve("ca.pem")));
        GitSettings settings = new GitSettings(
                plain.url(),
                plain.branch(),
                plain.path(),
                plain.user(),
                () -> Optional.of(TOKEN),
                plain.sshKey(),
                plain.sshPassphrase(),
                plain.knownHosts(),
                plain.authorities(),
                loopback,
                plain.timeout(),
                plain.signers(),
                plain.rewrites());
        try (GitDesiredState state = new GitDesiredState(
                GitSource.open(settings, folder.resolve("home")), Kinds.installed(), InstantSource.system())) {
            state.poll();
            assertThat(state.commit().isPresent()).isEqualTo(state.trouble().isEmpty());
            String why = state.trouble().map(GitDesiredState.Trouble::why).orElse("");
            assertThat(why).doesNotContain(TOKEN);
            return why;
        }
    }

    private String refused(SSLContext tls, Certificates trusted) throws IOException {
        try (HttpsGit server = new HttpsGit(repo, tls)) {
            String why = poll(server, trusted, true);
            assertThat(server.requests).as("nothing was sent").isEmpty();
            return why;
        }
    }

    @Test
    void aServerThatIsWhoItSaysIsReadWithTheToken() throws IOException {
        try (HttpsGit server = new HttpsGit(repo, certificates.server("localhost"))) {
            server.authorization = Optional.of("Basic eC1hY2Nlc3MtdG9rZW46Z2hwX2NhbmFyeTAxMjM0NTY3ODk=");
            assertThat(poll(server, certificates, true)).isEmpty();
        }
    }

    @Test
    void anUnknownAuthorityIsRefused() throws IOException {
        assertThat(refused(new Certificates().server("localhost"), certificates))
                .contains("certification path");
    }

    @Test
    void anExpiredCertificateIsRefused() throws IOException {
        SSLContext expired = certificates.server("localhost", Instant.now().minus(Duration.ofHours(1)));
        assertThat(refused(expired, certificates)).contains("NotAfter");
    }

    @Test
    void aCertificateForAnotherHostIsRefused() throws IOException {
        assertThat(refused(certificates.server("git.example.com"), certificates))
                .contains("localhost");
    }

    @Test
    void thisMachineIsRefusedUnlessAllowed() throws IOException {
        try (HttpsGit server = new HttpsGit(repo, certificates.server("localhost"))) {
            assertThat(poll(server, certificates, false)).contains("loopback, link-local and metadata");
            assertThat(server.requests).isEmpty();
        }
    }

    @Test
    void aRedirectIsNotFollowedAndTheTokenStaysWhereItBelongs() throws IOException {
        List<String> elsewhere = new CopyOnWriteArrayList<>();
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            elsewhere.add(exchange.getRequestURI() + " " + exchange.getRequestHeaders());
            exchange.close();
        });
        other.start();
        try (HttpsGit server = new HttpsGit(repo, certificates.server("localhost"));
                HttpsGit twin = new HttpsGit(repo, certificates.server("localhost"))) {
            for (String target : List.of(
                    "http://localhost:" + other.getAddress().getPort() + "/team/state.git/info/refs",
                    "http://169.254.169.254/latest/meta-data/info/refs",
                    "file:///etc/info/refs",
                    twin.url() + "/info/refs?service=git-upload-pack")) {
                server.instead = Optional.of(exchange -> {
                    exchange.getResponseHeaders().set("Location", target);
                    exchange.sendResponseHeaders(302, -1);
                });
                assertThat(poll(server, certificates, true)).as(target).isNotEmpty();
            }
            assertThat(elsewhere).isEmpty();
            assertThat(twin.requests).isEmpty();
        } finally {
            other.stop(0);
        }
    }
}
