package io.kinexus.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.PlanText;
import io.kinexus.operator.support.OneFile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What AWS does by no call is said in the plan, and nothing is written for it. */
class ImpossibleTest {
    private static final String NETWORK = """
        kind: Network
        metadata: {name: main}
        spec: {cidr: 10.0.0.0/20, availabilityZones: 2, tiers: [public, private, database], natGateways: none}
        """;
    private static final String BALANCER = """
        kind: LoadBalancer
        metadata: {name: front}
        spec: {network: main, scheme: internet-facing, listeners: [{port: 80}], deletionProtection: true}
        """;
    private static final String DATABASE = """
        kind: Database
        metadata: {name: orders}
        spec: {network: main, engine: postgres, version: "15", instanceClass: db.t3.micro, storage: {gib: 40}, credentials: orders}
        """;
    private static final String SECRET = """
        kind: Secret
        metadata: {name: orders}
        spec: {generate: {username: app, for: database/orders}}
        """;
    private static final String CACHE = """
        kind: Cache
        metadata: {name: fast}
        spec: {network: main, engine: redis, version: "7.1", nodeType: cache.t3.micro}
        """;

    private record Change(String from, String to, String resource, String refusal) {}

    private static final List<Change> CHANGES = List.of(
            new Change(
                    "10.0.0.0/20",
                    "10.8.0.0/20",
                    "vpc/main",
                    "AWS does not change the cidrBlock of a VPC: put it back"),
            new Change(
                    "internet-facing", "internal", "load-balancer/front", "deletion protection of load balancer front"),
            new Change("version: \"15\"", "version: \"16\"", "db-instance/orders", "allowMajorVersionUpgrade: true"),
            new Change("version: \"15\"", "version: \"14\"", "db-instance/orders", "RDS does not go back"),
            new Change(
                    "version: \"7.1\"", "version: \"6.2\"", "replication-group/fast", "ElastiCache does not go back"));

    @TempDir
    Path folder;

    @Test
    void isRefusedInThePlanInOneSentence() {
        String[] documents = {NETWORK, BALANCER, DATABASE, SECRET, CACHE};
        OneFile file = new OneFile(folder, documents);
        assertThat(file.operated.settle(150).snapshot().sync()).isEqualTo("InSync");
        List<String> before = file.operated.writes();
        for (Change change : CHANGES) {
            file.write(
                    "",
                    Stream.of(documents)
                            .map(document -> document.replace(change.from(), change.to()))
                            .toArray(String[]::new));
            Plan plan = file.operated.plan();
            assertThat(plan.steps()).as(new PlanText(plan, false).text()).anySatisfy(step -> {
                assertThat(step.id().local()).isEqualTo(change.resource());
                assertThat(step.ruling().decision()).isEqualTo("refuse");
                assertThat(step.ruling().because()).contains(change.refusal());
            });
            file.operated.turn("commit");
            assertThat(file.operated.writes()).as(change.toString()).isEqualTo(before);
        }
    }
}
