package io.kinexus.operator.blueprint.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.policy.Launch;
import io.kinexus.operator.kind.role.RoleSpec;
import io.kinexus.operator.kind.schedule.ScheduleSpec;
import io.kinexus.operator.kind.taskdefinition.TaskDefinitionSpec;
import io.kinexus.operator.support.Written;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskBlueprintTest {
    private static final String LEAST = "cluster: apps\nnetwork: main\nimage: repo/job:1\ncpu: 256\nmemory: 512\n";

    @TempDir
    Path root;

    private Written task(String more) {
        return new Written(root).document("Task", "job", LEAST + more);
    }

    @Test
    void theLeastTaskIsRolesALogAGroupAndATaskDefinition() {
        Written written = task("command: [run, it]\n");
        assertThat(written.ids("task/job"))
                .containsExactlyInAnyOrder(
                        "role/job-execution",
                        "role/job-task",
                        "log-group/job",
                        "task-definition/job",
                        "security-group/job-task");
        TaskDefinitionSpec spec = written.spec(TaskDefinitionSpec.class, "task-definition/job");
        assertThat(spec.family()).isEqualTo("test-job-task");
        assertThat(spec.containers().get(0).command()).containsExactly("run", "it");
        Launch launch = written.declared("task-definition/job").launch().orElseThrow();
        assertThat(launch.timeout()).isEqualTo(Duration.ofMinutes(30));
        assertThat(launch.capacity())
                .containsExactly(new Launch.Capacity("FARGATE", 1, 1), new Launch.Capacity("FARGATE_SPOT", 3, 0));
    }

    @Test
    void itsScheduleMayRunItAndNothingElse() {
        Written written = task("schedule: cron(30 2 * * ? *)\ntimeZone: Europe/Berlin\n");
        ScheduleSpec spec = written.spec(ScheduleSpec.class, "schedule/job");
        assertThat(spec.name()).isEqualTo("test-job-schedule");
        assertThat(spec.timeZone()).isEqualTo(Optional.of("Europe/Berlin"));
        assertThat(spec.target().ecs().orElseThrow().taskDefinition()).isEqualTo("${task-definition/job.arn}");
        RoleSpec role = written.spec(RoleSpec.class, "role/job-schedule");
        assertThat(role.trustPolicy()).contains("scheduler.amazonaws.com", "schedule-group/default");
        assertThat(role.inlinePolicies().get("schedule"))
                .contains(
                        "\"ecs:RunTask\"],\"Resource\":[\"arn:aws:ecs:us-east-1:123456789012:task-definition/test-job-task:*\"]",
                        "{\"ecs:cluster\":\"${cluster/apps.arn}\"}",
                        "\"iam:PassRole\"],\"Resource\":[\"arn:aws:iam::123456789012:role/kinexus/test/test-job-execution\","
                                + "\"arn:aws:iam::123456789012:role/kinexus/test/test-job-task\"]");
        assertThat(written.declared("schedule/job").after())
                .extracting(Object::toString)
                .contains("test/role/job-schedule", "test/role/job-task", "test/task-definition/job");
    }

    @Test
    void whatItTalksToLetsItIn() {
        Written written = new Written(root)
                .service("app", "port: 8000\n")
                .document("Task", "job", LEAST + "connectsTo: [service/app]\n");
        assertThat(written.ids("task/job")).contains("security-group-rule/job-to-app-8000");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        timeZone: Europe/Berlin                                | spec.timeZone: means nothing without a schedule
        {schedule: rate(1 day), timeZone: Mars/Base}           | spec.timeZone
        logRetention: 8d                                       | spec.logRetention: CloudWatch Logs keeps
        permissions: [{actions: [everything], on: table/x}]    | is no IAM action
        schedule: 30 2 * * *                                   | spec.schedule
        timeout: 0s                                            | spec.timeout
        """)
    void aMistakeIsToldWithItsField(String more, String said) {
        String lines =
                more.startsWith("{") ? more.substring(1, more.length() - 1).replace(", ", "\n") : more;
        assertThat(task(lines + "\n").problems())
                .anySatisfy(problem -> assertThat(problem).contains(said));
    }

    @Test
    void aServiceOfTheSameNameWouldShareItsRoles() {
        assertThat(new Written(root)
                        .service("job", "")
                        .document("Task", "job", LEAST)
                        .problems())
                .anySatisfy(problem -> assertThat(problem).contains("service/job has the same name"));
    }
}
