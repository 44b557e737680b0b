package io.kinexus.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.engine.Turned;
import io.kinexus.operator.sandbox.Sandbox;
import io.kinexus.operator.support.OneFile;
import io.kinexus.operator.support.Operated;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
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
    void theShippedProductionToo() {
        Operated operated = ConvergeTest.operated("production");
        operated.sandbox.weather(SweepLagTest::nothingTagged);
        assertThat(refused(operated, 120)).isEmpty();
        assertThat(operated.plan().empty()).isTrue();
    }

    @Test
    void nothingThatWasJustMadeIsRefused() {
        OneFile file = new OneFile(folder, NETWORK, CACHE, DATABASE, SECRET);
        file.operated.sandbox.weather(SweepLagTest::nothingTagged);
        assertThat(refused(file.operated, 80)).isEmpty();
        assertThat(file.operated.plan().empty()).isTrue();
    }

    private static AwsResponse nothingTagged(Sandbox.Call call, AwsRequest request, Supplier<AwsResponse> account) {
        return call.action().equals("GetResources")
                ? GetResourcesResponse.builder().build()
                : account.get();
    }

    /** What was refused in any turn until all is in sync, or so many turns are over. */
    private static Set<String> refused(Operated operated, int most) {
        Set<String> refused = new LinkedHashSet<>();
        Turned last = operated.turn("start");
        for (int i = 0; i < most && !last.snapshot().sync().equals("InSync"); i++) {
            operated.sandbox.advance(Duration.ofSeconds(30));
            last = operated.turn("schedule");
            OneFile.lines(last).stream()
                    .filter(line -> line.endsWith("refused"))
                    .forEach(refused::add);
        }
        return refused;
    }
}
