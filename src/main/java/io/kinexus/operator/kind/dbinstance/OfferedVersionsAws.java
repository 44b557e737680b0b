package io.kinexus.operator.kind.dbinstance;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.core.resource.Scope;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rds.RdsClient;

/**
 * The versions of one engine that AWS offers now, looked up once a sweep.
 *
 * @param versions empty when the server has no such list
 */
record OfferedVersionsAws(String engine, Optional<List<EngineVersion>> versions) {
    private static final int PAGE = 100;

    static OfferedVersionsAws of(Scope scope, String engine) {
        return scope.once(
                "rds:DescribeDBEngineVersions/" + engine,
                OfferedVersionsAws.class,
                () -> new OfferedVersionsAws(engine, look(scope, engine)));
    }

    private static Optional<List<EngineVersion>> look(Scope scope, String engine) {
        try {
            return Optional.of(
                    scope
                            .client(RdsClient.class)
                            .describeDBEngineVersionsPaginator(
                                    r -> r.engine(engine).maxRecords(PAGE))
                            .stream()
                            .flatMap(page -> page.dbEngineVersions().stream())
                            .map(offered -> new EngineVersion(engine, offered.engineVersion()))
                            .toList());
        } catch (SdkException failure) {
            if (AwsFailures.notOffered(failure)) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** The newest that begins with what is stated; as stated where nobody can say, and then the create call judges. */
    Optional<String> newest(EngineVersion stated) {
        return versions.map(known -> stated.newest(known).map(EngineVersion::text))
                .orElseGet(() -> Optional.of(stated.text()));
    }

    /** Why this version cannot be had, with the nearest that can; empty when it can. */
    Optional<String> refuse(EngineVersion stated) {
        return newest(stated).isPresent()
                ? Optional.empty()
                : Optional.of("AWS does not offer " + engine + " " + stated.text()
                        + stated.nearest(versions.orElse(List.of()))
                                .map(near -> "; the nearest that it does is " + near.text())
                                .orElse(""));
    }
}
