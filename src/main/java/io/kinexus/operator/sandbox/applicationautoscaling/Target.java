package io.kinexus.operator.sandbox.applicationautoscaling;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.applicationautoscaling.model.ScheduledAction;

/** One scalable target with what hangs on it. */
final class Target {
    /** @param version tells an action from the one that it replaced, which may be still waiting for its time */
    record Planned(ScheduledAction action, long version) {}

    final String cluster;
    final String service;
    final Map<String, ScalingPolicy> policies = new TreeMap<>();
    final Map<String, Planned> actions = new TreeMap<>();
    ScalableTarget settings;
    Instant lastOut = Instant.EPOCH;
    Instant lastIn = Instant.EPOCH;

    Target(ScalableTarget settings) {
        this.settings = settings;
        String[] parts = settings.resourceId().split("/");
        cluster = parts[1];
        service = parts[2];
    }

    String resourceId() {
        return settings.resourceId();
    }

    int clamp(int desired) {
        return Math.min(Math.max(desired, settings.minCapacity()), settings.maxCapacity());
    }

    boolean outSuspended() {
        return Boolean.TRUE.equals(settings.suspendedState().dynamicScalingOutSuspended());
    }

    boolean inSuspended() {
        return Boolean.TRUE.equals(settings.suspendedState().dynamicScalingInSuspended());
    }

    boolean schedulesSuspended() {
        return Boolean.TRUE.equals(settings.suspendedState().scheduledScalingSuspended());
    }
}
