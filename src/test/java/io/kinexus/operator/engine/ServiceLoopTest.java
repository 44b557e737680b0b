package io.kinexus.operator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.environment.Limits;
import io.kinexus.operator.core.environment.Settings;
import io.kinexus.operator.sandbox.door.InProcessDoor;
import io.kinexus.operator.support.Written;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

/** A whole service through the loop: from nothing, through a new image, drift by hand and a version that does not start. */
class ServiceLoopTest {
    private static final Duration TURN = Duration.ofSeconds(60);
    private static final int MOST_TURNS = 40;

    @TempDir
    Path root;

    private final TestLoop test = new TestLoop();

    @BeforeEach
    void manyDeletesAreAllowed() {
        Settings usual = test.settings;
        test.settings = new Settings(
                usual.name(),
                usual.account(),
                usual.region(),
                usual.mode(),
                usual.tags(),
                usual.fast(),
                usual.slow(),
                new Limits(100, 3),
                List.of(),
                List.of());
    }

    private void declare(String tag, String more) {
        Written written = new Written(root).document("Service", "app", """
            cluster: apps
            network: main
            image: repo/app:%s
            cpu: 256
            memory: 512
            port: %s
            ingress: {loadBalancer: edge, listener: 80}
            health: {path: /health, interval: 10s, healthyThreshold: 2, gracePeriod: 30s}
            """.formatted(tag, port) + more);
        test.commit = tag + port + more;
        test.resources.clear();
        test.resources.addAll(written.desired().resources());
    }

    private int port = 8000;

    private Turned converge() {
        for (int i = 0; i < MOST_TURNS; i++) {
            int before = test.writes().size();
            Turned turned = test.turn();
            test.sandbox.advance(TURN);
            if (test.writes().size() == before
                    && turned.snapshot().sync().equals("InSync")
                    && turned.snapshot().health().equals("Healthy")) {
                return turned;
            }
        }
        throw new AssertionError("not at rest: " + test.turn().run().lines());
    }

    private <C> C client(Class<C> type) {
        return new InProcessDoor(test.sandbox).client(type, "123456789012", "us-east-1");
    }

    private Service service() {
        return client(EcsClient.class)
                .describeServices(r -> r.cluster("apps").services("app"))
                .services()
                .get(0);
    }

    private String image() {
        return client(EcsClient.class)
                .describeTaskDefinition(r -> r.taskDefinition(service().taskDefinition()))
                .taskDefinition()
                .containerDefinitions()
                .get(0)
                .image();
    }

    /** What the next turn does, as {@code resource action}. */
    private List<String> steps() {
        return test.turn().run().lines().stream()
                .map(line -> line.resource() + " " + line.action())
                .toList();
    }

    @Test
    void aServiceComesFromNothingAndThenNothingIsWritten() {
        declare("1", "desiredCount: 2\n");
        converge();
        assertThat(service().runningCount()).isEqualTo(2);
        ElasticLoadBalancingV2Client elb = client(ElasticLoadBalancingV2Client.class);
        String group = elb.describeTargetGroups(r -> r.names("test-app-blue"))
                .targetGroups()
                .get(0)
                .targetGroupArn();
        assertThat(elb.describeTargetHealth(r -> r.targetGroupArn(group)).targetHealthDescriptions())
                .hasSize(2)
                .allSatisfy(target ->
                        assertThat(target.targetHealth().stateAsString()).isEqualTo("healthy"));
        int before = test.writes().size();
        for (int i = 0; i < 10; i++) {
            test.turn();
            test.sandbox.advance(TURN);
        }
        assertThat(test.writes()).hasSize(before);
    }

    @Test
    void aNewImageIsRolledOut() {
        declare("1", "desiredCount: 2\n");
        converge();
        declare("2", "desiredCount: 2\n");
        assertThat(steps()).contains("test/task-definition/app rollout");
        converge();
        assertThat(image()).isEqualTo("repo/app:2");
    }

    @Test
    void aNewPortIsRolledOutOverTheSameTargetGroup() {
        declare("1", "desiredCount: 2\n");
        converge();
        port = 9000;
        declare("1", "desiredCount: 2\n");
        converge();
        assertThat(service().loadBalancers()).singleElement().satisfies(balancer -> assertThat(balancer.containerPort())
                .isEqualTo(9000));
        assertThat(service().runningCount()).isEqualTo(2);
    }

    @Test
    void anImageThatSomebodyMovedIsPutBack() {
        declare("1", "desiredCount: 1\n");
        converge();
        EcsClient ecs = client(EcsClient.class);
        ecs.registerTaskDefinition(r -> r.family("test-app-task")
                .cpu("256")
                .memory("512")
                .networkMode("awsvpc")
                .requiresCompatibilitiesWithStrings("FARGATE")
                .executionRoleArn(ecs.describeTaskDefinition(d -> d.taskDefinition("test-app-task"))
                        .taskDefinition()
                        .executionRoleArn())
                .containerDefinitions(List.of(ecs
                        .describeTaskDefinition(d -> d.taskDefinition("test-app-task"))
                        .taskDefinition()
                        .containerDefinitions()
                        .get(0)
                        .toBuilder()
                        .image("repo/app:theirs")
                        .build())));
        ecs.updateService(r -> r.cluster("apps").service("app").taskDefinition("test-app-task"));
        assertThat(image()).isEqualTo("repo/app:theirs");
        test.sandbox.advance(Duration.ofMinutes(5));
        converge();
        assertThat(image()).isEqualTo("repo/app:1");
    }

    @Test
    void theScalersCountStaysAndComesBackWhenScalingGoes() {
        declare("1", "scaling: {min: 1, max: 6, cpu: 70}\n");
        converge();
        client(EcsClient.class)
                .updateService(r -> r.cluster("apps").service("app").desiredCount(5));
        declare("2", "scaling: {min: 1, max: 6, cpu: 70}\n");
        test.turn();
        test.turn();
        assertThat(service().desiredCount()).isEqualTo(5);
        declare("2", "desiredCount: 3\n");
        converge();
        assertThat(service().desiredCount()).isEqualTo(3);
    }

    @Test
    void aVersionThatDoesNotStartIsTakenBackByEcs() {
        declare("1", "desiredCount: 2\n");
        converge();
        declare("2-missing", "desiredCount: 2\n");
        for (int i = 0; i < 6; i++) {
            test.turn();
            test.sandbox.advance(TURN);
        }
        assertThat(service().events())
                .anySatisfy(event -> assertThat(event.message()).contains("rolling back"));
        assertThat(service().runningCount()).isEqualTo(2);
    }

    @Test
    void aServiceThatIsNoLongerDeclaredIsRemovedWithAllThatWasItsOwn() {
        declare("1", "desiredCount: 1\n");
        converge();
        test.resources.removeIf(one -> one.from().toString().equals("service/app"));
        converge();
        assertThat(client(EcsClient.class).listServices(r -> r.cluster("apps")).serviceArns())
                .isEmpty();
        assertThat(client(EcsClient.class)
                        .listTaskDefinitions(r -> r.familyPrefix("test-app-task"))
                        .taskDefinitionArns())
                .isEmpty();
    }

    @Test
    void aClusterThatExistsIsUsedAndLeftAlone() {
        EcsClient ecs = client(EcsClient.class);
        ecs.createCluster(r -> r.clusterName("theirs"));
        Written written = new Written(root)
                .document("Cluster", "shared", "existing: arn:aws:ecs:us-east-1:123456789012:cluster/theirs")
                .document("Service", "app", """
                    cluster: shared
                    network: main
                    image: repo/app:1
                    cpu: 256
                    memory: 512
                    scaling: {min: 2, max: 4, cpu: 70}
                    """);
        test.resources.clear();
        test.resources.addAll(written.desired().resources());
        converge();
        Service running = ecs.describeServices(r -> r.cluster("theirs").services("app"))
                .services()
                .get(0);
        assertThat(running.runningCount()).isEqualTo(2);
        assertThat(running.launchTypeAsString()).isEqualTo("FARGATE");
        assertThat(ecs.describeClusters(r -> r.clusters("theirs").includeWithStrings("TAGS"))
                        .clusters()
                        .get(0)
                        .tags())
                .isEmpty();
    }
}
