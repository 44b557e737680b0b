package io.kinexus.operator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.kinexus.operator.core.environment.Freeze;
import io.kinexus.operator.core.environment.Limits;
import io.kinexus.operator.core.environment.Mode;
import io.kinexus.operator.core.environment.Settings;
import io.kinexus.operator.core.environment.Window;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.run.Run;
import io.kinexus.operator.kind.loggroup.LogGroupSpec;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.door.InProcessDoor;
import io.kinexus.operator.sandbox.tagging.TagStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;

/** The loop's promises, on the smallest kind. */
class EnvironmentLoopTest {
    private final TestLoop test = new TestLoop();

    @Test
    void whatIsDeclaredIsMadeAndTheNextTurnsWriteNothing() {
        test.resources.addAll(List.of(group("api", 30), group("worker", 7)));
        assertThat(test.turn().run().result()).isEqualTo("changed");
        int after = test.writes().size();
        for (int i = 0; i < 10; i++) {
            Turned turned = i % 2 == 0 ? test.turn() : test.scheduled();
            assertThat(turned.snapshot().sync()).isEqualTo("InSync");
            assertThat(turned.snapshot().health()).isEqualTo("Healthy");
        }
        assertThat(test.writes()).hasSize(after);
    }

    @Test
    void whatNeedsAnotherComesAfterItInTheSameTurn() {
        Declared<LogGroupSpec> api = group("api", 30);
        LogGroupSpec named = new LogGroupSpec("/made/of/${log-group/api.name}", Optional.empty());
        test.resources.add(api);
        test.resources.add(group("second", 1).spec(named));
        Turned turned = test.turn();
        assertThat(outcomes(turned)).containsExactly("done", "done");
        assertThat(names()).containsExactly("/ecs/test/api", "/made/of//ecs/test/api");
    }

    @Test
    void driftMadeByHandIsHealedInEnforce() {
        test.resources.add(group("api", 30));
        test.turn();
        logs().putRetentionPolicy(r -> r.logGroupName("/ecs/test/api").retentionInDays(1));
        Turned turned = test.turn();
        assertThat(turned.run().lines()).extracting(Run.Line::action).containsExactly("update");
        assertThat(logs().describeLogGroups().logGroups().get(0).retentionInDays())
                .isEqualTo(30);
    }

    @Test
    void aTagOfTheEnvironmentThatWasChangedByHandIsPutBack() {
        test.resources.add(group("api", 30));
        test.turn();
        String arn = "arn:aws:logs:us-east-1:123456789012:log-group:/ecs/test/api";
        tagging().tagResources(r -> r.resourceARNList(arn).tags(Map.of("application", "other", "team", "mine")));
        Turned turned = test.turn();
        assertThat(turned.run().lines()).extracting(Run.Line::action).containsExactly("update");
        assertThat(test.turn().snapshot().sync()).isEqualTo("InSync");
        assertThat(test.sandbox
                        .account("123456789012", "us-east-1")
                        .service(TagStore.class)
                        .of(arn))
                .containsEntry("application", "kinexus")
                .containsEntry("team", "mine");
    }

    @Test
    void driftMadeByHandIsOnlyReportedInObserve() {
        test.resources.add(group("api", 30));
        test.turn();
        logs().putRetentionPolicy(r -> r.logGroupName("/ecs/test/api").retentionInDays(1));
        test.settings = settings(Mode.OBSERVE, new Limits(3, 3), List.of());
        int before = test.writes().size();
        Turned turned = test.turn();
        assertThat(turned.snapshot().sync()).isEqualTo("OutOfSync");
        assertThat(turned.run().result()).isEqualTo("held");
        assertThat(test.writes()).hasSize(before);
    }

    @Test
    void whatIsNotDeclaredAnyMoreIsDeleted() {
        test.resources.addAll(List.of(group("api", 30), group("old", 7)));
        test.turn();
        test.resources.remove(1);
        test.commit = "two";
        test.turn();
        assertThat(names()).containsExactly("/ecs/test/api");
    }

    @Test
    void aScheduledTurnThatIsTheFirstToSeeACommitSaysThatTheCommitIsItsCause() {
        test.resources.add(group("api", 30));
        test.turn();
        test.resources.add(group("worker", 7));
        test.commit = "two";
        assertThat(test.scheduled().run().cause()).isEqualTo("commit");
        assertThat(test.runs.latest("test", 1)).first().extracting(Run::cause).isEqualTo("commit");
        assertThat(test.scheduled().run().cause()).isEqualTo("schedule");
    }

    @Test
    void t4AndT5BrokenOrEmptyFilesDeleteNothing() {
        test.resources.add(group("api", 30));
        test.turn();
        int before = test.writes().size();
        test.problems = List.of("test: no documents");
        Turned turned = test.turn();
        assertThat(turned.run().result()).isEqualTo("broken");
        assertThat(turned.snapshot().sync()).isEqualTo("Unknown");
        assertThat(test.writes()).hasSize(before);
    }

    @Test
    void t6AListingThatBreaksOffDeletesNothing() {
        test.resources.addAll(List.of(group("api", 30), group("old", 7)));
        test.turn();
        test.resources.remove(1);
        test.commit = "two";
        int before = test.writes().size();
        failing("GetResources");
        Turned turned = test.turn();
        assertThat(turned.snapshot().plan().orElseThrow().complete()).isFalse();
        assertThat(turned.snapshot().sync()).isEqualTo("Unknown");
        assertThat(test.writes()).hasSize(before);
    }

    @Test
    void aFailedReadIsNotAbsence() {
        test.resources.add(group("api", 30));
        test.turn();
        int before = test.writes().size();
        failing("DescribeLogGroups");
        Turned turned = test.turn();
        assertThat(turned.snapshot().plan().orElseThrow().problems()).isNotEmpty();
        assertThat(test.writes()).hasSize(before);
    }

    @Test
    void t9WhatCarriesAnothersTagIsRefused() {
        logs().createLogGroup(r -> r.logGroupName("/ecs/test/api")
                .tags(Map.of("kinexus:environment", "other", "kinexus:resource", "log-group/api")));
        int before = test.writes().size();
        test.resources.add(group("api", 30));
        Turned turned = test.turn();
        assertThat(outcomes(turned)).containsExactly("refused");
        assertThat(test.writes()).hasSize(before);
    }

    @Test
    void t10MoreDeletesThanAllowedAreAllHeld() {
        for (int i = 0; i < 5; i++) {
            test.resources.add(group("g" + i, 7));
        }
        test.turn();
        test.resources.subList(1, 5).clear();
        test.commit = "two";
        int before = test.writes().size();
        assertThat(outcomes(test.turn())).containsOnly("held").hasSize(4);
        assertThat(test.writes()).hasSize(before);
    }

    @Test
    void t16AWorldThatMovedBetweenPlanAndWriteIsNotOverwritten() {
        test.resources.add(group("api", 30));
        test.turn();
        logs().putRetentionPolicy(r -> r.logGroupName("/ecs/test/api").retentionInDays(1));
        int[] looks = {0};
        test.sandbox.weather((call, request, account) -> {
            if (call.action().equals("DescribeLogGroups") && ++looks[0] == 2) {
                DescribeLogGroupsResponse moved = (DescribeLogGroupsResponse) account.get();
                return moved.toBuilder()
                        .logGroups(moved.logGroups().get(0).toBuilder()
                                .retentionInDays(90)
                                .build())
                        .build();
            }
            return account.get();
        });
        Turned turned = test.turn();
        assertThat(turned.run().lines()).extracting(Run.Line::message).containsExactly("plan is stale");
    }

    @Test
    void t21AStaleLookAfterOurOwnWriteMakesNoSecondOne() {
        test.resources.add(group("api", 30));
        test.sandbox.weather((call, request, account) -> call.action().equals("DescribeLogGroups")
                ? DescribeLogGroupsResponse.builder().logGroups(List.of()).build()
                : account.get());
        test.turn();
        assertThat(outcomes(test.turn())).containsExactly("waiting");
        assertThat(test.writes().stream().filter("CreateLogGroup"::equals)).hasSize(1);
        test.restart();
        assertThat(outcomes(test.turn())).containsExactly("waiting");
        assertThat(test.writes().stream().filter("CreateLogGroup"::equals)).hasSize(1);
    }

    @Test
    void t26ALostLeaseStopsBeforeTheNextWrite() {
        test.resources.add(group("api", 30));
        test.turn();
        test.resources.add(group("worker", 30));
        test.commit = "two";
        int before = test.writes().size();
        test.leases.take("test", "tests", Duration.ofMinutes(1));
        assertThatThrownBy(test::turn).isInstanceOf(LeaseLost.class);
        assertThat(test.writes()).hasSize(before);
    }

    @Test
    void t27WhatIsDeclaredIsNeverCollected() {
        test.resources.add(group("api", 30));
        test.turn();
        test.commit = "two";
        Turned turned = test.turn();
        assertThat(turned.snapshot().plan().orElseThrow().summary()).containsEntry("delete", 0L);
    }

    @Test
    void t28AnEmptyResultIsNeverWritten() {
        test.resources.add(group("api", 30));
        test.turn();
        test.sandbox.weather((call, request, account) -> {
            if (call.action().equals("DescribeLogGroups")) {
                DescribeLogGroupsResponse real = (DescribeLogGroupsResponse) account.get();
                return real.toBuilder()
                        .logGroups(real.logGroups().stream()
                                .map(one -> one.toBuilder().arn("").build())
                                .toList())
                        .build();
            }
            return account.get();
        });
        test.resources.add(
                group("second", 1).spec(new LogGroupSpec("/made/of/${log-group/api.arn}", Optional.empty())));
        int before = test.writes().size();
        Turned turned = test.turn();
        assertThat(turned.run().lines()).as("nothing is even tried").isEmpty();
        assertThat(turned.run().problems())
                .anySatisfy(problem -> assertThat(problem).contains("log-group/api", "resourceArn"));
        assertThat(turned.snapshot().plan().orElseThrow().steps())
                .anySatisfy(step -> assertThat(step.action().because())
                        .contains("waits for log-group/api, which could not be read"));
        assertThat(test.writes()).hasSize(before);
    }

    @Test
    void aPreviewShowsWhatATurnWouldDoAndWritesNothing() {
        test.resources.add(group("api", 30));
        assertThat(test.preview()).as("before the first turn").isEmpty();
        test.turn();
        test.scheduled();
        int before = test.writes().size();
        assertThat(test.preview().orElseThrow().empty()).isTrue();
        logs().putRetentionPolicy(r -> r.logGroupName("/ecs/test/api").retentionInDays(1));
        before++;
        test.sandbox.advance(Duration.ofMinutes(2));
        assertThat(test.preview().orElseThrow().empty())
                .as("nothing is older than a fast interval")
                .isFalse();
        test.commit = "two";
        assertThat(test.preview()).as("of other files").isEmpty();
        assertThat(test.writes()).hasSize(before);
    }

    @Test
    void t29FromAnEmptiedAccountTheLoopHeals() {
        test.resources.addAll(List.of(group("api", 30), group("worker", 7)));
        test.turn();
        test.turn();
        List.of("/ecs/test/api", "/ecs/test/worker").forEach(name -> logs().deleteLogGroup(r -> r.logGroupName(name)));
        assertThat(outcomes(test.turn())).containsExactly("done", "done");
        assertThat(names()).hasSize(2);
    }

    @Test
    void theSameDifferenceAfterThreeAttemptsStopsAndSaysSo() {
        test.resources.add(group("api", 31));
        assertThat(outcomes(test.turn())).as("made, without its retention").containsExactly("terminal");
        for (int i = 0; i < 3; i++) {
            assertThat(outcomes(test.turn())).containsExactly("terminal");
        }
        Turned turned = test.turn();
        assertThat(outcomes(turned)).containsExactly("refused");
        assertThat(turned.run().lines().get(0).message()).contains("tried 3 times");
    }

    @Test
    void aFailedStepStopsOnlyWhatNeedsIt() {
        Declared<LogGroupSpec> child =
                group("child", 1).spec(new LogGroupSpec("/child/of/${log-group/bad.name}", Optional.empty()));
        Declared<LogGroupSpec> bad = group("bad", 31);
        test.resources.addAll(List.of(bad, child, group("fine", 7)));
        Turned turned = test.turn();
        assertThat(turned.run().lines())
                .extracting(Run.Line::resource, Run.Line::outcome)
                .contains(tuple("test/log-group/child", "skipped"), tuple("test/log-group/fine", "done"));
    }

    @Test
    void aFreezeHoldsAndSaysUntilWhen() {
        Instant now = test.sandbox.clock().instant();
        Window window = Window.between(now.minusSeconds(1), now.plusSeconds(3600));
        test.settings = settings(Mode.ENFORCE, new Limits(3, 3), List.of(new Freeze("year end", window, Set.of())));
        test.resources.add(group("api", 30));
        assertThat(outcomes(test.turn())).containsExactly("held");
        test.sandbox.advance(Duration.ofHours(1));
        assertThat(outcomes(test.turn())).containsExactly("done");
    }

    @Test
    void aPausedEnvironmentIsReportedAndNotWritten() {
        test.resources.add(group("api", 30));
        test.turn();
        test.memory.pause("test", true, "ann");
        logs().deleteLogGroup(r -> r.logGroupName("/ecs/test/api"));
        assertThat(outcomes(test.turn())).containsExactly("held");
        test.memory.pause("test", false, "ann");
        assertThat(outcomes(test.turn())).containsExactly("done");
    }

    @Test
    void anIntentLeftOpenByACrashIsSettledByLooking() {
        test.resources.add(group("api", 30));
        test.sandbox.weather((call, request, account) -> {
            if (call.action().equals("CreateLogGroup")) {
                throw new Crash(account.get());
            }
            return account.get();
        });
        assertThatThrownBy(test::turn).isInstanceOf(Crash.class);
        test.sandbox.weather((call, request, account) -> account.get());
        assertThat(test.journal.open("test")).hasSize(1);
        test.restart();
        test.turn();
        assertThat(test.journal.open("test")).isEmpty();
        assertThat(test.turn().snapshot().sync()).isEqualTo("InSync");
        assertThat(names()).containsExactly("/ecs/test/api");
    }

    @Test
    void everyWriteIsCommittedBeforeItIsMadeAndSettledAfter() {
        test.resources.add(group("api", 30));
        test.sandbox.weather((call, request, account) -> {
            if (call.action().equals("CreateLogGroup")) {
                assertThat(test.journal.open("test")).hasSize(1);
            }
            return account.get();
        });
        test.turn();
        assertThat(test.journal.entries("test", 10)).singleElement().satisfies(entry -> assertThat(
                        entry.settled().orElseThrow().result())
                .isEqualTo("done"));
    }

    @Test
    void whatWaitsForALaterKindIsShownAndMakesNoPlanNonEmpty() {
        test.resources.add(group("api", 30).waitsFor(List.of(DeclarationId.of("table", "t"))));
        test.waiting = List.of(DeclarationId.of("function", "f"));
        Turned turned = test.turn();
        assertThat(turned.snapshot().sync()).isEqualTo("InSync");
        assertThat(turned.snapshot().health()).isEqualTo("Healthy");
        assertThat(turned.snapshot().plan().orElseThrow().steps())
                .extracting(step -> step.action().because())
                .containsExactly("waits for table, not managed yet", "waits for function, not managed yet");
    }

    /** The process ends here: nothing after it runs, not even what catches exceptions. */
    private static final class Crash extends Error {
        private static final long serialVersionUID = 1L;

        Crash(Object lostReply) {
            super("before the reply arrived: " + lostReply);
        }
    }

    private void failing(String action) {
        test.sandbox.weather((call, request, account) -> {
            if (call.action().equals(action)) {
                throw new AwsFault("InternalError", 500, "the weather is bad");
            }
            return account.get();
        });
    }

    private static List<String> outcomes(Turned turned) {
        return turned.run().lines().stream().map(Run.Line::outcome).toList();
    }

    private List<String> names() {
        return logs().describeLogGroups().logGroups().stream()
                .map(group -> group.logGroupName())
                .toList();
    }

    private ResourceGroupsTaggingApiClient tagging() {
        return new InProcessDoor(test.sandbox)
                .client(ResourceGroupsTaggingApiClient.class, "123456789012", "us-east-1");
    }

    private CloudWatchLogsClient logs() {
        return new InProcessDoor(test.sandbox).client(CloudWatchLogsClient.class, "123456789012", "us-east-1");
    }

    private static Settings settings(Mode mode, Limits limits, List<Freeze> freezes) {
        return new Settings(
                "test",
                "123456789012",
                "us-east-1",
                mode,
                Map.of("application", "kinexus"),
                Duration.ofSeconds(60),
                Duration.ofMinutes(10),
                limits,
                freezes,
                List.of());
    }

    private static Declared<LogGroupSpec> group(String name, int days) {
        return Declared.of(
                ResourceId.of("test", "log-group", name),
                DeclarationId.of("service", name),
                new LogGroupSpec("/ecs/test/" + name, Optional.of(days)));
    }
}
