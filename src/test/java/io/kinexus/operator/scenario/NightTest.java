package io.kinexus.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.PlanText;
import io.kinexus.operator.engine.Turned;
import io.kinexus.operator.support.Operated;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Task;

/** The shipped development environment from its afternoon to its morning, by the sandbox's clock. */
class NightTest {
    private static final String CLUSTER = "kinexus-development";
    private static final String FAMILY = "development-kinexus-reindex-task";
    private static final Duration STEP = Duration.ofMinutes(1);
    private static final Duration WATCHED = Duration.ofMinutes(10);

    private final Operated operated = ConvergeTest.operated("development");
    private final EcsClient ecs = operated.client(EcsClient.class);

    @Test
    void itSleepsHealthyAtZeroAndRunsItsTaskAtHalfPastTwo() {
        operated.settle(200);

        Turned asleep = later("2026-01-05T20:20:00Z");
        assertThat(web()).isEqualTo(List.of(0, 0));
        assertThat(asleep.snapshot().sync()).as(said(asleep)).isEqualTo("InSync");
        assertThat(asleep.snapshot().health()).as(said(asleep)).isEqualTo("Healthy");

        later("2026-01-06T02:29:00Z");
        assertThat(runs("RUNNING")).isEmpty();
        operated.pass(Duration.ofSeconds(70), Duration.ofSeconds(10), () -> false);
        assertThat(runs("RUNNING")).singleElement().satisfies(task -> {
            assertThat(task.createdAt()).isEqualTo(Instant.parse("2026-01-06T02:30:00Z"));
            assertThat(task.capacityProviderName()).isEqualTo("FARGATE_SPOT");
        });
        operated.pass(Duration.ofMinutes(2), Duration.ofSeconds(10), () -> false);
        assertThat(runs("STOPPED")).singleElement().satisfies(task -> assertThat(
                        task.containers().get(0).exitCode())
                .isZero());

        Plan plan = operated.plan();
        assertThat(plan.empty()).as(new PlanText(plan, false).text()).isTrue();
        assertThat(operated.journal.entries("development", 500))
                .extracting(entry -> entry.intent().action())
                .doesNotContain("stop");
        Turned awake = later("2026-01-06T07:10:00Z");
        assertThat(web()).isEqualTo(List.of(1, 1));
        assertThat(awake.snapshot().health()).as(said(awake)).isEqualTo("Healthy");
    }

    /** Nobody looks for hours, and then as a controller does for some minutes. */
    private Turned later(String moment) {
        operated.sandbox.advance(until(moment).minus(WATCHED));
        return operated.pass(WATCHED, STEP, () -> false);
    }

    private Duration until(String moment) {
        return Duration.between(operated.sandbox.clock().instant(), Instant.parse(moment));
    }

    private List<Integer> web() {
        var service = ecs.describeServices(r -> r.cluster(CLUSTER).services("kinexus-web"))
                .services()
                .get(0);
        return List.of(service.desiredCount(), service.runningCount());
    }

    private List<Task> runs(String status) {
        List<String> arns = ecs.listTasks(r -> r.cluster(CLUSTER).family(FAMILY).desiredStatus(status))
                .taskArns();
        return arns.isEmpty()
                ? List.of()
                : ecs.describeTasks(r -> r.cluster(CLUSTER).tasks(arns)).tasks();
    }

    private static String said(Turned turned) {
        return turned.snapshot().evidence() + "\n" + turned.run().problems();
    }
}
