package io.kinexus.operator.sandbox.logs;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Pages;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

/**
 * What was written to groups, stream by stream: the newest lines of the newest streams.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html">GetLogEvents</a>
 */
final class LogStreams {
    private static final int LINES = 100;
    private static final int STREAMS = 500;
    private static final int MOST_EVENTS = 10_000;
    private static final int PAGE = 50;

    private record Line(Instant at, String text) {}

    /** By group, then by stream, the oldest first. */
    private final Map<String, Map<String, Deque<Line>>> groups = new LinkedHashMap<>();

    void write(String group, String stream, Instant at, String text) {
        Map<String, Deque<Line>> streams = groups.computeIfAbsent(group, key -> new LinkedHashMap<>());
        Deque<Line> lines = streams.computeIfAbsent(stream, key -> new ArrayDeque<>());
        lines.addLast(new Line(at, text));
        if (lines.size() > LINES) {
            lines.removeFirst();
        }
        if (streams.size() > STREAMS) {
            streams.remove(streams.keySet().iterator().next());
        }
    }

    void forget(String group) {
        groups.remove(group);
    }

    /** All in one page: a token that was given back leads past the last event, and comes again, as AWS marks the end. */
    GetLogEventsResponse events(String group, GetLogEventsRequest request) {
        Deque<Line> lines = Optional.ofNullable(
                        groups.getOrDefault(group, Map.of()).get(request.logStreamName()))
                .orElseThrow(() ->
                        AwsFault.badRequest("ResourceNotFoundException", "The specified log stream does not exist."));
        List<Line> all = request.nextToken() == null ? List.copyOf(lines) : List.of();
        int limit = Math.min(all.size(), Optional.ofNullable(request.limit()).orElse(MOST_EVENTS));
        boolean head = Boolean.TRUE.equals(request.startFromHead());
        List<Line> shown = head ? all.subList(0, limit) : all.subList(all.size() - limit, all.size());
        return GetLogEventsResponse.builder()
                .events(shown.stream().map(LogStreams::event).toList())
                .nextForwardToken("f/" + lines.size() + "/s")
                .nextBackwardToken("b/" + lines.size() + "/s")
                .build();
    }

    private static OutputLogEvent event(Line line) {
        return OutputLogEvent.builder()
                .timestamp(line.at().toEpochMilli())
                .ingestionTime(line.at().toEpochMilli())
                .message(line.text())
                .build();
    }

    DescribeLogStreamsResponse describe(String group, String arn, DescribeLogStreamsRequest request) {
        String prefix = Optional.ofNullable(request.logStreamNamePrefix()).orElse("");
        List<Map.Entry<String, Deque<Line>>> matching = groups.getOrDefault(group, Map.of()).entrySet().stream()
                .filter(stream -> stream.getKey().startsWith(prefix))
                .sorted(Map.Entry.comparingByKey())
                .toList();
        Pages.Page<Map.Entry<String, Deque<Line>>> page =
                Pages.of(matching, request.limit(), PAGE, PAGE, request.nextToken());
        return DescribeLogStreamsResponse.builder()
                .logStreams(page.items().stream()
                        .map(stream -> stream(arn, stream.getKey(), stream.getValue()))
                        .toList())
                .nextToken(page.next())
                .build();
    }

    private static LogStream stream(String arn, String name, Deque<Line> lines) {
        return LogStream.builder()
                .logStreamName(name)
                .arn(arn + ":log-stream:" + name)
                .creationTime(lines.getFirst().at().toEpochMilli())
                .firstEventTimestamp(lines.getFirst().at().toEpochMilli())
                .lastEventTimestamp(lines.getLast().at().toEpochMilli())
                .lastIngestionTime(lines.getLast().at().toEpochMilli())
                .build();
    }
}
