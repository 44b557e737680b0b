package io.kinexus.operator.kind.alarm;

import io.kinexus.operator.core.resource.Live;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One alarm as described, with AWS's defaults filled in.
 *
 * @param metric present when the alarm watches one metric
 * @param metrics the metric math of one that computes
 * @param comparison AWS's own word
 * @param treatMissingData AWS's own word
 */
record AlarmLive(
        String arn,
        String name,
        String description,
        boolean actionsEnabled,
        Optional<AlarmSpec.Stat> metric,
        List<AlarmSpec.Query> metrics,
        Duration period,
        int evaluationPeriods,
        int datapointsToAlarm,
        String comparison,
        double threshold,
        String treatMissingData,
        List<String> alarmActions,
        List<String> okActions,
        List<String> insufficientDataActions,
        Optional<String> unit,
        Optional<String> lowSamples,
        Optional<String> thresholdMetricId,
        String state,
        String reason)
        implements Live {}
