package io.kinexus.operator.app;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Whether a delivery comes from somebody who knows the secret, by the raw bytes of its body and in constant time. The first
 * form whose header is there decides alone.
 *
 * @see <a href="https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries">GitHub</a>
 * @see <a href="https://docs.gitlab.com/user/project/integrations/webhooks/">GitLab</a>
 * @see <a href="https://www.standardwebhooks.com/">Standard Webhooks, GitLab's signing token</a>
 */
final class WebhookSignature {
    private static final String SHA256 = "sha256=";
    private static final String STANDARD_SECRET = "whsec_";
    private static final String STANDARD_VERSION = "v1,";
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final List<String> FORMS =
            List.of("X-Hub-Signature-256", "webhook-signature", "X-Gitlab-Token", "X-Kinexus-Signature");

    private final String secret;
    private final byte[] key;

    WebhookSignature(String secret) {
        this.secret = secret;
        this.key = secret.getBytes(StandardCharsets.UTF_8);
    }

    /** By what a genuine delivery is known again when it is replayed; empty for one that is not genuine or too old. */
    Optional<String> known(Function<String, Optional<String>> header, byte[] body, Instant now) {
        return FORMS.stream()
                .filter(form -> header.apply(form).isPresent())
                .findFirst()
                .filter(form -> genuine(form, header, body, now))
                .map(form -> HexFormat.of().formatHex(hmac(key, bytes(form + "." + signed(form, header)), body)));
    }

    private boolean genuine(String form, Function<String, Optional<String>> header, byte[] body, Instant now) {
        String given = header.apply(form).orElse("");
        return switch (form) {
            case "X-Hub-Signature-256" -> hex(given, hmac(key, body));
            case "X-Gitlab-Token" -> same(hmac(key, bytes(given)), hmac(key, bytes(secret)));
            case "webhook-signature" ->
                fresh(header.apply("webhook-timestamp"), now)
                        && standard(given, hmac(standardKey(), bytes(signed(form, header) + "."), body));
            default ->
                fresh(header.apply("X-Kinexus-Timestamp"), now)
                        && hex(given, hmac(key, bytes(signed(form, header) + "."), body));
        };
    }

    /** What a form signs beside the body. */
    private static String signed(String form, Function<String, Optional<String>> header) {
        return switch (form) {
            case "webhook-signature" ->
                header.apply("webhook-id").orElse("") + "."
                        + header.apply("webhook-timestamp").orElse("");
            case "X-Kinexus-Signature" -> header.apply("X-Kinexus-Timestamp").orElse("");
            default -> "";
        };
    }

    private static boolean fresh(Optional<String> seconds, Instant now) {
        return seconds.filter(text -> text.matches("[0-9]{1,11}"))
                .map(text -> Instant.ofEpochSecond(Long.parseLong(text)))
                .filter(at -> Duration.between(at, now).abs().compareTo(WINDOW) <= 0)
                .isPresent();
    }

    private static boolean hex(String given, byte[] wanted) {
        return same(bytes(given), bytes(SHA256 + HexFormat.of().formatHex(wanted)));
    }

    /** Several may be given, while a secret is being replaced. */
    private static boolean standard(String given, byte[] wanted) {
        byte[] ours = bytes(STANDARD_VERSION + Base64.getEncoder().encodeToString(wanted));
        return Stream.of(given.split(" ", -1)).anyMatch(one -> same(bytes(one), ours));
    }

    private byte[] standardKey() {
        if (!secret.startsWith(STANDARD_SECRET)) {
            return key;
        }
        try {
            return Base64.getDecoder().decode(secret.substring(STANDARD_SECRET.length()));
        } catch (IllegalArgumentException notBase64) {
            return key;
        }
    }

    private static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            Stream.of(parts).forEach(mac::update);
            return mac.doFinal();
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static boolean same(byte[] one, byte[] other) {
        return MessageDigest.isEqual(one, other);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
