package io.kinexus.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.engine.Turned;
import io.kinexus.operator.support.OneFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesResponse;

/**
 * The tagging API follows with a delay: while it shows nothing yet, what was just made is not taken for somebody else's.
 *
 * @see <a href="https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/overview.html">eventual consistency</a>
 */
class SweepLagTest {
    private static final String NETWORK = """
        kind: Network
        metadata: {name: main}
        spec: {cidr: 10.0.0.0/20, availabilityZones: 2, tiers: [public, private, database], natGateways: none}
        """;
    private static final String CACHE = """
        kind: Cache
        metadata: {name: fast}
        spec: {network: main, engine: redis, version: "7.1", nodeType: cache.t3.micro}
        """;
    private static final String DATABASE = """
        kind: Database
        metadata: {name: orders}
        spec: {network: main, engine: postgres, version: "15", instanceClass: db.t3.micro, storage: {gib: 20}, credentials: orders}
        """;
    private static final String SECRET = """
        kind: Secret
        metadata: {name: orders}
        spec: {generate: {username: app, for: database/orders}}
        """;

    @TempDir
    Path folder;

    @Test
    void nothingThatWasJustMadeIsRefused() {
        OneFile file = new OneFile(folder, NETWORK, CACHE, DATABASE, SECRET);
        file.operated.sandbox.weather((call, request, account) -> call.action().equals("GetResources")
                ? GetResourcesResponse.builder().build()
                : account.get());
        Set<String> refused = new LinkedHashSet<>();
        Turned last = file.operated.turn("start");
        for (int i = 0; i < 80 && !last.snapshot().sync().equals("InSync"); i++) {
            file.operated.sandbox.advance(Duration.ofSeconds(30));
            last = file.operated.turn("schedule");
            OneFile.lines(last).stream()
                    .filter(line -> line.endsWith("refused"))
                    .forEach(refused::add);
        }
        assertThat(refused).isEmpty();
        assertThat(last.snapshot().sync()).isEqualTo("InSync");
    }
}
