package io.kinexus.operator.kind.alarm;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

/**
 * The calls. Alarms are listed by the environment's prefix, a hundred a page, once for observation and surplus. That leaves
 * the scaler's own alarms (their names start with {@code TargetTracking-}) and everybody else's aside.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html">DescribeAlarms</a>
 */
final class AlarmAws {
    private static final int PAGE = 100;

    private AlarmAws() {}

    /** One listing, shared within a sweep. */
    private record Listing(Map<String, MetricAlarm> byName) {}

    /**
     * Alarms known to carry our tags, and since which configuration: so that the fast tier does not sweep all tags of the
     * environment each minute. An alarm made anew under the same name has another time of configuration.
     */
    private static final class Owned {
        private record Since(ResourceId id, Instant configured) {}

        private final Map<String, Since> byArn = new ConcurrentHashMap<>();

        static Owned in(Scope scope) {
            return scope.keep(Owned.class, Owned.class, Owned::new);
        }

        void add(ResourceId id, MetricAlarm alarm) {
            byArn.put(alarm.alarmArn(), new Since(id, alarm.alarmConfigurationUpdatedTimestamp()));
        }

        Optional<ResourceId> id(MetricAlarm alarm) {
            return Optional.ofNullable(byArn.get(alarm.alarmArn()))
                    .filter(since -> since.configured().equals(alarm.alarmConfigurationUpdatedTimestamp()))
                    .map(Since::id);
        }
    }

    static Map<ResourceId, Observation<AlarmLive>> observe(Scope scope, Collection<Declared<AlarmSpec>> wanted) {
        return Sweep.whole(wanted, all -> {
            Map<String, MetricAlarm> live = list(scope).byName();
            Map<ResourceId, Observation<AlarmLive>> seen = new LinkedHashMap<>();
            for (Declared<AlarmSpec> one : all) {
                MetricAlarm alarm = live.get(one.spec().alarmName());
                if (alarm != null) {
                    seen.put(
                            one.id(),
                            new Observation.Present<>(AlarmFormAws.read(alarm), true, ours(scope, one.id(), alarm)));
                }
            }
            return seen;
        });
    }

    static Map<ResourceId, Observation<AlarmLive>> surplus(Scope scope, Set<ResourceId> declared) {
        Map<ResourceId, Observation<AlarmLive>> surplus = new LinkedHashMap<>();
        Owned owned = Owned.in(scope);
        Map<String, MetricAlarm> byArn = new HashMap<>();
        list(scope).byName().values().stream()
                .filter(alarm -> owned.id(alarm).filter(declared::contains).isEmpty())
                .forEach(alarm -> byArn.put(alarm.alarmArn(), alarm));
        if (byArn.isEmpty()) {
            return surplus;
        }
        Ownership.sweep(scope).of(Alarms.NAME).forEach((id, arns) -> arns.stream()
                .filter(arn -> !declared.contains(id))
                .flatMap(arn -> Optional.ofNullable(byArn.get(arn)).stream())
                .forEach(alarm -> surplus.put(id, Observation.present(AlarmFormAws.read(alarm)))));
        return surplus;
    }

    static Outcome create(Scope scope, Declared<AlarmSpec> wanted, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            List<Tag> tags = Ownership.tags(scope, wanted).entrySet().stream()
                    .map(tag -> Tag.builder()
                            .key(tag.getKey())
                            .value(tag.getValue())
                            .build())
                    .toList();
            return put(scope, AlarmFormAws.write(wanted.spec()).tags(tags));
        });
    }

    /** AWS overwrites an alarm whole, and leaves its tags. */
    static Outcome update(
            Scope scope, Declared<AlarmSpec> wanted, AlarmLive live, List<FieldChange> changes, Attempt attempt) {
        return AwsFailures.attempt(() -> put(scope, AlarmFormAws.write(wanted.spec())));
    }

    private static Outcome put(Scope scope, PutMetricAlarmRequest.Builder alarm) {
        scope.client(CloudWatchClient.class).putMetricAlarm(alarm.build());
        return Outcome.done();
    }

    static Outcome delete(Scope scope, ResourceId id, AlarmLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            try {
                scope.client(CloudWatchClient.class).deleteAlarms(r -> r.alarmNames(live.name()));
            } catch (SdkException failure) {
                if (!AwsFailures.is(failure, "ResourceNotFound", "ResourceNotFoundException")) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    private static boolean ours(Scope scope, ResourceId id, MetricAlarm alarm) {
        Owned owned = Owned.in(scope);
        if (owned.id(alarm).filter(id::equals).isPresent()) {
            return true;
        }
        boolean ours = Ownership.ours(scope, id, alarm.alarmArn(), () -> tags(scope, alarm.alarmArn()));
        if (ours) {
            owned.add(id, alarm);
        }
        return ours;
    }

    private static Map<String, String> tags(Scope scope, String arn) {
        return scope.client(CloudWatchClient.class).listTagsForResource(r -> r.resourceARN(arn)).tags().stream()
                .collect(Collectors.toMap(Tag::key, Tag::value));
    }

    private static Listing list(Scope scope) {
        return scope.once(Listing.class, Listing.class, () -> {
            Map<String, MetricAlarm> byName = new LinkedHashMap<>();
            scope.client(CloudWatchClient.class)
                    .describeAlarmsPaginator(
                            r -> r.alarmNamePrefix(scope.environment() + "-").maxRecords(PAGE))
                    .metricAlarms()
                    .forEach(alarm -> byName.put(alarm.alarmName(), alarm));
            return new Listing(byName);
        });
    }
}
