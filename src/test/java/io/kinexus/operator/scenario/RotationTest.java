package io.kinexus.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.plan.PlanText;
import io.kinexus.operator.engine.Turned;
import io.kinexus.operator.sandbox.rds.RdsSandbox;
import io.kinexus.operator.support.OneFile;
import io.kinexus.operator.support.Operated;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** A secret that is rotated changes when it is due, in its database first, one step at a time and never two at once. */
class RotationTest {
    private static final String NETWORK = """
        kind: Network
        metadata: {name: main}
        spec: {cidr: 10.0.0.0/16, availabilityZones: 2, tiers: [private, database], natGateways: none}
        """;
    private static final String LOGIN = """
        kind: Secret
        metadata: {name: d/login}
        spec:
          generate: {username: kinexus, for: database/d}
          rotation: 30d
        """;
    private static final String KEY = """
        kind: Secret
        metadata: {name: signing}
        spec: {generate: {length: 64}, rotation: {every: 7d}}
        """;
    private static final String DATABASE = """
        kind: Database
        metadata: {name: d}
        spec:
          network: main
          engine: postgres
          version: "16"
          instanceClass: db.t4g.small
          storage: {gib: 20, type: gp3}
          credentials: d/login
        """;

    @TempDir
    private Path folder;

    private Optional<OneFile> file = Optional.empty();

    @BeforeEach
    void converge() {
        file = Optional.of(new OneFile(folder, NETWORK, LOGIN, KEY, DATABASE));
        assertThat(on().settle(200).snapshot().sync()).isEqualTo("InSync");
        assertThat(on().plan().empty()).isTrue();
    }

    @Test
    void aPasswordThatIsOldChangesInTheDatabaseAndThenInTheSecret() {
        String before = password();
        on().sandbox.advance(Duration.ofDays(31));
        String plan = new PlanText(on().plan(), false).text();
        assertThat(plan).contains("31 days old").contains("at most 30 days old").doesNotContain(before);
        Turned last = on().settle(60);
        assertThat(last.snapshot().sync()).isEqualTo("InSync");
        String now = password();
        assertThat(now).isNotEqualTo(before);
        assertThat(database().opens("d", now)).isTrue();
        assertThat(database().opens("d", before)).isFalse();
        assertThat(value("AWSPREVIOUS")).contains(before);
        assertThat(value("AWSCURRENT")).contains("\"host\":").contains(":" + now + "@");
        assertThat(on().plan().empty()).isTrue();
        assertThat(changes()).hasSize(1);
    }

    /** Whoever takes over at any moment goes on with the same version. */
    @Test
    void killedAfterEveryStepItEndsAsItWouldHave() {
        String before = password();
        on().sandbox.advance(Duration.ofDays(31));
        for (int turn = 0; turn < 8; turn++) {
            on().turn("wake");
            on().restart();
            on().sandbox.advance(Duration.ofSeconds(20));
        }
        assertThat(on().settle(60).snapshot().sync()).isEqualTo("InSync");
        assertThat(database().opens("d", password())).isTrue();
        assertThat(password()).isNotEqualTo(before);
        Map<String, List<String>> versions = on().client(SecretsManagerClient.class)
                .describeSecret(r -> r.secretId("d/login"))
                .versionIdsToStages();
        assertThat(versions).as("one version before and one after").hasSize(2);
    }

    /** Between asking the database and its doing so, the password before is still the one that works, and current. */
    @Test
    void theSecretFollowsTheDatabaseAndNeverGoesAheadOfIt() {
        on().sandbox.advance(Duration.ofDays(31));
        for (int step = 0; step < 30; step++) {
            on().turn("wake");
            on().sandbox.advance(Duration.ofSeconds(7));
            boolean asked = !changes().isEmpty();
            boolean opens = database().opens("d", password());
            assertThat(asked || opens).as("step " + step).isTrue();
        }
        assertThat(database().opens("d", password())).isTrue();
    }

    @Test
    void whatNoDatabaseKnowsIsJustMadeAnew() {
        String before = text("signing", "AWSCURRENT");
        on().sandbox.advance(Duration.ofDays(8));
        assertThat(OneFile.lines(on().turn("wake"))).contains("secret/signing update done");
        assertThat(text("signing", "AWSCURRENT")).hasSize(64).isNotEqualTo(before);
        assertThat(text("signing", "AWSPREVIOUS")).isEqualTo(before);
        assertThat(on().plan().empty()).isTrue();
    }

    /** Modes, freezes and pauses hold a rotation as any other change. */
    @Test
    void whatIsOnlyObservedIsSaidAndNotDone() {
        String before = password();
        file.orElseThrow().commit(", mode: observe", NETWORK, LOGIN, KEY, DATABASE);
        on().sandbox.advance(Duration.ofDays(31));
        Turned held = on().turn("wake");
        assertThat(held.snapshot().sync()).isEqualTo("OutOfSync");
        assertThat(password()).isEqualTo(before);
    }

    /** The second user is made in the database itself, which nobody reaches from here: it waits, and says what to do. */
    @Test
    void twoUsersNeedTheDatabaseToBeReached() {
        String two = LOGIN.replace("rotation: 30d", "rotation: {every: 30d, users: 2}");
        file.orElseThrow().commit("", NETWORK, two, KEY, DATABASE);
        String before = password();
        on().sandbox.advance(Duration.ofDays(31));
        on().turn("wake");
        on().sandbox.advance(Duration.ofSeconds(5));
        Turned waits = on().turn("wake");
        assertThat(waits.run().lines()).anySatisfy(line -> assertThat(line.toString())
                .contains("user kinexus_clone in database d")
                .contains("cannot be reached from here"));
        assertThat(password()).isEqualTo(before);
        assertThat(value("AWSCURRENT")).contains("\"username\":\"kinexus\"");
    }

    private Operated on() {
        return file.orElseThrow().operated;
    }

    private RdsSandbox database() {
        return on().sandbox.account("123456789012", "us-east-1").service(RdsSandbox.class);
    }

    private List<String> changes() {
        return on().writes().stream()
                .filter(call -> call.equalsIgnoreCase("rds:ModifyDBInstance"))
                .toList();
    }

    private String password() {
        return value("AWSCURRENT").replaceFirst(".*\"password\":\"", "").replaceFirst("\".*", "");
    }

    private String value(String stage) {
        return text("d/login", stage);
    }

    private String text(String secret, String stage) {
        return on().client(SecretsManagerClient.class)
                .getSecretValue(r -> r.secretId(secret).versionStage(stage))
                .secretString();
    }
}
