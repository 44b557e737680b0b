package io.kinexus.operator.kind.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.diff.Owner;
import io.kinexus.operator.core.health.Verdict;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.kind.ResourceKindContract;
import io.kinexus.operator.kind.alarm.AlarmSpec.Comparison;
import io.kinexus.operator.kind.alarm.AlarmSpec.Missing;
import io.kinexus.operator.kind.alarm.AlarmSpec.Query;
import io.kinexus.operator.kind.alarm.AlarmSpec.Stat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

class AlarmKindTest extends ResourceKindContract<AlarmSpec, AlarmLive> {
    private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:oncall";

    @Override
    protected ResourceKind<AlarmSpec, AlarmLive> kind() {
        return new AlarmKind();
    }

    @Override
    protected Declared<AlarmSpec> wanted() {
        return declared(new AlarmSpec(
                "test-main-cpu-high-service-api",
                "cpu of service/api above 80 for 5m",
                Optional.of(new Stat(
                        "AWS/ECS", "CPUUtilization", Map.of("ClusterName", "main", "ServiceName", "api"), "Average")),
                List.of(),
                Map.of(),
                Duration.ofMinutes(1),
                5,
                5,
                Comparison.ABOVE,
                80,
                Missing.MISSING,
                List.of(TOPIC),
                List.of(TOPIC)));
    }

    @Override
    protected Declared<AlarmSpec> changed() {
        return declared(storage("100"));
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(PutMetricAlarmRequest.builder().build());
    }

    @Test
    void aLiveValueThatMovedIsFollowedAndNoDrift() {
        create(declared(storage("100")), new Attempt("a"));
        AlarmSpec grown = storage("120");
        Diff diff = kind().fields().compare(grown, present(wanted()).live());
        assertThat(diff).isInstanceOf(Diff.Drifted.class);
        assertThat(((Diff.Drifted) diff).changes())
                .extracting(FieldChange::owner)
                .containsExactly(Owner.AWS);
        update(declared(grown));
        assertInSync(declared(grown));
    }

    @Test
    void anExpressionThatSomebodyChangedIsDrift() {
        create(declared(storage("100")), new Attempt("a"));
        AlarmSpec other = withExpression("50 * free / ({gib} * 1073741824)", "100");
        Diff diff = kind().fields().compare(other, present(wanted()).live());
        assertThat(((Diff.Drifted) diff).changes())
                .extracting(FieldChange::owner)
                .containsExactly(Owner.GIT);
    }

    @Test
    void alarmIsUnhealthyAndTooLittleDataIsNot() {
        create(wanted(), new Attempt("a"));
        look().client(CloudWatchClient.class)
                .setAlarmState(r -> r.alarmName(wanted().spec().alarmName())
                        .stateValue("INSUFFICIENT_DATA")
                        .stateReason("none came"));
        assertThat(kind().health(present(wanted()).live()).level()).isEqualTo(Verdict.Level.HEALTHY);
        look().client(CloudWatchClient.class)
                .setAlarmState(r -> r.alarmName(wanted().spec().alarmName())
                        .stateValue("ALARM")
                        .stateReason("too hot"));
        Verdict verdict = kind().health(present(wanted()).live());
        assertThat(verdict.level()).isEqualTo(Verdict.Level.UNHEALTHY);
        assertThat(verdict.because()).containsExactly("test-main-cpu-high-service-api: too hot");
    }

    @Test
    void theScalersOwnAlarmsAreNeverOurs() {
        look().client(CloudWatchClient.class)
                .putMetricAlarm(r -> r.alarmName("TargetTracking-service/main/api-AlarmHigh-1")
                        .namespace("AWS/ECS")
                        .metricName("CPUUtilization")
                        .statistic("Average")
                        .period(60)
                        .evaluationPeriods(3)
                        .threshold(70.0)
                        .comparisonOperator("GreaterThanThreshold"));
        assertThat(kind().surplus(look(), Set.of())).isEmpty();
    }

    @Test
    void onceKnownAsOursAnAlarmCostsOneCall() {
        create(wanted(), new Attempt("a"));
        present(wanted());
        AtomicInteger sweeps = new AtomicInteger();
        Scope fast = look();
        assertThat(kind().observe(fast, List.of(wanted()))).containsOnlyKeys(wanted().id());
        assertThat(kind().surplus(fast, Set.of(wanted().id()))).isEmpty();
        fast.once(Ownership.class, Ownership.class, () -> {
            sweeps.incrementAndGet();
            return Ownership.sweep(look());
        });
        assertThat(sweeps).as("nobody had swept the tags before").hasValue(1);
    }

    @Test
    void anAlarmOfThatNameWithoutOurTagsIsNotOurs() {
        AlarmSpec spec = wanted().spec();
        look().client(CloudWatchClient.class)
                .putMetricAlarm(AlarmFormAws.write(spec).build());
        assertThat(present(wanted()).ours()).isFalse();
    }

    private static AlarmSpec storage(String gib) {
        return withExpression("100 * free / ({gib} * 1073741824)", gib);
    }

    private static AlarmSpec withExpression(String expression, String gib) {
        return new AlarmSpec(
                "test-main-cpu-high-service-api",
                "free-storage-percent of database/main below 15 for 10m",
                Optional.empty(),
                List.of(
                        Query.metric(
                                "free",
                                new Stat(
                                        "AWS/RDS",
                                        "FreeStorageSpace",
                                        Map.of("DBInstanceIdentifier", "main"),
                                        "Average")),
                        Query.result("percent", expression)),
                Map.of("gib", gib),
                Duration.ofMinutes(1),
                10,
                8,
                Comparison.BELOW,
                15,
                Missing.BREACHING,
                List.of(),
                List.of());
    }

    private static Declared<AlarmSpec> declared(AlarmSpec spec) {
        return Declared.of(
                ResourceId.of("test", "alarm", "main-cpu-high-service-api"), DeclarationId.of("alarms", "main"), spec);
    }
}
