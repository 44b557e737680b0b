package io.kinexus.operator.rollout.verify;

import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.core.resource.Scope;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;

/**
 * Alarms by name, with their state now.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html">DescribeAlarms</a>
 */
final class AlarmsAws {
    /** Names in one call. */
    private static final int BATCH = 100;

    private AlarmsAws() {}

    private record States(Map<String, String> byName) {}

    private record Key(List<String> names) {}

    private record Together(List<String> names) {}

    /** What the first call of this sweep is to ask for. */
    static void together(Scope scope, Collection<String> names) {
        scope.once(Together.class, Together.class, () -> new Together(List.copyOf(names)));
    }

    /**
     * {@code OK}, {@code ALARM} or {@code INSUFFICIENT_DATA} by name; those that do not exist are left out.
     *
     * @param mayRead asked before each call
     * @throws IllegalStateException when it may not be made now
     */
    static Map<String, String> states(Scope scope, List<String> names, Predicate<Scope> mayRead) {
        List<String> all = scope.once(Together.class, Together.class, () -> new Together(names))
                .names();
        List<String> asked = all.containsAll(names) ? all : names;
        Map<String, String> states = new TreeMap<>();
        for (List<String> batch : Sweep.batches(asked, BATCH)) {
            states.putAll(scope.once(new Key(batch), States.class, () -> new States(read(scope, batch, mayRead)))
                    .byName());
        }
        states.keySet().retainAll(names);
        return states;
    }

    private static Map<String, String> read(Scope scope, List<String> names, Predicate<Scope> mayRead) {
        if (!mayRead.test(scope)) {
            throw new IllegalStateException("DescribeAlarms is used up for this second");
        }
        DescribeAlarmsResponse answer = scope.client(CloudWatchClient.class)
                .describeAlarms(r -> r.alarmNames(names).alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM));
        Map<String, String> states = answer.metricAlarms().stream()
                .collect(Collectors.toMap(
                        one -> one.alarmName(), one -> one.stateValueAsString(), (a, b) -> a, TreeMap::new));
        answer.compositeAlarms().forEach(one -> states.put(one.alarmName(), one.stateValueAsString()));
        return states;
    }
}
