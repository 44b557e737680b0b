package io.kinexus.operator.sandbox.cloudwatch;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import io.kinexus.operator.sandbox.tagging.TagStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmHistoryRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmHistoryResponse;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsForMetricRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsForMetricResponse;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.DisableAlarmActionsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DisableAlarmActionsResponse;
import software.amazon.awssdk.services.cloudwatch.model.EnableAlarmActionsRequest;
import software.amazon.awssdk.services.cloudwatch.model.EnableAlarmActionsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutCompositeAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutCompositeAlarmResponse;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmResponse;
import software.amazon.awssdk.services.cloudwatch.model.SetAlarmStateRequest;
import software.amazon.awssdk.services.cloudwatch.model.SetAlarmStateResponse;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

/**
 * The alarms' actions. A new alarm is INSUFFICIENT_DATA until it has been evaluated; a changed one keeps its state.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html">DescribeAlarms</a>
 */
final class AlarmApi {
    private static final int USUAL_PAGE = 50;
    private static final int PAGE = 100;

    private final Account account;
    private final Alarms alarms;

    AlarmApi(Account account, Alarms alarms) {
        this.account = account;
        this.alarms = alarms;
    }

    void install(Handlers handlers) {
        handlers.on(PutMetricAlarmRequest.class, this::put);
        handlers.on(PutCompositeAlarmRequest.class, this::putComposite);
        handlers.on(DescribeAlarmsRequest.class, this::describe);
        handlers.on(DescribeAlarmsForMetricRequest.class, this::describeForMetric);
        handlers.on(DeleteAlarmsRequest.class, this::delete);
        handlers.on(SetAlarmStateRequest.class, this::setState);
        handlers.on(DescribeAlarmHistoryRequest.class, this::history);
        handlers.on(EnableAlarmActionsRequest.class, request -> {
            request.alarmNames().forEach(name -> alarms.actions(name, true));
            return EnableAlarmActionsResponse.builder().build();
        });
        handlers.on(DisableAlarmActionsRequest.class, request -> {
            request.alarmNames().forEach(name -> alarms.actions(name, false));
            return DisableAlarmActionsResponse.builder().build();
        });
    }

    PutMetricAlarmResponse put(PutMetricAlarmRequest request) {
        Program program = AlarmCheck.check(request);
        Optional<MetricAlarm> before = alarms.find(request.alarmName()).map(Alarms.Watched::alarm);
        String arn = arn(request.alarmName());
        MetricAlarm alarm = MetricAlarm.builder()
                .alarmName(request.alarmName())
                .alarmArn(arn)
                .alarmDescription(request.alarmDescription())
                .actionsEnabled(!Boolean.FALSE.equals(request.actionsEnabled()))
                .okActions(request.okActions())
                .alarmActions(request.alarmActions())
                .insufficientDataActions(request.insufficientDataActions())
                .metricName(request.metricName())
                .namespace(request.namespace())
                .statistic(request.statistic())
                .extendedStatistic(request.extendedStatistic())
                .dimensions(request.dimensions())
                .period(request.period())
                .unit(request.unit())
                .evaluationPeriods(request.evaluationPeriods())
                .datapointsToAlarm(request.datapointsToAlarm())
                .threshold(request.threshold())
                .comparisonOperator(request.comparisonOperator())
                .treatMissingData(request.treatMissingData())
                .evaluateLowSampleCountPercentile(request.evaluateLowSampleCountPercentile())
                .metrics(request.hasMetrics() ? request.metrics() : List.of())
                .alarmConfigurationUpdatedTimestamp(account.now())
                .stateValue(before.map(MetricAlarm::stateValue).orElse(StateValue.INSUFFICIENT_DATA))
                .stateReason(before.map(MetricAlarm::stateReason).orElse("Unchecked: Initial alarm creation"))
                .stateUpdatedTimestamp(
                        before.map(MetricAlarm::stateUpdatedTimestamp).orElse(account.now()))
                .stateTransitionedTimestamp(
                        before.map(MetricAlarm::stateTransitionedTimestamp).orElse(account.now()))
                .build();
        alarms.put(new Alarms.Watched(alarm, program));
        tag(before.isPresent(), arn, request.tags());
        return PutMetricAlarmResponse.builder().build();
    }

    private PutCompositeAlarmResponse putComposite(PutCompositeAlarmRequest request) {
        AlarmCheck.name(request.alarmName());
        AlarmCheck.actions(request.alarmActions());
        CompositeRule.Parsed rule =
                CompositeRule.parse(Optional.ofNullable(request.alarmRule()).orElse(""));
        for (String child : rule.children()) {
            if (alarms.find(child).isEmpty() && alarms.findComposite(child).isEmpty()) {
                throw AlarmCheck.invalid("AlarmRule refers to the unknown alarm " + child);
            }
        }
        Optional<CompositeAlarm> before =
                alarms.findComposite(request.alarmName()).map(Alarms.Composed::alarm);
        String arn = arn(request.alarmName());
        alarms.put(new Alarms.Composed(
                CompositeAlarm.builder()
                        .alarmName(request.alarmName())
                        .alarmArn(arn)
                        .alarmDescription(request.alarmDescription())
                        .alarmRule(request.alarmRule())
                        .actionsEnabled(!Boolean.FALSE.equals(request.actionsEnabled()))
                        .alarmActions(request.alarmActions())
                        .okActions(request.okActions())
                        .insufficientDataActions(request.insufficientDataActions())
                        .actionsSuppressor(request.actionsSuppressor())
                        .actionsSuppressorWaitPeriod(request.actionsSuppressorWaitPeriod())
                        .actionsSuppressorExtensionPeriod(request.actionsSuppressorExtensionPeriod())
                        .alarmConfigurationUpdatedTimestamp(account.now())
                        .stateValue(before.map(CompositeAlarm::stateValue).orElse(StateValue.INSUFFICIENT_DATA))
                        .stateReason(
                                before.map(CompositeAlarm::stateReason).orElse("Unchecked: Initial alarm creation"))
                        .stateUpdatedTimestamp(account.now())
                        .stateTransitionedTimestamp(account.now())
                        .build(),
                rule));
        tag(before.isPresent(), arn, request.tags());
        return PutCompositeAlarmResponse.builder().build();
    }

    /** Tags are taken when the alarm is made; for one that is there, AWS ignores them. */
    private void tag(boolean known, String arn, List<Tag> tags) {
        if (!known) {
            account.service(TagStore.class)
                    .put(arn, tags.stream().collect(Collectors.toMap(Tag::key, Tag::value, (first, second) -> second)));
        }
    }

    private DescribeAlarmsResponse describe(DescribeAlarmsRequest request) {
        if (request.alarmNamePrefix() != null && !request.alarmNames().isEmpty()) {
            throw AwsFault.badRequest(
                    "InvalidParameterCombination", "AlarmNamePrefix and AlarmNames cannot be used together");
        }
        if (request.alarmNames().size() > PAGE) {
            throw AlarmCheck.invalid("at most 100 alarm names");
        }
        List<AlarmType> types = request.hasAlarmTypes() && !request.alarmTypes().isEmpty()
                ? request.alarmTypes()
                : List.of(AlarmType.METRIC_ALARM);
        List<Object> matching = new ArrayList<>();
        if (types.contains(AlarmType.COMPOSITE_ALARM)) {
            alarms.composed().stream()
                    .map(Alarms.Composed::alarm)
                    .filter(one -> matches(request, one.alarmName(), one.stateValue(), one.alarmActions()))
                    .forEach(matching::add);
        }
        if (types.contains(AlarmType.METRIC_ALARM)) {
            alarms.watched().stream()
                    .map(Alarms.Watched::alarm)
                    .filter(one -> matches(request, one.alarmName(), one.stateValue(), one.alarmActions()))
                    .forEach(matching::add);
        }
        Pages.Page<Object> page = Pages.of(matching, request.maxRecords(), USUAL_PAGE, PAGE, request.nextToken());
        return DescribeAlarmsResponse.builder()
                .metricAlarms(only(page.items(), MetricAlarm.class))
                .compositeAlarms(only(page.items(), CompositeAlarm.class))
                .nextToken(page.next())
                .build();
    }

    private static <T> List<T> only(List<Object> items, Class<T> type) {
        return items.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private boolean matches(DescribeAlarmsRequest request, String name, StateValue state, List<String> actions) {
        List<Predicate<String>> all = new ArrayList<>();
        if (!request.alarmNames().isEmpty()) {
            all.add(request.alarmNames()::contains);
        }
        if (request.alarmNamePrefix() != null) {
            all.add(one -> one.startsWith(request.alarmNamePrefix()));
        }
        if (request.stateValue() != null) {
            all.add(one -> state == request.stateValue());
        }
        if (request.actionPrefix() != null) {
            all.add(one -> actions.stream().anyMatch(action -> action.startsWith(request.actionPrefix())));
        }
        if (request.childrenOfAlarmName() != null) {
            all.add(children(request.childrenOfAlarmName())::contains);
        }
        if (request.parentsOfAlarmName() != null) {
            all.add(one -> children(one).contains(request.parentsOfAlarmName()));
        }
        return all.stream().allMatch(one -> one.test(name));
    }

    private java.util.Set<String> children(String name) {
        return alarms.findComposite(name).map(one -> one.rule().children()).orElse(java.util.Set.of());
    }

    private DescribeAlarmsForMetricResponse describeForMetric(DescribeAlarmsForMetricRequest request) {
        MetricKey key = MetricKey.of(request.namespace(), request.metricName(), request.dimensions());
        return DescribeAlarmsForMetricResponse.builder()
                .metricAlarms(alarms.watched().stream()
                        .filter(one -> one.program().metrics().contains(key))
                        .map(Alarms.Watched::alarm)
                        .toList())
                .build();
    }

    private DeleteAlarmsResponse delete(DeleteAlarmsRequest request) {
        if (request.alarmNames().size() > PAGE) {
            throw AlarmCheck.invalid("at most 100 alarms at once");
        }
        request.alarmNames().forEach(this::remove);
        return DeleteAlarmsResponse.builder().build();
    }

    void remove(String name) {
        alarms.remove(name);
        account.service(TagStore.class).forget(arn(name));
    }

    private SetAlarmStateResponse setState(SetAlarmStateRequest request) {
        if (request.stateValue() == null || request.stateValue() == StateValue.UNKNOWN_TO_SDK_VERSION) {
            throw AlarmCheck.invalid("StateValue must be one of ALARM, OK, INSUFFICIENT_DATA");
        }
        alarms.set(
                request.alarmName(),
                request.stateValue(),
                Optional.ofNullable(request.stateReason()).orElse(""));
        return SetAlarmStateResponse.builder().build();
    }

    private DescribeAlarmHistoryResponse history(DescribeAlarmHistoryRequest request) {
        List<AlarmHistoryItem> matching = alarms.history().stream()
                .filter(item -> request.alarmName() == null || item.alarmName().equals(request.alarmName()))
                .filter(item ->
                        request.historyItemType() == null || item.historyItemType() == request.historyItemType())
                .filter(item -> request.startDate() == null || !item.timestamp().isBefore(request.startDate()))
                .filter(item -> request.endDate() == null || item.timestamp().isBefore(request.endDate()))
                .toList();
        Pages.Page<AlarmHistoryItem> page = Pages.of(matching, request.maxRecords(), PAGE, PAGE, request.nextToken());
        return DescribeAlarmHistoryResponse.builder()
                .alarmHistoryItems(page.items())
                .nextToken(page.next())
                .build();
    }

    String arn(@Nullable String name) {
        return account.arn("cloudwatch", "alarm:" + name);
    }

    boolean exists(String arn) {
        String name = arn.substring(arn.indexOf(":alarm:") + ":alarm:".length());
        return alarms.find(name).isPresent() || alarms.findComposite(name).isPresent();
    }

    Map<String, String> tags(String arn) {
        return account.service(TagStore.class).of(arn);
    }
}
