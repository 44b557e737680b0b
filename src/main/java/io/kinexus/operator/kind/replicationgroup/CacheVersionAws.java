package io.kinexus.operator.kind.replicationgroup;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.core.diff.Match;
import io.kinexus.operator.core.resource.Scope;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;

/** A version that ElastiCache offers, with the family of its parameters. */
record CacheVersionAws(String text, String family) {
    private static final Comparator<CacheVersionAws> BY_NUMBER =
            Comparator.comparing(version -> Arrays.stream(version.text().split("\\."))
                    .filter(part -> part.matches("[0-9]{1,4}"))
                    .map(part -> "0".repeat(4 - part.length()) + part)
                    .toList()
                    .toString());

    /**
     * The newest that begins with what is stated; 7.1.0 is offered as 7.1. Where the server has no such list, what is stated,
     * and then the create call judges.
     */
    static Optional<CacheVersionAws> newest(Scope scope, String engine, Optional<String> stated) {
        try {
            return offered(scope, engine, stated);
        } catch (SdkException failure) {
            if (AwsFailures.notOffered(failure) && stated.isPresent()) {
                return stated.map(text -> new CacheVersionAws(text, engine + text.split("\\.", 2)[0]));
            }
            throw failure;
        }
    }

    private static Optional<CacheVersionAws> offered(Scope scope, String engine, Optional<String> stated) {
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
