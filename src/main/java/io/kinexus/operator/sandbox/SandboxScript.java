package io.kinexus.operator.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code sandbox.yaml}: what a person would have made by hand, and the load.
 *
 * @param secrets external secrets that exist from the start
 * @param objects S3 objects that are there as soon as their bucket is
 * @param validateAfter how long a certificate waits for its validation; empty: for ever, unless the record is made
 * @param loadPerSecond requests for a service that has no figure of its own
 * @param loads requests a second by service name
 * @param dailyShape whether the load follows the hours of the day
 * @param faults in the fault grammar, and edits by time, as they were written
 * @param quotas whether AWS's request rates are enforced from the start
 * @param suffixes behaviour by image-tag suffix when it differs from the contract's table: suffix -> behaviour's suffix
 */
public record SandboxScript(
        Instant start,
        long seed,
        List<String> secrets,
        List<CodeObject> objects,
        Optional<Duration> validateAfter,
        double loadPerSecond,
        Map<String, Double> loads,
        boolean dailyShape,
        Map<String, String> suffixes,
        List<Map<String, Object>> faults,
        boolean quotas) {
    /** A key in a bucket. */
    public record CodeObject(String bucket, String key) {}

    public static final Instant MONDAY = Instant.parse("2026-01-05T15:00:00Z");

    /** Nothing made by hand, 50 requests a second, no shape. */
    public static SandboxScript plain() {
        return new SandboxScript(
                MONDAY,
                1,
                List.of(),
                List.of(),
                Optional.of(Duration.ofMinutes(5)),
                50,
                Map.of(),
                false,
                Map.of(),
                List.of(),
                false);
    }
}
