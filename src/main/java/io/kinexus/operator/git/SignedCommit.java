package io.kinexus.operator.git;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A commit as bytes, split into its signature and what that was made over: the same bytes without the signature's header.
 *
 * @see <a href="https://git-scm.com/docs/gitformat-signature">gitformat-signature</a>
 */
record SignedCommit(String payload, Optional<String> signature) {
    private static final String HEADER = "gpgsig ";

    /** Texts of one character for each byte. */
    static SignedCommit of(byte[] raw) {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        StringBuilder signature = new StringBuilder();
        boolean headers = true;
        boolean inside = false;
        for (String line : new String(raw, StandardCharsets.ISO_8859_1).split("(?<=\n)")) {
            headers = headers && !line.equals("\n");
            inside = headers && (line.startsWith(HEADER) || (inside && line.startsWith(" ")));
            if (inside) {
                signature.append(line, line.startsWith(HEADER) ? HEADER.length() : 1, line.length());
            } else {
                payload.writeBytes(line.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return new SignedCommit(
                payload.toString(StandardCharsets.ISO_8859_1),
                Optional.of(signature.toString()).filter(text -> !text.isBlank()));
    }

    byte[] payloadBytes() {
        return payload.getBytes(StandardCharsets.ISO_8859_1);
    }
}
