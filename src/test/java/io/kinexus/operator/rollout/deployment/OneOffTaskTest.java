package io.kinexus.operator.rollout.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.policy.Policy.Strategy;
import io.kinexus.operator.core.rollout.Command;
import io.kinexus.operator.core.rollout.Ended;
import io.kinexus.operator.core.rollout.Rollout;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.LostReply;
import io.kinexus.operator.support.SandboxDoor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/** Migrations and test tasks: once, with a time-out, and with what is to be said of them. */
class OneOffTaskTest {
    private static final Duration TIMEOUT = Duration.ofMinutes(15);

    private static Rollout migrating(RolloutWorld world, String tag, Duration timeout) {
        return world.rollout(
                world.register(tag),
                Optional.of(new Policy.Migration(List.of("migrate", "--all"), false, timeout)),
                Optional.empty());
    }

    private static Optional<Ended> after(RolloutWorld world, Rollout rollout, int seconds) {
        world.advance(seconds);
        return world.deployments.migration(world.scope(), rollout);
    }

    @ParameterizedTest
    @EnumSource(SandboxDoor.Way.class)
    void aMigrationPasses(SandboxDoor.Way way) {
        try (RolloutWorld world = new RolloutWorld(Strategy.CANARY, way).running()) {
            Rollout rollout = migrating(world, "2", TIMEOUT);
            assertThat(after(world, rollout, 1)).isEmpty();
            assertThat(world.act(rollout, Command.MIGRATE)).isEqualTo(Outcome.done());
            assertThat(after(world, rollout, 30)).isEmpty();
            assertThat(after(world, rollout, 60)).hasValueSatisfying(ended -> {
                assertThat(ended.passed()).isTrue();
                assertThat(ended.said()).contains("container app exited with 0");
            });
            Task task = world.oneOffs(rollout).get(0);
            assertThat(task.taskDefinitionArn())
                    .isEqualTo(rollout.order().policy().place().taskDefinition());
            assertThat(task.overrides().containerOverrides().get(0).command()).containsExactly("migrate", "--all");
            assertThat(task.launchTypeAsString()).isEqualTo("FARGATE");
        }
    }

    @Test
    void aMigrationFails() {
        try (RolloutWorld world = new RolloutWorld(Strategy.CANARY).running()) {
            Rollout rollout = migrating(world, "2-badmigration", TIMEOUT);
            world.act(rollout, Command.MIGRATE);
            assertThat(after(world, rollout, 90)).hasValueSatisfying(ended -> {
                assertThat(ended.passed()).isFalse();
                assertThat(ended.said()).contains("EssentialContainerExited", "container app exited with 1");
                assertThat(ended.log())
                        .containsExactly("starting: migrate --all", "error: it cannot go on, and exits with 1");
            });
        }
    }

    /** The log says more, and what the task did stands without it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ResourceNotFoundException | gone
        AccessDeniedException     | not authorized to perform: logs:GetLogEvents
        """)
    void aLogThatCannotBeReadChangesNothing(String code, String message) {
        try (RolloutWorld world = new RolloutWorld(Strategy.CANARY).running()) {
            Rollout rollout = migrating(world, "2", TIMEOUT);
            world.act(rollout, Command.MIGRATE);
            world.door.sandbox().weather((call, request, account) -> {
                if (call.action().equals("GetLogEvents")) {
                    throw new AwsFault(code, 400, message);
                }
                return account.get();
            });
            assertThat(after(world, rollout, 90)).hasValueSatisfying(ended -> {
                assertThat(ended.passed()).isTrue();
                assertThat(ended.log().isEmpty()).isEqualTo(message.equals("gone"));
            });
        }
    }

    @Test
    void anImageThatIsMissingSaysSo() {
        try (RolloutWorld world = new RolloutWorld(Strategy.CANARY).running()) {
            Rollout rollout = migrating(world, "2-missing", TIMEOUT);
            world.act(rollout, Command.MIGRATE);
            assertThat(after(world, rollout, 90)).hasValueSatisfying(ended -> {
                assertThat(ended.passed()).isFalse();
                assertThat(ended.said()).contains("TaskFailedToStart", "CannotPullContainerError");
            });
        }
    }

    @Test
    void oneThatTakesTooLongIsStopped() {
        try (RolloutWorld world = new RolloutWorld(Strategy.CANARY).running()) {
            Rollout rollout = migrating(world, "2", Duration.ofSeconds(35));
            world.act(rollout, Command.MIGRATE);
            int before = world.calls();
            assertThat(after(world, rollout, 40)).as("it is told to stop").isEmpty();
            assertThat(after(world, rollout, 2)).as("and still does").isEmpty();
            Optional<Ended> ended = after(world, rollout, 60);
            assertThat(ended)
                    .hasValue(new Ended(false, "timed out after 35s", List.of("starting: migrate --all", "done")));
            assertThat(world.calls("StopTask", before)).isEqualTo(1);
        }
    }

    /** Commands are given until their effect is seen, by whoever is there to give them. */
    @Test
    void howeverOftenItIsAskedForThereIsOneTask() {
        try (RolloutWorld world = new RolloutWorld(Strategy.CANARY).running()) {
            Rollout rollout = migrating(world, "2", TIMEOUT);
            world.act(rollout, Command.MIGRATE);
            world.act(rollout, Command.MIGRATE);
            world.restart();
            world.act(rollout, Command.MIGRATE);
            world.advance(90);
            world.restart();
            world.act(rollout, Command.MIGRATE);
            assertThat(world.oneOffs(rollout)).hasSize(1);
            assertThat(world.deployments.migration(world.scope(), rollout)).isPresent();
            assertThat(world.calls("RunTask", 0)).isEqualTo(1);
        }
    }

    /** AWS has done it, and its answer was lost on the way. */
    @Test
    void alsoWhenTheAnswerIsLost() {
        try (RolloutWorld world = new RolloutWorld(Strategy.CANARY).running()) {
            Rollout rollout = migrating(world, "2", TIMEOUT);
            world.door.sandbox().weather((call, request, account) -> {
                if (call.action().equals("RunTask")) {
                    var unheard = account.get();
                    assertThat(unheard).isNotNull();
                    throw new LostReply("the connection broke");
                }
                return account.get();
            });
            assertThat(world.act(rollout, Command.MIGRATE)).isInstanceOf(Outcome.Retryable.class);
            assertThat(world.act(rollout, Command.MIGRATE)).isEqualTo(Outcome.done());
            assertThat(world.oneOffs(rollout)).hasSize(1);
        }
    }

    /** ECS forgets a stopped task in an hour, and the token with it. */
    @Test
    void oneThatMayHaveRunLongAgoIsNotRunAgain() {
        try (RolloutWorld world = new RolloutWorld(Strategy.CANARY).running()) {
            Rollout rollout = migrating(world, "2", TIMEOUT);
            world.act(rollout, Command.MIGRATE);
            world.advance(7200);
            world.restart();
            assertThat(world.act(rollout, Command.MIGRATE)).isEqualTo(Outcome.done());
            assertThat(world.calls("RunTask", 0)).isEqualTo(1);
            assertThat(world.deployments.migration(world.scope(), rollout)).hasValueSatisfying(ended -> {
                assertThat(ended.passed()).isFalse();
                assertThat(ended.said()).contains("may have run");
            });
        }
    }

    @Test
    void noRoomIsWaitedForAndIsNoFailure() {
        try (RolloutWorld world = new RolloutWorld(Strategy.CANARY).running()) {
            Rollout rollout = migrating(world, "2", TIMEOUT);
            world.door
                    .sandbox()
                    .weather((call, request, account) -> call.action().equals("RunTask")
                            ? RunTaskResponse.builder()
                                    .failures(Failure.builder()
                                            .reason("Capacity is unavailable at this time.")
                                            .build())
                                    .build()
                            : account.get());
            assertThat(world.act(rollout, Command.MIGRATE))
                    .isInstanceOfSatisfying(Outcome.Waiting.class, waiting -> assertThat(waiting.on())
                            .contains("Capacity is unavailable"));
            assertThat(after(world, rollout, 7200)).isEmpty();
            world.door.sandbox().weather((call, request, account) -> account.get());
            assertThat(world.act(rollout, Command.MIGRATE)).isEqualTo(Outcome.done());
            assertThat(after(world, rollout, 90))
                    .hasValueSatisfying(ended -> assertThat(ended.passed()).isTrue());
        }
    }

    @Test
    void whatAwsRefusesIsSaid() {
        try (RolloutWorld world = new RolloutWorld(Strategy.CANARY).running()) {
            Rollout rollout = migrating(world, "2", TIMEOUT);
            world.door.sandbox().weather((call, request, account) -> {
                if (call.action().equals("RunTask")) {
                    throw new AwsFault("AccessDeniedException", 400, "not authorized to perform: ecs:RunTask");
                }
                return account.get();
            });
            assertThat(world.act(rollout, Command.MIGRATE)).isInstanceOf(Outcome.Terminal.class);
        }
    }

    /** Both run in the rollout's name, and neither is taken for the other. */
    @Test
    void aTestTaskIsAnotherOne() {
        try (RolloutWorld world = new RolloutWorld(Strategy.CANARY).running()) {
            Rollout rollout = world.rollout(
                    world.register("2"),
                    Optional.of(new Policy.Migration(List.of("migrate"), false, TIMEOUT)),
                    Optional.of(world.test("smoke-crash", Optional.empty())));
            world.act(rollout, Command.MIGRATE);
            world.act(rollout, Command.TEST);
            world.restart();
            assertThat(world.oneOffs(rollout)).hasSize(2);
            assertThat(after(world, rollout, 90))
                    .hasValueSatisfying(ended -> assertThat(ended.passed()).isTrue());
            assertThat(world.deployments.test(world.scope(), rollout))
                    .hasValueSatisfying(ended -> assertThat(ended.passed()).isFalse());
        }
    }

    /** The Task asks a task of the new revision, which runs for it and gets no traffic. */
    @Test
    void aTestIsGivenATaskOfTheNewRevisionWhichEndsWithIt() {
        try (RolloutWorld world = new RolloutWorld(Strategy.CANARY).running()) {
            Rollout rollout = tested(world, "2", "smoke");
            assertThat(world.act(rollout, Command.TEST)).isInstanceOf(Outcome.Waiting.class);
            world.advance(25);
            assertThat(world.act(rollout, Command.TEST)).isEqualTo(Outcome.done());
            world.restart();
            assertThat(world.act(rollout, Command.TEST)).isEqualTo(Outcome.done());
            List<Task> running = world.oneOffs(rollout);
            assertThat(running).extracting(Task::group).containsExactlyInAnyOrder("kinexus-preview", "kinexus-test");
            assertThat(world.test(rollout)).isEmpty();
            world.advance(60);
            assertThat(world.test(rollout))
                    .hasValueSatisfying(ended -> assertThat(ended.passed()).isTrue());
            world.advance(60);
            assertThat(world.oneOffs(rollout))
                    .allSatisfy(task -> assertThat(task.lastStatus()).isEqualTo("STOPPED"));
            assertThat(told(world.oneOffs(rollout)))
                    .contains("KINEXUS_TARGET_PORT=8000")
                    .anyMatch(variable -> variable.matches("KINEXUS_TARGET_URL=http://10\\.[0-9.]+:8000"));
        }
    }

    @Test
    void aRevisionThatDoesNotEvenRunHasFailedItsTest() {
        try (RolloutWorld world = new RolloutWorld(Strategy.CANARY).running()) {
            Rollout rollout = tested(world, "2-missing", "smoke");
            world.act(rollout, Command.TEST);
            world.advance(60);
            assertThat(world.test(rollout)).hasValueSatisfying(ended -> {
                assertThat(ended.passed()).isFalse();
                assertThat(ended.said())
                        .contains("the task of the new revision stopped by itself", "CannotPullContainerError");
            });
        }
    }

    @Test
    void aTestThatIsStoppedTakesItsTaskWithIt() {
        try (RolloutWorld world = new RolloutWorld(Strategy.CANARY).running()) {
            Rollout rollout = tested(world, "2", "smoke");
            world.act(rollout, Command.TEST);
            world.advance(25);
            world.act(rollout, Command.TEST);
            world.act(rollout, Command.STOP_TASKS);
            world.advance(60);
            assertThat(world.oneOffs(rollout)).hasSize(2).allSatisfy(task -> assertThat(task.lastStatus())
                    .isEqualTo("STOPPED"));
        }
    }

    private static Rollout tested(RolloutWorld world, String tag, String test) {
        return world.rollout(world.register(tag), Optional.empty(), Optional.of(world.test(test, Optional.of(8000))));
    }

    private static List<String> told(List<Task> tasks) {
        return tasks.stream()
                .flatMap(task -> task.overrides().containerOverrides().stream())
                .flatMap(container -> container.environment().stream())
                .map(variable -> variable.name() + "=" + variable.value())
                .toList();
    }

    @Test
    void nothingDeclaredIsNothingDone() {
        try (RolloutWorld world = new RolloutWorld(Strategy.CANARY).running()) {
            Rollout rollout = world.rollout(world.register("2"));
            assertThat(world.act(rollout, Command.MIGRATE)).isEqualTo(Outcome.done());
            assertThat(world.act(rollout, Command.TEST)).isEqualTo(Outcome.done());
            assertThat(world.deployments.migration(world.scope(), rollout)).isEmpty();
            assertThat(world.deployments.test(world.scope(), rollout)).isEmpty();
            assertThat(world.oneOffs(rollout)).isEmpty();
        }
    }
}
