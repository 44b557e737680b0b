package io.kinexus.operator.aws;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which quota an error speaks of, by the names that Service Quotas has for it: data, one line each.
 *
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html">endpoints and quotas</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/BucketRestrictions.html">S3's are asked for in us-east-1</a>
 */
record Quotas(List<Quotas.Quota> all) {
    private static final String FILE = "quotas.csv";
    private static final Quotas KNOWN = read();

    /** Their quotas are seen and raised in one region alone, whichever the environment's is. */
    private static final Set<String> GLOBAL = Set.of("iam", "s3");

    /**
     * One line.
     *
     * @param error AWS's error code; where one code stands for several quotas, {@code code:word of its message}
     * @param service the service's code in Service Quotas
     * @param code such as {@code L-F678F1CE}; empty where AWS's error does not tell which of two quotas it is
     */
    record Quota(String error, String service, String code, String name) {
        /** What AWS calls it, in one phrase. */
        String named() {
            return code.isEmpty() ? service + ": " + name : code + " (" + service + ", " + name + ")";
        }

        /** The command that asks for more of it. */
        String ask() {
            return "aws service-quotas request-service-quota-increase"
                    + (GLOBAL.contains(service) ? " --region us-east-1" : "") + " --service-code " + service
                    + " --quota-code " + (code.isEmpty() ? "<the one that is used up>" : code) + " --desired-value <n>";
        }

        private boolean means(String code, String message) {
            String[] parts = error.split(":", 2);
            return parts[0].equals(code) && (parts.length == 1 || message.contains(parts[1]));
        }
    }

    static Optional<Quota> of(String code, String message) {
        String plain = code.endsWith("Fault") ? code.substring(0, code.length() - "Fault".length()) : code;
        return KNOWN.all().stream().filter(one -> one.means(plain, message)).findFirst();
    }

    private static Quotas read() {
        try (InputStream file = Quotas.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is not on the class path");
            }
            return new Quotas(new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split(",", 4))
                    .map(parts -> new Quota(parts[0], parts[1], parts[2], parts[3]))
                    .toList());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
