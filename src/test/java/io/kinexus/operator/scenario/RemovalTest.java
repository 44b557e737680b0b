package io.kinexus.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.engine.Turned;
import io.kinexus.operator.support.OneFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.EcsClient;

/** What is taken out of the files goes whole, or not at all. */
class RemovalTest {
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
    private static final String CLUSTER = """
        kind: Cluster
        metadata: {name: %s}
        spec: {}
        """;
    private static final String SERVICE = """
        kind: Service
        metadata: {name: api}
        spec:
          cluster: %s
          network: main
          image: repo/api:1
          cpu: 256
          memory: 512
          port: 8000
          ingress: {loadBalancer: front, listener: 80, path: "/*"}
          scaling: {min: 1, max: 3, cpu: 70}
        """;
    private static final String DATABASE = """
        kind: Database
        metadata: {name: orders}
        spec:
          network: main
          engine: postgres
          version: "15"
          instanceClass: db.t3.micro
          storage: {gib: 20}
          credentials: orders
        """;
    private static final String SECRET = """
        kind: Secret
        metadata: {name: orders}
        spec: {generate: {username: app, for: database/orders}}
        """;
    private static final String TOPIC = """
        kind: Topic
        metadata: {name: %s}
        spec: {}
        """;

    @TempDir
    Path folder;

    @Test
    void aProtectedLoadBalancerKeepsItsListenersUntilItCanGoItself() {
        OneFile file = settled(NETWORK, BALANCER);
        List<String> before = file.operated.writes();
        Turned turned = file.commit("", NETWORK);
        assertThat(file.operated.writes()).isEqualTo(before);
        assertThat(OneFile.lines(turned))
                .contains("load-balancer/front delete refused", "listener/front-80 delete held")
                .allMatch(line -> line.endsWith("held") || line.endsWith("refused"));
        assertThat(turned.run().lines())
                .anySatisfy(line -> assertThat(line.message()).contains("deletionProtection: false"));

        file.commit("", NETWORK, BALANCER.replace("Protection: true", "Protection: false"));
        assertThat(file.operated.settle(40).snapshot().sync()).isEqualTo("InSync");
        file.commit("", NETWORK);
        assertThat(file.operated.settle(40).snapshot().sync()).isEqualTo("InSync");
        assertThat(file.operated.writes()).anyMatch(call -> call.endsWith(":DeleteLoadBalancer"));
    }

    @Test
    void aDatabaseThatMustStayKeepsTheNetworkThatItStandsIn() {
        OneFile file = settled(NETWORK, DATABASE, SECRET);
        List<String> before = file.operated.writes();
        Turned turned = file.commit("");
        assertThat(file.operated.writes()).isEqualTo(before);
        assertThat(OneFile.lines(turned))
                .contains(
                        "db-instance/orders delete refused",
                        "db-subnet-group/orders delete held",
                        "security-group/orders-database delete held",
                        "vpc/main delete held",
                        "internet-gateway/main delete held");
    }

    @Test
    void aNetworkStaysWholeUntilItsVpcMayGo() {
        OneFile file = settled(NETWORK);
        List<String> before = file.operated.writes();
        Turned turned = file.commit("");
        assertThat(file.operated.writes()).isEqualTo(before);
        assertThat(OneFile.lines(turned)).contains("vpc/main delete refused", "internet-gateway/main delete held");
        String arn = turned.run().lines().stream()
                .filter(line -> line.resource().endsWith("/vpc/main"))
                .map(line -> line.message().replaceAll(".*resource: (arn:[^,]+),.*", "$1"))
                .findFirst()
                .orElseThrow();
        file.commit(
                ", permits: [{action: delete, resource: \"" + arn + "\", until: \"2030-01-01T00:00:00Z\", reason: x}]");
        assertThat(file.operated.settle(60).snapshot().sync()).isEqualTo("InSync");
        assertThat(file.operated.writes()).contains("ec2:DeleteVpc");
    }

    @Test
    void aServiceCountsOnceHoweverManyResourcesItIs() {
        OneFile file = settled(NETWORK, BALANCER, CLUSTER.formatted("one"), SERVICE.formatted("one"));
        file.commit(", limits: {maxDeletes: 1}", NETWORK, BALANCER, CLUSTER.formatted("one"));
        assertThat(file.operated.settle(60).snapshot().sync()).isEqualTo("InSync");
        assertThat(file.operated
                        .client(EcsClient.class)
                        .listServices(r -> r.cluster("one"))
                        .serviceArns())
                .isEmpty();
    }

    @Test
    void aServiceIsNotMovedToAnotherClusterBehindItsUsersBack() {
        OneFile file = settled(NETWORK, BALANCER, CLUSTER.formatted("one"), SERVICE.formatted("one"));
        Turned turned = file.commit("", NETWORK, BALANCER, CLUSTER.formatted("two"), SERVICE.formatted("two"));
        assertThat(OneFile.lines(turned))
                .contains("ecs-service/api replace refused", "cluster/one delete held", "cluster/two create done");
        assertThat(turned.run().lines()).anySatisfy(line -> assertThat(line.message())
                .contains("service api runs in cluster one, and ECS does not move a service"));
        file.operated.settle(5);
        assertThat(file.operated
                        .client(EcsClient.class)
                        .listServices(r -> r.cluster("one"))
                        .serviceArns())
                .hasSize(1);
        assertThat(file.operated
                        .client(EcsClient.class)
                        .listServices(r -> r.cluster("two"))
                        .serviceArns())
                .isEmpty();
    }

    @Test
    void moreDeclarationsThanAllowedAreHeldAndTheTextSaysWhatToChange() {
        OneFile file = settled(TOPIC.formatted("a"), TOPIC.formatted("b"), TOPIC.formatted("c"), TOPIC.formatted("d"));
        Turned turned = file.commit("");
        assertThat(turned.run().lines()).hasSize(4).allSatisfy(line -> {
            assertThat(line.outcome()).isEqualTo("held");
            assertThat(line.message())
                    .contains("topic/a, topic/b, topic/c, topic/d")
                    .contains("limits: {maxDeletes: 4}");
        });
        assertThat(file.operated.settle(3).snapshot().sync()).isEqualTo("OutOfSync");
        file.commit(", limits: {maxDeletes: 4}");
        assertThat(file.operated.settle(5).snapshot().sync()).isEqualTo("InSync");
    }

    private OneFile settled(String... documents) {
        OneFile file = new OneFile(folder, documents);
        Turned turned = file.operated.settle(150);
        assertThat(turned.snapshot().sync()).as(turned.run().toString()).isEqualTo("InSync");
        return file;
    }
}
