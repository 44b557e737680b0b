package io.kinexus.operator.kind.dbinstance;

import io.kinexus.operator.core.resource.Scope;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.rds.RdsClient;

/** The versions of one engine that AWS offers now, looked up once a sweep. */
record OfferedVersionsAws(String engine, List<EngineVersion> versions) {
    private static final int PAGE = 100;

    static OfferedVersionsAws of(Scope scope, String engine) {
        return scope.once(
                "rds:DescribeDBEngineVersions/" + engine,
                OfferedVersionsAws.class,
                () -> new OfferedVersionsAws(
                        engine,
                        scope
                                .client(RdsClient.class)
                                .describeDBEngineVersionsPaginator(
                                        r -> r.engine(engine).maxRecords(PAGE))
                                .stream()
                                .flatMap(page -> page.dbEngineVersions().stream())
                                .map(offered -> new EngineVersion(engine, offered.engineVersion()))
                                .toList()));
    }

    Optional<String> newest(EngineVersion stated) {
        return stated.newest(versions).map(EngineVersion::text);
    }

    /** Why this version cannot be had, with the nearest that can; empty when it can. */
    Optional<String> refuse(EngineVersion stated) {
        return newest(stated).isPresent()
                ? Optional.empty()
                : Optional.of("AWS does not offer " + engine + " " + stated.text()
                        + stated.nearest(versions)
                                .map(near -> "; the nearest that it does is " + near.text())
                                .orElse(""));
    }
}
