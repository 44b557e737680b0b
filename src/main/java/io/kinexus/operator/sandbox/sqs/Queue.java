package io.kinexus.operator.sandbox.sqs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One queue: what was set on it, and its messages in the order in which they came. */
final class Queue {
    /** A message; visible from a time on, which receiving it moves. */
    static final class Held {
        final String id;
        final String body;
        final Instant sent;
        String receipt = "";
        Instant visible;
        int received;

        Held(String id, String body, Instant sent, Instant visible) {
            this.id = id;
            this.body = body;
            this.sent = sent;
            this.visible = visible;
        }
    }

    private static final Map<String, String> USUAL = Map.of(
            "VisibilityTimeout", "30",
            "MaximumMessageSize", "262144",
            "MessageRetentionPeriod", "345600",
            "DelaySeconds", "0",
            "ReceiveMessageWaitTimeSeconds", "0",
            "SqsManagedSseEnabled", "true");

    final String name;
    final String arn;
    final String url;
    final Instant created;
    final Map<String, String> set = new TreeMap<>(USUAL);
    final List<Held> messages = new ArrayList<>();
    Instant changed;

    Queue(String name, String arn, String url, Instant created, Map<String, String> attributes) {
        this.name = name;
        this.arn = arn;
        this.url = url;
        this.created = created;
        this.changed = created;
        set(attributes);
    }

    /** An empty value takes an attribute away, as AWS does for policies. */
    void set(Map<String, String> attributes) {
        attributes.forEach((name, value) -> {
            if (value.isEmpty() && !USUAL.containsKey(name)) {
                set.remove(name);
            } else {
                set.put(name, value);
            }
        });
    }

    Duration visibility() {
        return Duration.ofSeconds(Long.parseLong(set.getOrDefault("VisibilityTimeout", "30")));
    }

    Map<String, String> attributes(Instant now) {
        Map<String, String> all = new TreeMap<>(set);
        long visible = messages.stream().filter(m -> !m.visible.isAfter(now)).count();
        all.put("QueueArn", arn);
        all.put("CreatedTimestamp", String.valueOf(created.getEpochSecond()));
        all.put("LastModifiedTimestamp", String.valueOf(changed.getEpochSecond()));
        all.put("ApproximateNumberOfMessages", String.valueOf(visible));
        all.put("ApproximateNumberOfMessagesNotVisible", String.valueOf(messages.size() - visible));
        all.put("ApproximateNumberOfMessagesDelayed", "0");
        return all;
    }
}
