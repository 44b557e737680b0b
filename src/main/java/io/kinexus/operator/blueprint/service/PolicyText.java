package io.kinexus.operator.blueprint.service;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** An IAM policy as JSON, always in the same order. */
public final class PolicyText {
    private final List<String> statements = new ArrayList<>();

    /** Lets these actions be done on these resources; nothing is added for no resource. */
    public PolicyText allow(List<String> actions, List<String> resources) {
        if (!resources.isEmpty()) {
            statements.add(
                    "{\"Effect\":\"Allow\",\"Action\":" + list(actions) + ",\"Resource\":" + list(resources) + "}");
        }
        return this;
    }

    /** The same where a condition holds: {@code "ArnEquals":{"ecs:cluster":"..."}}. */
    public PolicyText allow(List<String> actions, List<String> resources, String condition) {
        statements.add("{\"Effect\":\"Allow\",\"Action\":" + list(actions) + ",\"Resource\":" + list(resources)
                + ",\"Condition\":{" + condition + "}}");
        return this;
    }

    boolean empty() {
        return statements.isEmpty();
    }

    /** The document. */
    String text() {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    }

    /**
     * ECS tasks of this account may assume the role, and nobody through ECS for another account.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html">Confused deputy</a>
     */
    static String trustTasks(String region, String account) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":"
                + "\"ecs-tasks.amazonaws.com\"},\"Action\":\"sts:AssumeRole\",\"Condition\":{\"ArnLike\":"
                + "{\"aws:SourceArn\":\"arn:aws:ecs:" + region + ":" + account + ":*\"},\"StringEquals\":"
                + "{\"aws:SourceAccount\":\"" + account + "\"}}}]}";
    }

    /**
     * Schedules of this account's default group may assume the role: AWS names the group, not the schedule.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html">Confused deputy</a>
     */
    public static String trustSchedules(String region, String account) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":"
                + "\"scheduler.amazonaws.com\"},\"Action\":\"sts:AssumeRole\",\"Condition\":{\"ArnEquals\":"
                + "{\"aws:SourceArn\":\"arn:aws:scheduler:" + region + ":" + account
                + ":schedule-group/default\"},\"StringEquals\":{\"aws:SourceAccount\":\"" + account + "\"}}}]}";
    }

    /** One AWS service may assume the role. */
    public static String trustService(String principal) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\""
                + principal + "\"},\"Action\":\"sts:AssumeRole\"}]}";
    }

    private static String list(List<String> items) {
        return items.stream()
                .map(item -> "\"" + item.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .collect(Collectors.joining(",", "[", "]"));
    }
}
