package io.kinexus.operator.kind.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What PostgreSQL keeps of a password instead of the password.
 *
 * @see <a href="https://www.postgresql.org/docs/current/catalog-pg-authid.html">rolpassword</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5802#section-3">SCRAM</a>
 */
final class ScramVerifier {
    private static final int ITERATIONS = 4096;
    private static final int SALT = 16;
    private static final int BITS = 256;
    private static final String MAC = "HmacSHA256";
    private static final SecureRandom DICE = new SecureRandom();

    private ScramVerifier() {}

    /** @param password ASCII, which needs no normalisation */
    static String of(String password) {
        byte[] salt = new byte[SALT];
        DICE.nextBytes(salt);
        try {
            byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, BITS))
                    .getEncoded();
            byte[] stored = MessageDigest.getInstance("SHA-256").digest(mac(salted, "Client Key"));
            return "SCRAM-SHA-256$" + ITERATIONS + ":" + text(salt) + "$" + text(stored) + ":"
                    + text(mac(salted, "Server Key"));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has these algorithms", missing);
        }
    }

    private static byte[] mac(byte[] key, String what) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(MAC);
        mac.init(new SecretKeySpec(key, MAC));
        return mac.doFinal(what.getBytes(StandardCharsets.US_ASCII));
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
