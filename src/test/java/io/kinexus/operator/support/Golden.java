package io.kinexus.operator.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Text that is kept in a file and reviewed as a diff. {@code -Dkinexus.golden=write} writes it anew. */
public final class Golden {
    private Golden() {}

    /** That the file holds exactly this text. */
    public static void check(Path file, String text) {
        try {
            if ("write".equals(System.getProperty("kinexus.golden"))) {
                Files.writeString(file, text);
            }
            assertThat(Files.readString(file))
                    .as("%s is out of date; run this test with -Dkinexus.golden=write", file)
                    .isEqualTo(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
