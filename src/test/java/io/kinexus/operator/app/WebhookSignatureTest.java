package io.kinexus.operator.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** S-T9, the signatures: what GitHub, GitLab and others send, and everything that is nearly that. */
class WebhookSignatureTest {
    private static final String SECRET = "It's a Secret to Everybody";
    private static final byte[] BODY = bytes("Hello, World!");
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final String AT = Long.toString(NOW.getEpochSecond());

    /** As GitHub's documentation has it for this secret and this body. */
    private static final String GITHUB = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    private static final String GITLAB =
            "v1," + Base64.getEncoder().encodeToString(hmac(bytes(SECRET), "id-1." + AT + ".Hello, World!"));
    private static final String GENERIC =
            "sha256=" + HexFormat.of().formatHex(hmac(bytes(SECRET), AT + ".Hello, World!"));

    private final WebhookSignature signature = new WebhookSignature(SECRET);

    @Test
    void everyFormIsTakenAsItsMakerDocumentsIt() {
        assertThat(genuine(Map.of("X-Hub-Signature-256", GITHUB))).isTrue();
        assertThat(genuine(Map.of("X-Gitlab-Token", SECRET))).isTrue();
        assertThat(genuine(gitlab(GITLAB, "id-1", AT))).isTrue();
        assertThat(genuine(gitlab("v1,AAAA " + GITLAB, "id-1", AT))).isTrue();
        assertThat(genuine(Map.of("X-Kinexus-Signature", GENERIC, "X-Kinexus-Timestamp", AT)))
                .isTrue();
    }

    @Test
    void aSigningTokenOfTheStandardFormIsAKeyInBase64() {
        byte[] key = bytes("0123456789abcdef0123456789abcdef");
        String signed = "v1," + Base64.getEncoder().encodeToString(hmac(key, "id-1." + AT + ".Hello, World!"));
        WebhookSignature standard =
                new WebhookSignature("whsec_" + Base64.getEncoder().encodeToString(key));
        assertThat(known(standard, gitlab(signed, "id-1", AT), BODY, NOW)).isPresent();
        assertThat(known(standard, gitlab(GITLAB, "id-1", AT), BODY, NOW)).isEmpty();
    }

    @Test
    void whatIsMissingWrongOrTruncatedIsNotGenuine() {
        String before = Long.toString(NOW.getEpochSecond() - 301);
        String after = Long.toString(NOW.getEpochSecond() + 301);
        List<Map<String, String>> wrong = List.of(
                Map.of(),
                Map.of("X-Hub-Signature-256", ""),
                Map.of("X-Hub-Signature-256", "sha256="),
                Map.of("X-Hub-Signature-256", GITHUB.substring(0, GITHUB.length() - 1)),
                Map.of("X-Hub-Signature-256", GITHUB.substring("sha256=".length())),
                Map.of("X-Hub-Signature-256", GITHUB.replace('7', '8')),
                Map.of("X-Hub-Signature-256", GITHUB + "0"),
                Map.of("X-Hub-Signature", GITHUB),
                Map.of("X-Gitlab-Token", ""),
                Map.of("X-Gitlab-Token", SECRET.substring(1)),
                Map.of("X-Gitlab-Token", SECRET + " "),
                Map.of("X-Hub-Signature-256", "wrong", "X-Gitlab-Token", SECRET),
                gitlab(GITLAB, "id-2", AT),
                gitlab(GITLAB, "id-1", Long.toString(NOW.getEpochSecond() + 1)),
                gitlab(GITLAB.substring("v1,".length()), "id-1", AT),
                gitlab(GITLAB.replace("v1,", "v1a,"), "id-1", AT),
                Map.of("webhook-signature", GITLAB),
                Map.of("X-Kinexus-Signature", GENERIC),
                Map.of("X-Kinexus-Signature", GENERIC, "X-Kinexus-Timestamp", "now"),
                Map.of("X-Kinexus-Signature", GENERIC, "X-Kinexus-Timestamp", "9".repeat(40)),
                Map.of("X-Kinexus-Signature", GITHUB, "X-Kinexus-Timestamp", AT),
                generic(before),
                generic(after));
        wrong.forEach(
                headers -> assertThat(genuine(headers)).as(headers.toString()).isFalse());
        assertThat(genuine(generic(Long.toString(NOW.getEpochSecond() - 300)))).isTrue();
    }

    @Test
    void theSignatureIsOverTheRawBody() {
        Map<String, String> headers = Map.of("X-Hub-Signature-256", GITHUB);
        assertThat(known(signature, headers, bytes("Hello, World! "), NOW)).isEmpty();
        assertThat(known(signature, headers, bytes("Hello, World"), NOW)).isEmpty();
        assertThat(known(signature, headers, new byte[0], NOW)).isEmpty();
    }

    @Test
    void aReplayIsKnownAgainWhateverItsOtherHeadersSay() {
        Optional<String> first =
                known(signature, Map.of("X-Hub-Signature-256", GITHUB, "X-GitHub-Delivery", "one"), BODY, NOW);
        Optional<String> again = known(
                signature, Map.of("X-Hub-Signature-256", GITHUB, "X-GitHub-Delivery", "two"), BODY, NOW.plusSeconds(9));
        assertThat(first).isPresent().isEqualTo(again);
        assertThat(known(signature, generic(AT), BODY, NOW))
                .isPresent()
                .isNotEqualTo(known(signature, generic(Long.toString(NOW.getEpochSecond() + 1)), BODY, NOW));
    }

    private boolean genuine(Map<String, String> headers) {
        return known(signature, headers, BODY, NOW).isPresent();
    }

    private static Optional<String> known(
            WebhookSignature signature, Map<String, String> headers, byte[] body, Instant now) {
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        return signature.known(name -> Optional.ofNullable(anyCase.get(name)), body, now);
    }

    private static Map<String, String> gitlab(String signature, String id, String at) {
        return Map.of("webhook-signature", signature, "webhook-id", id, "webhook-timestamp", at);
    }

    private static Map<String, String> generic(String at) {
        String signed = "sha256=" + HexFormat.of().formatHex(hmac(bytes(SECRET), at + ".Hello, World!"));
        return Map.of("X-Kinexus-Signature", signed, "X-Kinexus-Timestamp", at);
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes(text));
        } catch (java.security.GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
