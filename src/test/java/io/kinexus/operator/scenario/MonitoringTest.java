package io.kinexus.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.plan.PlanText;
import io.kinexus.operator.desired.DesiredFolder;
import io.kinexus.operator.desired.Kinds;
import io.kinexus.operator.engine.Turned;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.sandbox.rds.RdsSandbox;
import io.kinexus.operator.support.Operated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** From slow queries in a database's log to the alarm, the environment's health and the dashboard; and back. */
class MonitoringTest {
    private static final String ALARM = "small-watch-slow-database-orders";
    private static final String DESIRED = """
        apiVersion: kinexus.io/v1
        kind: Environment
        metadata: {name: small}
        spec: {account: "123456789012", region: us-east-1}
        ---
        apiVersion: kinexus.io/v1
        kind: Network
        metadata: {name: n}
        spec: {cidr: 10.0.0.0/22, availabilityZones: 2, tiers: [public, private], natGateways: none}
        ---
        apiVersion: kinexus.io/v1
        kind: Secret
        metadata: {name: login}
        spec: {generate: {username: kinexus}}
        ---
        apiVersion: kinexus.io/v1
        kind: Database
        metadata: {name: orders}
        spec:
          network: n
          engine: postgres
          version: "15"
          instanceClass: db.t3.micro
          storage: {gib: 20}
          credentials: login
        ---
        apiVersion: kinexus.io/v1
        kind: Alarms
        metadata: {name: watch}
        spec:
          for: [database/orders]
          rules:
            - {name: slow, metric: slow-queries-per-minute, slowerThan: 1s, above: 5, for: 3m}
            - {name: memory-high, metric: memory, above: 70}
            - {name: disk-low, metric: free-storage-percent, below: 15}
        ---
        apiVersion: kinexus.io/v1
        kind: Dashboard
        metadata: {name: watch}
        spec: {for: [database/orders]}
        """;

    @TempDir
    Path folder;

    private Operated operated;

    @BeforeEach
    void settled() throws IOException {
        Path environment = Files.createDirectories(folder.resolve("small"));
        Files.writeString(environment.resolve("environment.yaml"), DESIRED);
        operated = new Operated(new DesiredFolder(folder, Kinds.installed()), "small", SandboxScript.plain());
        Turned turned = operated.settle(200);
        assertThat(turned.snapshot().health())
                .as(() -> turned.snapshot().evidence() + "")
                .isEqualTo("Healthy");
    }

    @Test
    void manySlowQueriesRaiseTheAlarmAndFewLowerIt() {
        slow(1);
        minutes(8);
        assertThat(alarm().stateValueAsString()).isEqualTo("OK");
        slow(20);
        Turned raised = minutes(6);
        assertThat(alarm().stateValueAsString()).as(alarm().stateReason()).isEqualTo("ALARM");
        assertThat(raised.snapshot().health()).isEqualTo("Degraded");
        assertThat(raised.snapshot().evidence()).anyMatch(line -> line.contains(ALARM));
        slow(1);
        assertThat(minutes(6).snapshot().health()).isEqualTo("Healthy");
        assertThat(alarm().stateValueAsString()).isEqualTo("OK");
        assertThat(operated.plan().empty())
                .as(new PlanText(operated.plan(), false).text())
                .isTrue();
    }

    @Test
    void aFilterAndADashboardThatSomebodyTookAwayComeBack() {
        CloudWatchLogsClient logs = operated.client(CloudWatchLogsClient.class);
        logs.describeMetricFilters()
                .metricFilters()
                .forEach(filter -> logs.deleteMetricFilter(
                        r -> r.logGroupName(filter.logGroupName()).filterName(filter.filterName())));
        CloudWatchClient watch = operated.client(CloudWatchClient.class);
        watch.deleteDashboards(r -> r.dashboardNames("watch"));
        operated.sandbox.advance(Duration.ofMinutes(11));
        operated.turn("schedule");
        assertThat(logs.describeMetricFilters().metricFilters())
                .singleElement()
                .satisfies(filter -> assertThat(filter.filterName()).isEqualTo(ALARM));
        assertThat(watch.getDashboard(r -> r.dashboardName("watch")).dashboardBody())
                .contains("DBInstanceIdentifier")
                .doesNotContain("${");
    }

    private void slow(int perMinute) {
        operated.sandbox.locked(() -> {
            operated.sandbox
                    .account("123456789012", "us-east-1")
                    .service(RdsSandbox.class)
                    .slow("orders", perMinute);
            return true;
        });
    }

    private Turned minutes(int some) {
        return operated.pass(Duration.ofMinutes(some), Duration.ofMinutes(1), () -> false);
    }

    private MetricAlarm alarm() {
        List<MetricAlarm> found = operated.client(CloudWatchClient.class)
                .describeAlarms(r -> r.alarmNames(ALARM))
                .metricAlarms();
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
