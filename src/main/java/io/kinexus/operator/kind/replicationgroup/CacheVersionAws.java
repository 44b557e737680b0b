package io.kinexus.operator.kind.replicationgroup;

import io.kinexus.operator.core.diff.Match;
import io.kinexus.operator.core.resource.Scope;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;

/** A version that ElastiCache offers, with the family of its parameters. */
record CacheVersionAws(String text, String family) {
    private static final Comparator<CacheVersionAws> BY_NUMBER =
            Comparator.comparing(version -> Arrays.stream(version.text().split("\\."))
                    .filter(part -> part.matches("[0-9]{1,4}"))
                    .map(part -> "0".repeat(4 - part.length()) + part)
                    .toList()
                    .toString());

    /** The newest that begins with what is stated; 7.1.0 is offered as 7.1. */
    static Optional<CacheVersionAws> newest(Scope scope, String engine, Optional<String> stated) {
        Match<String> prefix = Match.versionPrefix();
        return scope
                .client(ElastiCacheClient.class)
                .describeCacheEngineVersionsPaginator(r -> r.engine(engine).maxRecords(100))
                .stream()
                .flatMap(page -> page.cacheEngineVersions().stream())
                .map(one -> new CacheVersionAws(one.engineVersion(), one.cacheParameterGroupFamily()))
                .filter(one -> stated.map(want -> prefix.satisfied(want, one.text()) || want.equals(one.text() + ".0"))
                        .orElse(true))
                .max(BY_NUMBER);
    }
}
