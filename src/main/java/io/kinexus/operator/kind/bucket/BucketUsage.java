package io.kinexus.operator.kind.bucket;

import io.kinexus.operator.core.cost.Metered;
import io.kinexus.operator.core.cost.Usage;
import java.util.ArrayList;
import java.util.List;

/**
 * What a bucket is billed for: what lies in it, of which no file says how much, and calls.
 *
 * @see <a href="https://aws.amazon.com/s3/pricing/">Amazon S3 pricing</a>
 */
final class BucketUsage {
    private static final String TIERED = "INTELLIGENT_TIERING";
    private static final double LEAST = 10;
    private static final double USUAL = 250;
    private static final double MOST = 2500;
    private static final double RARELY_READ = 0.6;

    private BucketUsage() {}

    static Usage of(String region, List<BucketSpec.Rule> lifecycle) {
        boolean tiered = lifecycle.stream()
                .flatMap(rule -> rule.moves().stream())
                .anyMatch(move -> move.storageClass().equals(TIERED));
        List<Metered> billed =
                new ArrayList<>(tiered ? tiered() : List.of(gigabytes("S3/Standard storage first 50 TB", 1)));
        billed.add(Metered.assumed(
                "S3/Standard PUT COPY POST LIST requests", 10, 200, 2000, "thousands of objects written"));
        billed.add(Metered.assumed("S3/Standard GET and other requests", 50, 1000, 10_000, "thousands of reads"));
        return Usage.billed(billed.stream().map(one -> one.in(region)).toList());
    }

    private static List<Metered> tiered() {
        return List.of(
                gigabytes("S3/Intelligent-Tiering frequent access", 1 - RARELY_READ),
                gigabytes("S3/Intelligent-Tiering infrequent access", RARELY_READ),
                Metered.assumed(
                        "S3/Intelligent-Tiering monitoring", LEAST, USUAL, MOST, "objects of 1 MB, in thousands"));
    }

    private static Metered gigabytes(String item, double share) {
        return Metered.assumed(item, LEAST * share, USUAL * share, MOST * share, "what lies in it, in GB");
    }
}
