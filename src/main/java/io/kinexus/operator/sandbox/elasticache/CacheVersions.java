package io.kinexus.operator.sandbox.elasticache;

import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticache.model.CacheEngineVersion;
import software.amazon.awssdk.services.elasticache.model.CacheParameterGroup;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheEngineVersionsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheEngineVersionsResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheParameterGroupsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheParameterGroupsResponse;

/**
 * What ElastiCache offers.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html">engine versions</a>
 */
final class CacheVersions {
    private static final Map<String, List<String>> OFFERED = new TreeMap<>(Map.of(
            "redis", List.of("5.0.6", "6.0", "6.2", "7.0", "7.1"),
            "valkey", List.of("7.2", "8.0", "8.1")));
    private static final Set<String> FAMILIES =
            Set.of("t3", "t4g", "m5", "m6g", "m7g", "r5", "r6g", "r6gd", "r7g", "c7gn");

    private final Caches caches;

    CacheVersions(Caches caches) {
        this.caches = caches;
    }

    void install(Handlers handlers) {
        handlers.on(DescribeCacheEngineVersionsRequest.class, this::describe);
        handlers.on(DescribeCacheParameterGroupsRequest.class, this::parameterGroups);
    }

    static boolean knows(String engine) {
        return OFFERED.containsKey(engine);
    }

    static boolean offersNode(String type) {
        String[] parts = type.split("\\.");
        return parts.length == 3 && parts[0].equals("cache") && FAMILIES.contains(parts[1]);
    }

    /** Whole, as members show it: 7.1 is 7.1.0. The newest when none is asked for. */
    static Optional<String> resolve(String engine, @Nullable String asked) {
        return OFFERED.getOrDefault(engine, List.of()).stream()
                .filter(version -> asked == null
                        || version.equals(asked)
                        || asked.startsWith(version + ".")
                        || version.startsWith(asked + "."))
                .reduce((a, b) -> b)
                .map(version -> version.chars().filter(c -> c == '.').count() < 2 ? version + ".0" : version);
    }

    static String family(String engine, String version) {
        String major = version.substring(0, version.indexOf('.'));
        if (engine.equals("redis") && major.equals("6")) {
            return "redis6.x";
        }
        return engine.equals("redis") && major.equals("5") ? "redis5.0" : engine + major;
    }

    private DescribeCacheEngineVersionsResponse describe(DescribeCacheEngineVersionsRequest request) {
        List<CacheEngineVersion> found = new ArrayList<>();
        OFFERED.forEach((engine, versions) -> versions.stream()
                .filter(v -> request.engine() == null || request.engine().equals(engine))
                .filter(v -> request.engineVersion() == null
                        || request.engineVersion().equals(v))
                .map(v -> CacheEngineVersion.builder()
                        .engine(engine)
                        .engineVersion(v)
                        .cacheParameterGroupFamily(family(engine, v))
                        .cacheEngineDescription(engine)
                        .cacheEngineVersionDescription(engine + " version " + v)
                        .build())
                .forEach(found::add));
        Pages.Page<CacheEngineVersion> page = Caches.page(found, request.maxRecords(), request.marker());
        return DescribeCacheEngineVersionsResponse.builder()
                .cacheEngineVersions(page.items())
                .marker(page.next())
                .build();
    }

    private DescribeCacheParameterGroupsResponse parameterGroups(DescribeCacheParameterGroupsRequest request) {
        String asked = request.cacheParameterGroupName();
        List<String> families = List.of("redis5.0", "redis6.x", "redis7", "valkey7", "valkey8");
        List<CacheParameterGroup> found = new ArrayList<>();
        for (String family : families) {
            for (String suffix : List.of("", ".cluster.on")) {
                String name = "default." + family + suffix;
                if (asked == null || asked.equals(name)) {
                    found.add(CacheParameterGroup.builder()
                            .cacheParameterGroupName(name)
                            .cacheParameterGroupFamily(family)
                            .description("Default parameter group for " + family)
                            .isGlobal(false)
                            .arn(caches.arn("parametergroup", name))
                            .build());
                }
            }
        }
        if (asked != null && found.isEmpty()) {
            throw Caches.notFound("CacheParameterGroupNotFound", "CacheParameterGroup not found: " + asked);
        }
        Pages.Page<CacheParameterGroup> page = Caches.page(found, request.maxRecords(), request.marker());
        return DescribeCacheParameterGroupsResponse.builder()
                .cacheParameterGroups(page.items())
                .marker(page.next())
                .build();
    }
}
