package io.kinexus.operator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinexus.operator.cli.Refused;
import io.kinexus.operator.ledger.Database;
import io.kinexus.operator.ledger.Tokens;
import io.kinexus.operator.support.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the first admin gets in, in the sandbox and on AWS. */
class FirstTokenTest {
    private static final String GOOD = "sixteen-characters-and-more";

    private final Database database = Database.open(TestPostgres.freshDatabase());
    private final Tokens tokens = new Tokens(database.jdbi());

    @TempDir
    private Path home = Path.of("");

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theSandboxPrintsANewOneAtEachStart() {
        FirstToken first = laid(Map.of("KINEXUS_SANDBOX", "true"));
        assertThat(first.line()).contains(first.word());
        assertThat(tokens.holder(first.word())).isPresent();
        FirstToken second = laid(Map.of("KINEXUS_SANDBOX", "true"));
        assertThat(tokens.holder(first.word())).isEmpty();
        assertThat(tokens.holder(second.word())).isPresent();
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void onAwsItLiesInAFileThatOnlyItsOwnerReadsAndIsNotPrinted() throws IOException {
        FirstToken first = laid(Map.of());
        Path file = home.resolve("admin-token");
        assertThat(first.line()).contains("in " + file);
        assertThat(Files.readString(file).strip()).isEqualTo(first.word());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(tokens.holder(first.word())).isPresent();
        FirstToken second = laid(Map.of());
        assertThat(Files.readString(file).strip()).as("kept at the next start").isEqualTo(first.word());
        assertThat(tokens.holder(second.word())).isEmpty();
    }

    @Test
    void whatTheSandboxOrAnEarlierStartLeftOpensNothingOnAws() {
        FirstToken sandbox = laid(Map.of("KINEXUS_SANDBOX", "true"));
        laid(Map.of("KINEXUS_TOKEN", GOOD));
        assertThat(tokens.holder(sandbox.word())).isEmpty();
        assertThat(tokens.holder(GOOD)).isPresent();
        laid(Map.of());
        assertThat(tokens.holder(GOOD)).isEmpty();
    }

    @Test
    void aGivenOneIsTakenAndNeitherPrintedNorWritten() {
        FirstToken given = laid(Map.of("KINEXUS_TOKEN", GOOD));
        assertThat(given.line()).isEmpty();
        assertThat(home).isEmptyDirectory();
        assertThat(tokens.holder(GOOD).orElseThrow().role()).isEqualTo("admin");
    }

    @Test
    void aGivenOneThatCanBeGuessedIsRefusedOnAws() {
        assertThatThrownBy(() -> laid(Map.of("KINEXUS_TOKEN", "short")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("16 characters")
                .hasMessageNotContaining("short'");
        assertThat(laid(Map.of("KINEXUS_TOKEN", "short", "KINEXUS_SANDBOX", "true"))
                        .line())
                .isEmpty();
    }

    private FirstToken laid(Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("KINEXUS_HOME", home.toString());
        FirstToken token = new FirstToken(tokens, new Configuration(new Properties(), environment));
        token.lay();
        return token;
    }
}
