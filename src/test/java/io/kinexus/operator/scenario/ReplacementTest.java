package io.kinexus.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.plan.PlanText;
import io.kinexus.operator.support.OneFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What AWS only makes anew is deleted in one turn and made in a later one, and the plan says so before. */
class ReplacementTest {
    private static final String NETWORK = """
        kind: Network
        metadata: {name: main}
        spec: {cidr: 10.0.0.0/20, availabilityZones: 2, tiers: [public, private], natGateways: none}
        """;
    private static final String BALANCER = """
        kind: LoadBalancer
        metadata: {name: front}
        spec: {network: main, scheme: internet-facing, listeners: [{port: 80}], deletionProtection: false}
        """;

    @TempDir
    Path folder;

    @Test
    void takesTwoTurnsAndSaysSo() {
        OneFile file = new OneFile(folder, NETWORK, BALANCER);
        assertThat(file.operated.settle(60).snapshot().sync()).isEqualTo("InSync");
        file.write("", NETWORK, BALANCER.replace("internet-facing", "internal"));
        assertThat(new PlanText(file.operated.plan(), false).text())
                .containsPattern("! load-balancer/front .*; deleted now, and made again in the turn after it is gone")
                .contains("scheme: internet-facing -> internal  (forces a new resource)");

        assertThat(OneFile.lines(file.operated.turn("commit")))
                .contains("load-balancer/front replace waiting")
                .noneMatch(line -> line.startsWith("load-balancer/front create"));
        assertThat(OneFile.lines(file.operated.turn("schedule"))).contains("load-balancer/front create done");
        assertThat(file.operated.settle(60).snapshot().sync()).isEqualTo("InSync");
    }
}
