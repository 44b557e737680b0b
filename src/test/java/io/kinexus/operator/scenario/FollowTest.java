package io.kinexus.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.diff.Owner;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.PlanText;
import io.kinexus.operator.core.plan.Step;
import io.kinexus.operator.sandbox.rds.RdsSandbox;
import io.kinexus.operator.support.Operated;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;

/** A percentage of storage is computed from what the database has now. */
class FollowTest {
    private static final String ALARM = "production-kinexus-production-disk-low-database-kinexus-production";

    @Test
    void anAlarmFollowsTheDiskThatGrewByItself() {
        Operated operated = ConvergeTest.operated("production");
        operated.settle(200);
        assertThat(expression(operated)).isEqualTo("100 * free / (100 * 1073741824)");
        assertThat(new PlanText(operated.plan(), true).text())
                .contains("computed from the live allocated storage in GiB: 100");

        operated.sandbox.locked(() -> {
            operated.sandbox
                    .account("123456789012", "us-east-1")
                    .service(RdsSandbox.class)
                    .fill("kinexus-production", 95);
            return true;
        });
        operated.sandbox.advance(Duration.ofHours(1));
        Plan plan = operated.plan();
        List<Step> writing =
                plan.steps().stream().filter(step -> step.action().writes()).toList();
        assertThat(writing).as(new PlanText(plan, false).text()).hasSize(1);
        assertThat(writing.get(0).action().changes())
                .extracting(FieldChange::owner)
                .containsOnly(Owner.AWS);
        assertThat(writing.get(0).action().because()).startsWith("follows the live value");

        operated.turn("wake");
        operated.settle(20);
        assertThat(expression(operated)).isNotEqualTo("100 * free / (100 * 1073741824)");
        assertThat(operated.plan().empty()).isTrue();
    }

    private static String expression(Operated operated) {
        return operated
                .client(CloudWatchClient.class)
                .describeAlarms(r -> r.alarmNames(ALARM))
                .metricAlarms()
                .get(0)
                .metrics()
                .stream()
                .filter(query -> Boolean.TRUE.equals(query.returnData()))
                .map(MetricDataQuery::expression)
                .findFirst()
                .orElse("");
    }
}
