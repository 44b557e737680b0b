package io.kinexus.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Step;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.desired.DesiredFolder;
import io.kinexus.operator.desired.Kinds;
import io.kinexus.operator.engine.Destruction;
import io.kinexus.operator.engine.Turned;
import io.kinexus.operator.sandbox.control.SandboxYaml;
import io.kinexus.operator.support.Operated;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Everything goes that may, in an order that AWS takes; what holds data stays, and is named. */
class DestroyTest {
    private static final String DEVELOPMENT = "development";

    private static Operated development() {
        Operated operated = new Operated(
                new DesiredFolder(Path.of("desired-state"), Kinds.installed()),
                DEVELOPMENT,
                SandboxYaml.read(Path.of("desired-state", "sandbox.yaml")));
        operated.settle(150);
        return operated;
    }

    private static Turned turnsFor(Operated operated, Duration time) {
        operated.turn("manual");
        return operated.pass(time);
    }

    @Test
    void developmentGoesButForWhatHoldsDataAndComesBackWhenThatIsTakenBack() {
        Operated operated = development();
        Destruction few = new Destruction(3, "tests", operated.sandbox.clock().instant());
        operated.memory.destroy(DEVELOPMENT, few);
        operated.turn("manual");
        assertThat(operated.plan().steps())
                .as("more than was allowed is held whole")
                .noneMatch(Step::goes)
                .anyMatch(step -> step.ruling().because().contains("limits.maxDeletes is 3"));

        operated.memory.destroy(DEVELOPMENT, new Destruction(100, few.by(), few.at()));
        int before = operated.writes().size();
        Turned gone = turnsFor(operated, Duration.ofMinutes(40));
        assertThat(gone.run().problems()).anyMatch(line -> line.contains("is being destroyed, as tests asked"));
        Plan left = operated.plan();
        assertThat(left.steps()).noneMatch(Step::goes);
        assertThat(left.steps())
                .extracting(step -> step.id().kind().toString())
                .contains("bucket", "table", "vpc")
                .doesNotContain("ecs-service", "load-balancer", "listener", "target-group", "cluster", "role");
        assertThat(left.steps()).allSatisfy(step -> assertThat(step.ruling().because())
                .as(step.id().local())
                .isNotBlank());
        List<String> writes =
                operated.writes().subList(before, operated.writes().size());
        assertThat(writes).contains("elasticloadbalancingv2:DeleteLoadBalancer");
        assertThat(writes.indexOf("elasticloadbalancingv2:DeleteListener"))
                .isLessThan(writes.indexOf("elasticloadbalancingv2:DeleteLoadBalancer"));
        int after = operated.writes().size();
        turnsFor(operated, Duration.ofMinutes(5));
        assertThat(operated.writes()).as("nothing is tried again and again").hasSize(after);

        operated.memory.spare(DEVELOPMENT);
        operated.turn("manual");
        assertThat(operated.settle(150).snapshot().sync()).isEqualTo("InSync");
        assertThat(operated.plan().step(ResourceId.of(DEVELOPMENT, "load-balancer", "kinexus-development")))
                .isPresent();
    }
}
