package io.kinexus.operator.sandbox.quota;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * One bucket as AWS publishes it, for each account and region.
 *
 * @param service as the SDK names it
 * @param burst tokens of a full bucket
 * @param perSecond tokens that come back
 * @param actions patterns: a {@code *} at the end, a {@code !} for what is left out, {@code unfiltered:} for calls that ask
 *     for everything at once
 * @param source {@code published} by AWS, or {@code assumed}
 */
record Quota(String service, String bucket, double burst, double perSecond, List<String> actions, String source) {
    private static final String UNFILTERED = "unfiltered:";
    private static final int COLUMNS = 6;

    /** The table that is shipped. */
    static List<Quota> published() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Quota.class.getResourceAsStream("quotas.csv")), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Quota::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Quota of(String line) {
        String[] columns = line.split("\\s*,\\s*", -1);
        if (columns.length != COLUMNS) {
            throw new IllegalStateException("a quota has " + COLUMNS + " columns: " + line);
        }
        return new Quota(
                columns[0],
                columns[1],
                Double.parseDouble(columns[2]),
                Double.parseDouble(columns[3]),
                List.of(columns[4].split(" ")),
                columns[5]);
    }

    boolean counts(String calledService, String action, boolean unfiltered) {
        return service.equals(calledService)
                && actions.stream().noneMatch(one -> one.equals("!" + action))
                && actions.stream().anyMatch(one -> named(one, action, unfiltered));
    }

    private static boolean named(String pattern, String action, boolean unfiltered) {
        if (pattern.startsWith(UNFILTERED)) {
            return unfiltered && named(pattern.substring(UNFILTERED.length()), action, false);
        }
        return pattern.endsWith("*")
                ? action.startsWith(pattern.substring(0, pattern.length() - 1))
                : action.equals(pattern);
    }
}
