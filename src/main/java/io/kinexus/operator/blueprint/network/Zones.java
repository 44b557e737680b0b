package io.kinexus.operator.blueprint.network;

import java.util.List;
import java.util.Map;

/**
 * The letters of a region's availability zones. Most regions have a, b and c; which letters an older region offers may
 * differ by account, and then AWS's own answer at creation decides.
 *
 * @see <a href="https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html">Availability
 *     Zones</a>
 */
final class Zones {
    private static final List<String> USUAL = List.of("a", "b", "c");

    private static final Map<String, List<String>> OTHERS = Map.of(
            "us-east-1", List.of("a", "b", "c", "d", "e", "f"),
            "us-west-2", List.of("a", "b", "c", "d"),
            "us-west-1", List.of("a", "c"),
            "ap-northeast-1", List.of("a", "c", "d"),
            "ap-northeast-2", List.of("a", "b", "c", "d"),
            "ca-central-1", List.of("a", "b", "d"));

    private Zones() {}

    static List<String> letters(String region) {
        return OTHERS.getOrDefault(region, USUAL);
    }
}
