package io.kinexus.operator.rollout.deployment;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.core.resource.Scope;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

/**
 * The end of a task's log. A log that is not there, or may not be read, never stands in the way of what the task did.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html">How streams are named</a>
 */
final class TaskLogsAws {
    private static final int LINES = 20;
    private static final int LONGEST = 500;

    private TaskLogsAws() {}

    /** Container by container, oldest line first. */
    static List<String> tail(Scope scope, OneOffTask task, TaskSettings settings) {
        return settings.logs().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(entry -> read(
                        scope,
                        entry.getValue().group(),
                        entry.getValue().prefix() + "/" + entry.getKey() + "/" + task.id()))
                .map(TaskLogsAws::cut)
                .toList();
    }

    private static Stream<String> read(Scope scope, String group, String stream) {
        try {
            return scope
                    .client(CloudWatchLogsClient.class)
                    .getLogEvents(r -> r.logGroupName(group)
                            .logStreamName(stream)
                            .limit(LINES)
                            .startFromHead(false))
                    .events()
                    .stream()
                    .map(OutputLogEvent::message);
        } catch (SdkException failure) {
            return AwsFailures.is(failure, "ResourceNotFoundException")
                    ? Stream.of()
                    : Stream.of("the log " + group + " " + stream + " could not be read: " + AwsFailures.says(failure));
        }
    }

    private static String cut(String line) {
        String bare = line.stripTrailing();
        return bare.length() <= LONGEST ? bare : bare.substring(0, LONGEST - 1) + "…";
    }
}
