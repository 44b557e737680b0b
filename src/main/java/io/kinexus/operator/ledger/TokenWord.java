package io.kinexus.operator.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The word of a token: {@code kxo_}, eight hexadecimal digits that are its id, {@code _}, and 64 that are 256 bits from a
 * {@link SecureRandom}. The fixed form is for scanners that look for secrets where none should be.
 */
public final class TokenWord {
    private static final Pattern FORM = Pattern.compile("kxo_([0-9a-f]{8})_[0-9a-f]{64}");
    private static final SecureRandom DICE = new SecureRandom();
    private static final int ID_BYTES = 4;
    private static final int SECRET_BYTES = 32;

    private TokenWord() {}

    /** A new one. */
    public static String random() {
        return "kxo_" + dice(ID_BYTES) + "_" + dice(SECRET_BYTES);
    }

    /** Empty for a word that is not of our form. */
    public static Optional<String> id(String word) {
        Matcher matcher = FORM.matcher(word);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /**
     * What is kept of it. One round of SHA-256 without salt is right for 256 random bits, where nothing can be guessed or
     * looked up in a table; it would be wrong for words that people think of.
     */
    static String sha256(String word) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(word.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static String dice(int bytes) {
        byte[] drawn = new byte[bytes];
        DICE.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }
}
