package io.kinexus.operator.sandbox.cloudwatch;

import com.google.auto.service.AutoService;
import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.SandboxService;
import io.kinexus.operator.sandbox.tagging.TagStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatch.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Tag;
import software.amazon.awssdk.services.cloudwatch.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.TagResourceResponse;
import software.amazon.awssdk.services.cloudwatch.model.UntagResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.UntagResourceResponse;

/**
 * Metrics, alarms and dashboards of one account. Alarms are evaluated ten seconds after each full minute, when what the
 * minute brought has been recorded.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html">How alarms are
 *     evaluated</a>
 */
@AutoService(SandboxService.class)
public final class CloudWatchSandbox implements SandboxService {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int SECONDS = 60;
    private static final int SETTLE = 10;
    private static final int NOT_FOUND = 404;

    private final Metrics metrics = new Metrics();
    private Optional<Parts> parts = Optional.empty();

    private record Parts(Account account, Alarms alarms, AlarmApi api, Dashboards dashboards) {}

    @Override
    public void install(Account account, Handlers handlers) {
        Alarms alarms = new Alarms(account, metrics);
        Parts made = new Parts(account, alarms, new AlarmApi(account, alarms), new Dashboards(account));
        parts = Optional.of(made);
        new Queries(account, metrics).install(handlers);
        made.api().install(handlers);
        made.dashboards().install(handlers);
        handlers.on(TagResourceRequest.class, this::tag);
        handlers.on(UntagResourceRequest.class, this::untag);
        handlers.on(ListTagsForResourceRequest.class, this::tags);
        long past = Math.floorMod(account.now().getEpochSecond(), (long) SECONDS);
        account.clock().after(Duration.ofSeconds(SECONDS - past + SETTLE), () -> {
            alarms.evaluate();
            account.clock().every(MINUTE, alarms::evaluate);
        });
    }

    @Override
    public Object state() {
        Map<String, Object> alarms = new LinkedHashMap<>();
        parts().alarms()
                .watched()
                .forEach(one -> alarms.put(
                        one.alarm().alarmName(),
                        Map.of(
                                "state", one.alarm().stateValueAsString(),
                                "reason",
                                        Optional.ofNullable(one.alarm().stateReason())
                                                .orElse(""))));
        return Map.of(
                "alarms", alarms,
                "metrics", metrics.keys().count(),
                "dashboards", parts().dashboards().state());
    }

    /** One service's own measurement of the minute that starts then; values without a spread have no percentiles. */
    public void record(MetricKey key, Instant minute, double value) {
        metrics.add(key, Metrics.minute(minute), new Series.Point(1, value, value, value, Optional.empty()));
    }

    /** Many measurements of one minute, known by their spread. */
    public void record(MetricKey key, Instant minute, double count, double average, Distribution spread) {
        metrics.add(
                key,
                Metrics.minute(minute),
                new Series.Point(count, count * average, spread.quantile(0), spread.quantile(1), Optional.of(spread)));
    }

    /** Counts that each sender reports as ones: their sum over the minute, so many samples. */
    public void recordCount(MetricKey key, Instant minute, double total) {
        metrics.add(key, Metrics.minute(minute), new Series.Point(total, total, 1, 1, Optional.empty()));
    }

    /** An alarm made by another service, such as the scaler. */
    public void putAlarm(PutMetricAlarmRequest alarm) {
        parts().api().put(alarm);
    }

    /** An alarm made by another service is no longer needed. */
    public void removeAlarm(String name) {
        if (parts().alarms().find(name).isPresent()) {
            parts().api().remove(name);
        }
    }

    public Optional<MetricAlarm> alarm(String name) {
        return parts().alarms().find(name).map(Alarms.Watched::alarm);
    }

    /** The alarms that are on and have this action, such as a step policy's ARN. */
    public List<MetricAlarm> firing(String action) {
        return parts().alarms().watched().stream()
                .map(Alarms.Watched::alarm)
                .filter(alarm -> alarm.stateValue() == StateValue.ALARM)
                .filter(alarm -> Boolean.TRUE.equals(alarm.actionsEnabled()))
                .filter(alarm -> alarm.alarmActions().contains(action))
                .toList();
    }

    /** The latest point that an alarm's metric has within its range. */
    public OptionalDouble latest(String alarm) {
        Optional<Alarms.Watched> watched = parts().alarms().find(alarm);
        if (watched.isEmpty()) {
            return OptionalDouble.empty();
        }
        double[] points = parts().alarms()
                .points(watched.get(), Metrics.minute(parts().account().now()));
        return Arrays.stream(points).filter(Double::isFinite).reduce((before, after) -> after);
    }

    private TagResourceResponse tag(TagResourceRequest request) {
        tagged(request.resourceARN())
                .put(
                        request.resourceARN(),
                        request.tags().stream()
                                .collect(Collectors.toMap(Tag::key, Tag::value, (first, second) -> second)));
        return TagResourceResponse.builder().build();
    }

    private UntagResourceResponse untag(UntagResourceRequest request) {
        tagged(request.resourceARN()).remove(request.resourceARN(), request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    private ListTagsForResourceResponse tags(ListTagsForResourceRequest request) {
        return ListTagsForResourceResponse.builder()
                .tags(tagged(request.resourceARN()).of(request.resourceARN()).entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
    }

    private TagStore tagged(String arn) {
        if (!arn.contains(":alarm:") || !parts().api().exists(arn)) {
            throw new AwsFault("ResourceNotFoundException", NOT_FOUND, "Unknown resource " + arn);
        }
        return parts().account().service(TagStore.class);
    }

    private Parts parts() {
        return parts.orElseThrow();
    }
}
