package io.kinexus.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.api.RunningApi;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code kinexus token} against a running controller. */
@QuarkusTest
@QuarkusTestResource(RunningApi.class)
class TokenVerbTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TestHTTPResource("/")
    private URI server = URI.create("http://localhost");

    @Test
    void aTokenIsMadeUsedListedAndRevoked() {
        assertThat(as(RunningApi.ADMIN, "token create --role operator --environment red --expires 12h --name night"))
                .as(err.toString())
                .isZero();
        String word = out.toString().strip();
        assertThat(word).as("nothing else is on standard output").matches("kxo_[0-9a-f]{8}_[0-9a-f]{64}");
        assertThat(err.toString()).contains("operator of red").doesNotContain(word);
        String id = word.substring(4, 12);
        assertThat(as(word, "status")).isZero();
        assertThat(out.toString()).contains("red").doesNotContain("blue");
        assertThat(as(word, "status blue")).isEqualTo(1);
        assertThat(err.toString()).contains("no environment is called blue");
        assertThat(as(word, "pause red")).isZero();
        assertThat(as(word, "journal red")).isZero();
        assertThat(out.toString()).contains("pause").contains("by night (" + id + ")");
        assertThat(as(word, "resume red")).isZero();
        assertThat(as(word, "token list")).isEqualTo(1);
        assertThat(err.toString()).contains("does not have the role");
        assertThat(as(RunningApi.ADMIN, "token list")).isZero();
        assertThat(out.toString())
                .containsPattern(id + " +night +operator +red +active")
                .doesNotContain(word);
        assertThat(as(RunningApi.ADMIN, "token revoke " + id)).isZero();
        assertThat(out.toString().strip()).isEqualTo(id + ": revoked");
        assertThat(as(word, "status")).isEqualTo(1);
        assertThat(err.toString()).contains("KINEXUS_TOKEN");
    }

    @Test
    void whatTheControllerRefusesIsSaidAndWrongWordsAre64() {
        assertThat(as(RunningApi.ADMIN, "token create --role viewer --expires 400d"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("P366D");
        assertThat(as(RunningApi.ADMIN, "token create --role viewer --environment green"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("no environment is called green");
        assertThat(as(RunningApi.ADMIN, "token revoke nosuch")).isEqualTo(1);
        assertThat(err.toString()).contains("nosuch");
        for (String wrong :
                List.of("token", "token create", "token create --role root", "token revoke", "token burn")) {
            assertThat(as(RunningApi.ADMIN, wrong)).as(wrong).isEqualTo(64);
            assertThat(err.toString()).contains("kinexus token");
        }
    }

    private int as(String token, String words) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        boolean whole = !words.endsWith("token") && !words.contains("burn");
        String[] all = Stream.concat(
                        Stream.of(words.split(" ")), whole ? Stream.of("--server", server.toString()) : Stream.empty())
                .toArray(String[]::new);
        Console console =
                new Console(new PrintWriter(out), new PrintWriter(err), false, Map.of("KINEXUS_TOKEN", token));
        return Kinexus.execute(new RecordingOperator(), console, all);
    }
}
