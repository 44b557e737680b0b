package io.kinexus.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.plan.Step;
import io.kinexus.operator.engine.Turned;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Sandbox;
import io.kinexus.operator.sandbox.control.Faults;
import io.kinexus.operator.support.OneFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a person can lift is said, asked for seldom, and goes on by itself once it is lifted. */
class NeedsYouTest {
    private static final String TOPIC = """
        kind: Topic
        metadata: {name: news}
        spec: {}
        """;
    private static final String CLUSTER = """
        kind: Cluster
        metadata: {name: main}
        spec: {}
        """;
    private static final Duration FAST = Duration.ofSeconds(60);
    private static final int SLOW_IN_FAST = 10;

    @TempDir
    Path folder;

    @Test
    void aDeniedCallIsHeldNotLoopedAndGoesOnOnceItIsAllowed() {
        OneFile file = new OneFile(folder, TOPIC, CLUSTER);
        Faults.set(file.operated.sandbox, Map.of("fault", "access-denied", "service", "sns", "action", "CreateTopic"));
        Turned first = file.operated.turn("start");
        assertThat(OneFile.lines(first)).contains("topic/news create terminal", "cluster/main create done");
        Step held = first.snapshot().plan().orElseThrow().steps().stream()
                .filter(step -> step.id().local().equals("topic/news"))
                .findFirst()
                .orElseThrow();
        assertThat(held.ruling().decision()).isEqualTo("hold");
        assertThat(held.ruling().because())
                .startsWith("needs you: access denied: sns:CreateTopic")
                .contains("\"Action\":\"sns:CreateTopic\"", "tried 1 time, again at");

        long before = asked(file);
        for (int i = 0; i < 20; i++) {
            file.operated.sandbox.advance(FAST);
            file.operated.turn("schedule");
        }
        assertThat(asked(file) - before).isBetween(2L, 5L);

        Faults.none(file.operated.sandbox);
        Turned last = first;
        for (int i = 0; i <= SLOW_IN_FAST && !last.snapshot().sync().equals("InSync"); i++) {
            file.operated.sandbox.advance(FAST);
            last = file.operated.turn("schedule");
        }
        assertThat(last.snapshot().sync()).isEqualTo("InSync");
    }

    @Test
    void aReconcileAsksAtOnce() {
        OneFile file = new OneFile(folder, TOPIC);
        Faults.set(file.operated.sandbox, Map.of("fault", "access-denied", "service", "sns", "action", "CreateTopic"));
        file.operated.turn("start");
        Faults.none(file.operated.sandbox);
        assertThat(OneFile.lines(file.operated.turn("schedule"))).containsExactly("topic/news create held");
        assertThat(OneFile.lines(file.operated.turn("manual"))).containsExactly("topic/news create done");
    }

    @Test
    void aDeniedReadIsNotAbsenceAndSaysWhatIsMissing() {
        OneFile file = new OneFile(folder, TOPIC, CLUSTER);
        Faults.set(
                file.operated.sandbox,
                Map.of("fault", "access-denied", "service", "ecs", "action", "DescribeClusters"));
        Turned turned = file.operated.turn("start");
        assertThat(OneFile.lines(turned)).containsExactly("topic/news create done");
        assertThat(turned.run().problems()).anySatisfy(problem -> assertThat(problem)
                .contains("cluster/main: needs you: access denied: ecs:DescribeClusters")
                .contains("\"Action\":\"ecs:DescribeClusters\""));
    }

    /** As in an account that never had a cluster: for a minute it may be on its way, then somebody has to make it. */
    @Test
    void aServiceLinkedRoleThatDoesNotComeIsForAPerson() {
        OneFile file = new OneFile(folder, CLUSTER);
        file.operated.sandbox.weather((call, request, account) -> {
            if (call.action().equals("CreateCluster")) {
                throw AwsFault.badRequest(
                        "InvalidParameterException",
                        "Unable to assume the service linked role. Please verify that the ECS service linked role"
                                + " exists.");
            }
            return account.get();
        });
        assertThat(OneFile.lines(file.operated.turn("start"))).containsExactly("cluster/main create retryable");
        file.operated.sandbox.advance(FAST.dividedBy(2));
        assertThat(OneFile.lines(file.operated.turn("schedule"))).containsExactly("cluster/main create retryable");
        file.operated.sandbox.advance(FAST);
        Turned told = file.operated.turn("schedule");
        assertThat(OneFile.lines(told)).containsExactly("cluster/main create terminal");
        assertThat(told.snapshot().plan().orElseThrow().steps()).singleElement().satisfies(step -> assertThat(
                        step.ruling().because())
                .startsWith("needs you: a service-linked role is missing")
                .contains("aws iam create-service-linked-role --aws-service-name ecs.amazonaws.com"));

        file.operated.sandbox.weather(Sandbox.Weather.fair());
        file.operated.sandbox.advance(FAST);
        assertThat(OneFile.lines(file.operated.turn("schedule"))).containsExactly("cluster/main create done");
    }

    private static long asked(OneFile file) {
        return file.operated.writes().stream()
                .filter(call -> call.equals("sns:CreateTopic"))
                .count();
    }
}
