package io.kinexus.operator.kind.metricfilter;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.kind.ResourceKindContract;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutMetricFilterRequest;

class MetricFilterKindTest extends ResourceKindContract<MetricFilterSpec, MetricFilterLive> {
    private static final Attempt ONE = new Attempt("00000000-0000-0000-0000-000000000003");
    private static final String GROUP = "/aws/rds/instance/orders/postgresql";
    private static final String NAME = "main-slow-database-orders";

    @Override
    protected ResourceKind<MetricFilterSpec, MetricFilterLive> kind() {
        return new MetricFilterKind();
    }

    @Override
    protected Declared<MetricFilterSpec> wanted() {
        return counting("%duration:\\s[1-9]\\d{3}\\.%", "slow-queries");
    }

    @Override
    protected Declared<MetricFilterSpec> changed() {
        return counting("%duration:\\s[2-9]\\d{3}\\.%", "slower-queries");
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(PutMetricFilterRequest.builder().build());
    }

    @Override
    protected void given(Scope scope) {
        scope.client(CloudWatchLogsClient.class).createLogGroup(r -> r.logGroupName(GROUP));
    }

    @Test
    void itWaitsForItsLogGroup() {
        assertThat(kind().creator().orElseThrow().create(look(), wanted(), ONE))
                .isInstanceOf(Outcome.Waiting.class)
                .asString()
                .contains(GROUP);
    }

    @Test
    void somebodyElsesFilterIsNeverLeftOver() {
        given(look());
        look().client(CloudWatchLogsClient.class).putMetricFilter(r -> r.logGroupName(GROUP)
                .filterName("test-mine")
                .filterPattern("ERROR")
                .metricTransformations(MetricTransformation.builder()
                        .metricNamespace("Kinexus/test-2")
                        .metricName("errors")
                        .metricValue("1")
                        .build()));
        assertThat(kind().surplus(look(), Set.of())).isEmpty();
    }

    @Test
    void whatIsChangedByHandIsSeen() {
        given(look());
        create(wanted(), ONE);
        look().client(CloudWatchLogsClient.class).putMetricFilter(r -> r.logGroupName(GROUP)
                .filterName("test-" + NAME)
                .filterPattern("ERROR")
                .metricTransformations(MetricTransformation.builder()
                        .metricNamespace("Elsewhere")
                        .metricName("errors")
                        .metricValue("1")
                        .build()));
        assertThat(kind().fields().compare(wanted().spec(), present(wanted()).live()))
                .isInstanceOfSatisfying(
                        Diff.Drifted.class, drift -> assertThat(drift.changes()).hasSize(2));
        update(wanted());
        assertInSync(wanted());
    }

    private static Declared<MetricFilterSpec> counting(String pattern, String metric) {
        return Declared.of(
                ResourceId.of("test", "metric-filter", NAME),
                DeclarationId.of("alarms", "main"),
                new MetricFilterSpec(GROUP, "test-" + NAME, pattern, MetricFilterSpec.namespace("test"), metric));
    }
}
