package io.kinexus.operator.sandbox.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.support.DataNetwork;
import io.kinexus.operator.support.SandboxDoor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;
import software.amazon.awssdk.services.scheduler.model.Tag;
import software.amazon.awssdk.services.scheduler.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Schedules fire by the sandbox's clock, which starts on 2026-01-05 at 15:00 UTC. */
class SchedulerSandboxTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/caller";

    private final SandboxDoor door = new SandboxDoor();
    private final Scope scope = door.scope();
    private final SchedulerClient scheduler = scope.client(SchedulerClient.class);
    private final SqsClient sqs = scope.client(SqsClient.class);
    private final String queue = sqs.createQueue(r -> r.queueName("calls")).queueUrl();

    SchedulerSandboxTest() {
        scope.client(IamClient.class).createRole(r -> r.roleName("caller")
                .assumeRolePolicyDocument("{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                        + "{\"Service\":\"scheduler.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        cron(30 2 * * ? *)      | UTC           | 2026-01-06T02:30:00Z
        cron(30 2 * * ? *)      | Europe/Berlin | 2026-01-06T01:30:00Z
        cron(0 18 ? * SUN *)    | UTC           | 2026-01-11T18:00:00Z
        at(2026-01-05T17:00:00) | Europe/Berlin | 2026-01-05T16:00:00Z
        rate(12 hours)          | UTC           | 2026-01-05T15:00:01Z
        """)
    void eachFormCallsAtItsTimeInItsZoneAndNotBefore(String expression, String zone, String first) {
        schedule("one", expression, zone);
        Duration until = Duration.between(door.sandbox().clock().instant(), Instant.parse(first));
        door.sandbox().advance(until.minusSeconds(1));
        assertThat(messages()).isEmpty();
        door.sandbox().advance(Duration.ofSeconds(1));
        assertThat(messages()).extracting(Message::body).containsExactly("hello");
    }

    @Test
    void aRateGoesOnAndADisabledScheduleCallsNothing() {
        schedule("one", "rate(1 hour)", "UTC");
        door.sandbox().advance(Duration.ofMinutes(125));
        assertThat(messages()).hasSize(3);
        GetScheduleResponse live = scheduler.getSchedule(r -> r.name("one"));
        scheduler.updateSchedule(r -> r.name("one")
                .scheduleExpression(live.scheduleExpression())
                .flexibleTimeWindow(live.flexibleTimeWindow())
                .target(live.target())
                .state("DISABLED"));
        door.sandbox().advance(Duration.ofHours(5));
        assertThat(messages()).isEmpty();
    }

    @Test
    void anUpdateSetsBackWhatItLeavesOut() {
        scheduler.createSchedule(r -> r.name("one")
                .description("for people")
                .scheduleExpression("cron(30 2 * * ? *)")
                .scheduleExpressionTimezone("Europe/Berlin")
                .state("DISABLED")
                .flexibleTimeWindow(w -> w.mode("OFF"))
                .target(target("calls").copy(t -> t.retryPolicy(p -> p.maximumRetryAttempts(3)))));
        scheduler.updateSchedule(r -> r.name("one")
                .scheduleExpression("cron(30 2 * * ? *)")
                .flexibleTimeWindow(w -> w.mode("OFF"))
                .target(target("calls")));
        GetScheduleResponse live = scheduler.getSchedule(r -> r.name("one"));
        assertThat(live.description()).isNull();
        assertThat(live.scheduleExpressionTimezone()).isEqualTo("UTC");
        assertThat(live.stateAsString()).isEqualTo("ENABLED");
        assertThat(live.target().retryPolicy().maximumRetryAttempts()).isEqualTo(185);
    }

    @Test
    void aTaskIsRunAsTheScheduleSays() {
        DataNetwork network = DataNetwork.make(scope);
        EcsClient ecs = scope.client(EcsClient.class);
        String cluster = ecs.createCluster(r -> r.clusterName("main")).cluster().clusterArn();
        String definition = ecs.registerTaskDefinition(r -> r.family("reindex")
                        .cpu("256")
                        .memory("512")
                        .networkMode("awsvpc")
                        .requiresCompatibilitiesWithStrings("FARGATE")
                        .containerDefinitions(ContainerDefinition.builder()
                                .name("app")
                                .image("repo/worker:1")
                                .build()))
                .taskDefinition()
                .taskDefinitionArn();
        scheduler.createSchedule(r -> r.name("nightly")
                .scheduleExpression("cron(30 2 * * ? *)")
                .flexibleTimeWindow(w -> w.mode("OFF"))
                .target(t -> t.arn(cluster).roleArn(ROLE).ecsParameters(e -> e.taskDefinitionArn(definition)
                        .launchType("FARGATE")
                        .networkConfiguration(n -> n.awsvpcConfiguration(
                                v -> v.subnets(network.subnetIds()).securityGroups(network.groupId()))))));
        door.sandbox().advance(Duration.ofMinutes(690).plusSeconds(5));
        List<String> arns =
                ecs.listTasks(r -> r.cluster("main").family("reindex")).taskArns();
        Task task =
                ecs.describeTasks(r -> r.cluster("main").tasks(arns)).tasks().get(0);
        assertThat(task.startedBy()).isEqualTo("chronos-schedule/nightly");
        assertThat(task.createdAt()).isEqualTo(Instant.parse("2026-01-06T02:30:00Z"));
    }

    @Test
    void aCallThatNeverSucceedsLandsInTheDeadLetters() {
        scheduler.createSchedule(r -> r.name("one")
                .scheduleExpression("at(2026-01-05T16:00:00)")
                .flexibleTimeWindow(w -> w.mode("OFF"))
                .target(target("nowhere").copy(t -> t.input("lost")
                        .deadLetterConfig(d -> d.arn("arn:aws:sqs:us-east-1:123456789012:calls"))
                        .retryPolicy(p -> p.maximumRetryAttempts(2)))));
        door.sandbox().advance(Duration.ofMinutes(62));
        assertThat(messages()).extracting(Message::body).containsExactly("lost");
    }

    @Test
    void aGroupHasTagsAndTakesItsSchedulesWithIt() {
        String arn = scheduler
                .createScheduleGroup(r -> r.name("shop")
                        .tags(Tag.builder().key("owner").value("me").build()))
                .scheduleGroupArn();
        scheduler.createSchedule(r -> r.name("one")
                .groupName("shop")
                .scheduleExpression("rate(1 day)")
                .flexibleTimeWindow(w -> w.mode("OFF"))
                .target(target("calls")));
        assertThat(scheduler.listTagsForResource(r -> r.resourceArn(arn)).tags())
                .hasSize(1);
        assertThat(scheduler.listSchedules(r -> r.groupName("shop")).schedules())
                .extracting(ScheduleSummary::name)
                .containsExactly("one");
        scheduler.deleteScheduleGroup(r -> r.name("shop"));
        assertThat(scheduler.listSchedules(r -> r.namePrefix("one")).schedules())
                .isEmpty();
    }

    @Test
    void whatIsNoScheduleIsRefused() {
        assertThatThrownBy(() -> schedule("one", "cron(30 2 * * *)", "UTC"))
                .hasMessageContaining("Schedule Expression");
        assertThatThrownBy(() -> schedule("one", "rate(1 day)", "Mars/Base")).hasMessageContaining("Timezone");
        schedule("one", "rate(1 day)", "UTC");
        assertThatThrownBy(() -> schedule("one", "rate(1 day)", "UTC")).hasMessageContaining("already exists");
    }

    private void schedule(String name, String expression, String zone) {
        scheduler.createSchedule(r -> r.name(name)
                .scheduleExpression(expression)
                .scheduleExpressionTimezone(zone)
                .flexibleTimeWindow(w -> w.mode("OFF"))
                .target(target("calls")));
    }

    private static Target target(String queue) {
        return Target.builder()
                .arn("arn:aws:sqs:us-east-1:123456789012:" + queue)
                .roleArn(ROLE)
                .input("hello")
                .build();
    }

    private List<Message> messages() {
        List<Message> messages = sqs.receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(10))
                .messages();
        messages.forEach(one -> sqs.deleteMessage(r -> r.queueUrl(queue).receiptHandle(one.receiptHandle())));
        return messages;
    }
}
