package io.kinexus.operator.core.resource;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Physical names by the contract's rule: derived, deterministic, and cut to AWS's limits without becoming ambiguous. */
public final class Names {
    private static final int TAIL = 6;

    private Names() {}

    /** {@code <environment>-<name>-<suffix>}, cut to the API's limit. */
    public static String derived(String environment, String name, String suffix, int limit) {
        return cut(environment + "-" + name + "-" + suffix, limit);
    }

    /** Over the limit the tail becomes {@code -} and six hex digits of the full name's SHA-256. */
    public static String cut(String full, int limit) {
        return full.length() <= limit
                ? full
                : full.substring(0, limit - TAIL - 1) + "-" + sha256(full).substring(0, TAIL);
    }

    /** 64 lower-case hex digits. */
    public static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
