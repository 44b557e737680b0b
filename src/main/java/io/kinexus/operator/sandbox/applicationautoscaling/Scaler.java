package io.kinexus.operator.sandbox.applicationautoscaling;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.cloudwatch.CloudWatchSandbox;
import io.kinexus.operator.sandbox.ecs.EcsSandbox;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import software.amazon.awssdk.services.applicationautoscaling.model.Alarm;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingActivity;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingActivityStatusCode;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.applicationautoscaling.model.TargetTrackingScalingPolicyConfiguration;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * What moves the desired count. Out in proportion to how far the metric is above its target, as soon as any policy's high
 * alarm is on; in only when all low alarms are, never during a deployment. That one action takes away at most a tenth of
 * the tasks (at least one) is a guess: AWS only says that it scales in gradually.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html">Target
 *     tracking</a>
 */
final class Scaler {
    private static final Duration COOLDOWN = Duration.ofMinutes(5);
    private static final int KEPT = 500;
    private static final double GRADUALLY = 10.0;

    private final Account account;
    private final Deque<ScalingActivity> activities = new ArrayDeque<>();

    Scaler(Account account) {
        this.account = account;
    }

    List<ScalingActivity> activities() {
        return List.copyOf(activities);
    }

    /** Once a minute, after the alarms have been evaluated. */
    void look(Target target) {
        Optional<Integer> desired = ecs().desiredCount(target.cluster, target.service);
        if (desired.isEmpty() || target.policies.isEmpty()) {
            return;
        }
        for (ScalingPolicy policy : target.policies.values()) {
            if (policy.policyType() == PolicyType.STEP_SCALING) {
                step(target, policy, desired.get());
            }
        }
        List<ScalingPolicy> tracking = target.policies.values().stream()
                .filter(policy -> policy.policyType() == PolicyType.TARGET_TRACKING_SCALING)
                .toList();
        if (!out(target, tracking, desired.get())) {
            in(target, tracking, desired.get());
        }
    }

    /** Into the bounds at once: when they were set, or a schedule changed them. */
    void clamp(Target target, String cause) {
        Optional<Integer> desired = ecs().desiredCount(target.cluster, target.service);
        desired.filter(now -> target.clamp(now) != now).ifPresent(now -> set(target, target.clamp(now), cause));
    }

    private boolean out(Target target, List<ScalingPolicy> policies, int desired) {
        int most = desired;
        String cause = "";
        for (ScalingPolicy policy : policies) {
            Optional<MetricAlarm> high = on(policy, "-AlarmHigh-");
            if (high.isPresent()) {
                int wanted = Math.max(desired + 1, proportional(policy, high.get(), desired));
                cause = wanted > most ? cause(high.get(), policy) : cause;
                most = Math.max(most, wanted);
            }
        }
        if (most == desired) {
            return false;
        }
        int next = target.clamp(most);
        boolean rested = target.lastOut.plus(cooldown(policies, true)).isBefore(account.now());
        if (next > desired && rested && !target.outSuspended()) {
            target.lastOut = account.now();
            set(target, next, cause);
        }
        return true;
    }

    private void in(Target target, List<ScalingPolicy> policies, int desired) {
        List<ScalingPolicy> able = policies.stream()
                .filter(policy -> !Boolean.TRUE.equals(tracking(policy).disableScaleIn()))
                .toList();
        boolean all = !able.isEmpty()
                && able.stream().allMatch(policy -> on(policy, "-AlarmLow-").isPresent());
        Instant last = target.lastIn.isAfter(target.lastOut) ? target.lastIn : target.lastOut;
        boolean rested = last.plus(cooldown(policies, false)).isBefore(account.now());
        if (!all || !rested || target.inSuspended() || ecs().deploying(target.cluster, target.service)) {
            return;
        }
        int wanted = 0;
        String cause = "";
        for (ScalingPolicy policy : able) {
            MetricAlarm low = on(policy, "-AlarmLow-").orElseThrow();
            wanted = Math.max(wanted, proportional(policy, low, desired));
            cause = cause(low, policy);
        }
        int gradual = desired - Math.max(1, (int) Math.floor(desired / GRADUALLY));
        int next = target.clamp(Math.max(wanted, gradual));
        if (next < desired) {
            target.lastIn = account.now();
            set(target, next, cause);
        }
    }

    /** How many tasks would bring the metric to its target, rounded up. */
    private int proportional(ScalingPolicy policy, MetricAlarm alarm, int desired) {
        OptionalDouble latest = cloudWatch().latest(alarm.alarmName());
        return latest.isEmpty()
                ? desired
                : (int) Math.ceil(
                        desired * latest.getAsDouble() / tracking(policy).targetValue());
    }

    private Optional<MetricAlarm> on(ScalingPolicy policy, String which) {
        return policy.alarms().stream()
                .map(Alarm::alarmName)
                .filter(name -> name.contains(which))
                .flatMap(name -> cloudWatch().alarm(name).stream())
                .filter(alarm -> alarm.stateValue() == StateValue.ALARM)
                .findFirst();
    }

    private void step(Target target, ScalingPolicy policy, int desired) {
        for (MetricAlarm alarm : cloudWatch().firing(policy.policyARN())) {
            Steps steps = new Steps(policy.stepScalingPolicyConfiguration());
            OptionalDouble latest = cloudWatch().latest(alarm.alarmName());
            int next = latest.isEmpty()
                    ? desired
                    : target.clamp(steps.next(desired, latest.getAsDouble() - alarm.threshold()));
            boolean out = next > desired;
            boolean suspended = out ? target.outSuspended() : target.inSuspended();
            Instant last = out ? target.lastOut : target.lastIn;
            if (next == desired || suspended || last.plus(steps.cooldown()).isAfter(account.now())) {
                continue;
            }
            target.lastOut = out ? account.now() : target.lastOut;
            target.lastIn = out ? target.lastIn : account.now();
            set(target, next, cause(alarm, policy));
            return;
        }
    }

    private static Duration cooldown(List<ScalingPolicy> policies, boolean out) {
        return policies.stream()
                .map(policy -> out
                        ? tracking(policy).scaleOutCooldown()
                        : tracking(policy).scaleInCooldown())
                .map(seconds -> seconds == null ? COOLDOWN : Duration.ofSeconds(seconds))
                .max(Duration::compareTo)
                .orElse(COOLDOWN);
    }

    private static String cause(MetricAlarm alarm, ScalingPolicy policy) {
        return "monitor alarm " + alarm.alarmName() + " in state ALARM triggered policy " + policy.policyName();
    }

    private static TargetTrackingScalingPolicyConfiguration tracking(ScalingPolicy policy) {
        return policy.targetTrackingScalingPolicyConfiguration();
    }

    private void set(Target target, int desired, String cause) {
        boolean done = ecs().scale(target.cluster, target.service, desired);
        activities.addFirst(ScalingActivity.builder()
                .activityId(account.dice().uuid())
                .serviceNamespace(target.settings.serviceNamespace())
                .resourceId(target.resourceId())
                .scalableDimension(target.settings.scalableDimension())
                .description("Setting desired count to " + desired + ".")
                .cause(cause)
                .startTime(account.now())
                .endTime(account.now())
                .statusCode(done ? ScalingActivityStatusCode.SUCCESSFUL : ScalingActivityStatusCode.FAILED)
                .statusMessage(
                        done
                                ? "Successfully set desired count to " + desired
                                        + ". Change successfully fulfilled by ecs."
                                : "The service is not there.")
                .build());
        if (activities.size() > KEPT) {
            activities.removeLast();
        }
    }

    private EcsSandbox ecs() {
        return account.service(EcsSandbox.class);
    }

    private CloudWatchSandbox cloudWatch() {
        return account.service(CloudWatchSandbox.class);
    }
}
