package io.kinexus.operator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinexus.operator.cli.Console;
import io.kinexus.operator.cli.Operator;
import io.kinexus.operator.cli.Refused;
import io.kinexus.operator.support.Certificates;
import io.kinexus.operator.support.HttpsGit;
import io.kinexus.operator.support.Repo;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs that work alone read the newest commit, unless a folder is named. */
class GitVerbsTest {
    private static final String ENVIRONMENT = """
        apiVersion: kinexus.io/v1
        kind: Environment
        metadata: {name: test}
        spec:
          account: "123456789012"
          region: us-east-1
        """;

    @TempDir
    Path folder;

    private final Certificates certificates = new Certificates();
    private Repo repo;
    private HttpsGit server;

    @BeforeEach
    void start() throws IOException {
        repo = new Repo(folder.resolve("origin.git"));
        server = new HttpsGit(repo, certificates.server("localhost"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private LocalOperator operator(Map<String, String> more) {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "kinexus.home",
                folder.resolve("home").toString(),
                GitConfiguration.URL,
                server.url(),
                GitConfiguration.CA_FILE,
                certificates.pem(folder.resolve("ca.pem")).toString(),
                GitConfiguration.ALLOW_LOOPBACK,
                "true"));
        properties.putAll(more);
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return new LocalOperator(
                new Configuration(properties, Map.of()), new Console(nowhere, nowhere, false, Map.of()));
    }

    @Test
    void theNewestCommitIsRead() {
        repo.commit(Map.of("desired-state/test/environment.yaml", ENVIRONMENT));
        LocalOperator operator = operator(Map.of());
        assertThat(operator.validate(Operator.CONFIGURED, Optional.of("test"))).isEmpty();

        repo.commit(Map.of("desired-state/test/environment.yaml", ENVIRONMENT + "  colour: red\n"));
        assertThat(operator.validate(Operator.CONFIGURED, Optional.empty()))
                .singleElement()
                .asString()
                .startsWith("desired-state/test/environment.yaml:7:3: spec.colour:");
    }

    @Test
    void aFolderThatIsNamedGoesBeforeGit() throws IOException {
        Path here = Files.createDirectories(folder.resolve("here/other"));
        Files.writeString(here.resolve("environment.yaml"), ENVIRONMENT.replace("name: test", "name: other"));
        assertThat(operator(Map.of()).validate(folder.resolve("here"), Optional.of("other")))
                .isEmpty();
        assertThat(server.requests).isEmpty();
    }

    @Test
    void whatCannotBeReadIsSaidInOneLine() {
        assertThatThrownBy(() -> operator(Map.of()).validate(Operator.CONFIGURED, Optional.empty()))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("desired state cannot be read from git:");
        assertThatThrownBy(() -> operator(Map.of(GitConfiguration.URL, "file:///etc"))
                        .validate(Operator.CONFIGURED, Optional.empty()))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("KINEXUS_GIT_URL is no address");
        assertThatThrownBy(() -> operator(Map.of(GitConfiguration.SIGNATURES, "required"))
                        .validate(Operator.CONFIGURED, Optional.empty()))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("kinexus.git.allowed-signers-file");
    }

    @Test
    void theConfigurationOfThePersonAndTheMachineIsNotLookedAt() throws Exception {
        repo.commit(Map.of("desired-state/test/environment.yaml", ENVIRONMENT));
        assertThat(operator(Map.of()).validate(Operator.CONFIGURED, Optional.empty()))
                .isEmpty();
        SystemReader reader = SystemReader.getInstance();
        assertThat(reader.getUserConfig().getSections()).isEmpty();
        assertThat(reader.getSystemConfig().getSections()).isEmpty();
        assertThat(reader.openJGitConfig(null, FS.DETECTED).getSections()).isEmpty();
        assertThat(reader.getenv("PATH")).isNull();
    }
}
