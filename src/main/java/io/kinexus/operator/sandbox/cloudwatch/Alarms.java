package io.kinexus.operator.sandbox.cloudwatch;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.sns.SnsSandbox;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm;
import software.amazon.awssdk.services.cloudwatch.model.HistoryItemType;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** The alarms of an account, their evaluation each minute, their actions and their history. */
final class Alarms {
    private static final int KEPT_HISTORY = 2000;
    private static final int NOT_FOUND = 404;

    /** A metric alarm with its metrics already read. */
    record Watched(MetricAlarm alarm, Program program) {}

    /** A composite alarm with its rule already read. */
    record Composed(CompositeAlarm alarm, CompositeRule.Parsed rule) {}

    private final Account account;
    private final Metrics metrics;
    private final Map<String, Watched> watched = new TreeMap<>();
    private final Map<String, Composed> composed = new TreeMap<>();
    private final Deque<AlarmHistoryItem> history = new ArrayDeque<>();

    Alarms(Account account, Metrics metrics) {
        this.account = account;
        this.metrics = metrics;
    }

    Collection<Watched> watched() {
        return watched.values();
    }

    Collection<Composed> composed() {
        return composed.values();
    }

    Collection<AlarmHistoryItem> history() {
        return history;
    }

    Optional<Watched> find(String name) {
        return Optional.ofNullable(watched.get(name));
    }

    Optional<Composed> findComposite(String name) {
        return Optional.ofNullable(composed.get(name));
    }

    void put(Watched alarm) {
        String name = alarm.alarm().alarmName();
        boolean fresh = !watched.containsKey(name);
        composed.remove(name);
        watched.put(name, alarm);
        remember(name, AlarmType.METRIC_ALARM, HistoryItemType.CONFIGURATION_UPDATE, configured(name, fresh));
    }

    void put(Composed alarm) {
        String name = alarm.alarm().alarmName();
        boolean fresh = !composed.containsKey(name);
        watched.remove(name);
        composed.put(name, alarm);
        remember(name, AlarmType.COMPOSITE_ALARM, HistoryItemType.CONFIGURATION_UPDATE, configured(name, fresh));
    }

    private static String configured(String name, boolean fresh) {
        return "Alarm \"" + name + "\" " + (fresh ? "created" : "updated");
    }

    void remove(String name) {
        if (watched.remove(name) == null && composed.remove(name) == null) {
            throw missing(name);
        }
        history.removeIf(item -> item.alarmName().equals(name));
    }

    static AwsFault missing(String name) {
        return new AwsFault("ResourceNotFound", NOT_FOUND, "Unknown alarm " + name);
    }

    /** By hand, until the next evaluation says otherwise. */
    void set(String name, StateValue state, String reason) {
        if (watched.containsKey(name)) {
            move(watched.get(name), state, reason);
        } else if (composed.containsKey(name)) {
            move(composed.get(name), state, reason);
        } else {
            throw missing(name);
        }
    }

    void actions(String name, boolean enabled) {
        find(name)
                .ifPresent(one -> watched.put(
                        name,
                        new Watched(
                                one.alarm().toBuilder().actionsEnabled(enabled).build(), one.program())));
        findComposite(name)
                .ifPresent(one -> composed.put(
                        name,
                        new Composed(
                                one.alarm().toBuilder().actionsEnabled(enabled).build(), one.rule())));
    }

    /** Once a minute: every alarm looks at what the last minutes brought. */
    void evaluate() {
        int now = Metrics.minute(account.now());
        List.copyOf(watched.values()).forEach(one -> evaluate(one, now));
        for (Composed one : List.copyOf(composed.values())) {
            StateValue state = one.rule().holds().test(this::state) ? StateValue.ALARM : StateValue.OK;
            if (state != one.alarm().stateValue()) {
                move(one, state, one.alarm().alarmRule() + " is now " + (state == StateValue.ALARM));
            }
        }
    }

    private void evaluate(Watched one, int now) {
        Optional<AlarmState.Judged> judged = AlarmState.of(one.alarm(), points(one, now));
        if (judged.isPresent() && judged.get().state() != one.alarm().stateValue()) {
            move(one, judged.get().state(), judged.get().reason().get());
        }
    }

    /** The range that an alarm looks at, oldest first. */
    double[] points(Watched one, int now) {
        Program.Line line = one.program().returned().get(0);
        int period = one.program().period(line);
        int range = AlarmState.range(one.alarm().evaluationPeriods());
        return one.program().run(metrics, line, now - range * period, period, range);
    }

    private StateValue state(String name) {
        return find(name)
                .map(one -> one.alarm().stateValue())
                .or(() -> findComposite(name).map(one -> one.alarm().stateValue()))
                .orElse(StateValue.INSUFFICIENT_DATA);
    }

    private void move(Watched one, StateValue state, String reason) {
        MetricAlarm before = one.alarm();
        MetricAlarm after = before.toBuilder()
                .stateValue(state)
                .stateReason(reason)
                .stateUpdatedTimestamp(account.now())
                .stateTransitionedTimestamp(
                        state == before.stateValue() ? before.stateTransitionedTimestamp() : account.now())
                .build();
        watched.put(after.alarmName(), new Watched(after, one.program()));
        if (state != before.stateValue()) {
            moved(after.alarmName(), AlarmType.METRIC_ALARM, before.stateValue(), state);
            if (Boolean.TRUE.equals(after.actionsEnabled())) {
                List<String> actions =
                        switch (state) {
                            case ALARM -> after.alarmActions();
                            case OK -> after.okActions();
                            default -> after.insufficientDataActions();
                        };
                tell(actions, after.alarmName(), before.stateValue(), state, reason);
            }
        }
    }

    private void move(Composed one, StateValue state, String reason) {
        CompositeAlarm before = one.alarm();
        CompositeAlarm after = before.toBuilder()
                .stateValue(state)
                .stateReason(reason)
                .stateUpdatedTimestamp(account.now())
                .stateTransitionedTimestamp(account.now())
                .build();
        composed.put(after.alarmName(), new Composed(after, one.rule()));
        moved(after.alarmName(), AlarmType.COMPOSITE_ALARM, before.stateValue(), state);
        if (Boolean.TRUE.equals(after.actionsEnabled())) {
            List<String> actions = state == StateValue.ALARM ? after.alarmActions() : after.okActions();
            tell(actions, after.alarmName(), before.stateValue(), state, reason);
        }
    }

    private void moved(String name, AlarmType type, StateValue before, StateValue after) {
        remember(name, type, HistoryItemType.STATE_UPDATE, "Alarm updated from " + before + " to " + after);
    }

    private void tell(List<String> actions, String name, StateValue before, StateValue state, String reason) {
        for (String action : actions) {
            if (action.startsWith("arn:aws:sns:")) {
                account.service(SnsSandbox.class)
                        .publish(
                                action,
                                state + ": \"" + name + "\" in " + account.region(),
                                message(name, before, state, reason));
                remember(
                        name, AlarmType.METRIC_ALARM, HistoryItemType.ACTION, "Successfully executed action " + action);
            }
        }
    }

    private String message(String name, StateValue before, StateValue state, String reason) {
        return "{\"AlarmName\":\"" + name + "\",\"AWSAccountId\":\"" + account.id() + "\",\"OldStateValue\":\"" + before
                + "\",\"NewStateValue\":\"" + state + "\",\"NewStateReason\":\"" + reason.replace("\"", "\\\"")
                + "\",\"StateChangeTime\":\"" + account.now() + "\"}";
    }

    private void remember(String name, AlarmType type, HistoryItemType what, String summary) {
        history.addFirst(AlarmHistoryItem.builder()
                .alarmName(name)
                .alarmType(type)
                .timestamp(account.now())
                .historyItemType(what)
                .historySummary(summary)
                .historyData("{\"version\":\"1.0\",\"summary\":\"" + summary.replace("\"", "\\\"") + "\"}")
                .build());
        if (history.size() > KEPT_HISTORY) {
            history.removeLast();
        }
    }
}
