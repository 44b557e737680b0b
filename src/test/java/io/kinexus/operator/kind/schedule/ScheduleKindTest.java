package io.kinexus.operator.kind.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.kind.ResourceKindContract;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.UpdateScheduleRequest;

class ScheduleKindTest extends ResourceKindContract<ScheduleSpec, ScheduleLive> {
    private static final String NAME = "test-reindex-schedule";
    private static final String ROLE = "arn:aws:iam::123456789012:role/reindex";
    private static final String AWS = "arn:aws:ecs:us-east-1:123456789012:";

    @Override
    protected ResourceKind<ScheduleSpec, ScheduleLive> kind() {
        return new ScheduleKind();
    }

    @Override
    protected Declared<ScheduleSpec> wanted() {
        return declared(new ScheduleSpec(
                NAME,
                "runs reindex",
                "cron(30 2 * * ? *)",
                Optional.empty(),
                true,
                new ScheduleSpec.Target(
                        AWS + "cluster/main",
                        ROLE,
                        Optional.empty(),
                        Optional.of(new ScheduleSpec.Ecs(
                                AWS + "task-definition/test-reindex-task:3",
                                1,
                                List.of(),
                                Set.of("subnet-00000000000000001", "subnet-00000000000000002"),
                                Set.of("sg-00000000000000001"),
                                true)),
                        Optional.empty(),
                        Optional.empty(),
                        new ScheduleSpec.Retry(3600, 20))));
    }

    @Override
    protected Declared<ScheduleSpec> changed() {
        return declared(new ScheduleSpec(
                NAME,
                "",
                "rate(12 hours)",
                Optional.of("Europe/Berlin"),
                false,
                new ScheduleSpec.Target(
                        AWS + "cluster/other",
                        ROLE,
                        Optional.of("{\"containerOverrides\":[]}"),
                        Optional.of(new ScheduleSpec.Ecs(
                                AWS + "task-definition/test-reindex-task:4",
                                2,
                                List.of(new ScheduleSpec.Share("FARGATE_SPOT", 3, 0)),
                                Set.of("subnet-00000000000000003"),
                                Set.of("sg-00000000000000002"),
                                false)),
                        Optional.empty(),
                        Optional.of("arn:aws:sqs:us-east-1:123456789012:letters"),
                        ScheduleSpec.Retry.usual())));
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(
                CreateScheduleRequest.builder().build(),
                UpdateScheduleRequest.builder().build());
    }

    @Override
    protected void given(Scope scope) {
        scope.client(IamClient.class).createRole(r -> r.roleName("reindex")
                .assumeRolePolicyDocument(
                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                                + "{\"Service\":\"scheduler.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}"));
    }

    @Test
    void anEventThatABusIsGivenAndATargetOfAnotherSortAreInSyncToo() {
        given(look());
        ScheduleSpec spec = wanted().spec();
        ScheduleSpec.Target bus = new ScheduleSpec.Target(
                "arn:aws:events:us-east-1:123456789012:event-bus/shop",
                ROLE,
                Optional.of("{\"kind\":\"nightly\"}"),
                Optional.empty(),
                Optional.of(new ScheduleSpec.Event("Night", "kinexus.test")),
                Optional.empty(),
                ScheduleSpec.Retry.usual());
        Declared<ScheduleSpec> event =
                declared(new ScheduleSpec(NAME, spec.description(), spec.expression(), spec.timeZone(), true, bus));
        create(event, new Attempt("a"));
        assertInSync(event);
    }

    @Test
    void whatSomebodySetBesideIsADifferenceAndGoesBack() {
        given(look());
        create(wanted(), new Attempt("a"));
        SchedulerClient scheduler = look().client(SchedulerClient.class);
        var live = scheduler.getSchedule(r -> r.name(NAME));
        scheduler.updateSchedule(r -> r.name(NAME)
                .description(live.description())
                .scheduleExpression(live.scheduleExpression())
                .scheduleExpressionTimezone(live.scheduleExpressionTimezone())
                .flexibleTimeWindow(w -> w.mode("FLEXIBLE").maximumWindowInMinutes(10))
                .target(live.target()
                        .copy(t -> t.ecsParameters(
                                live.target().ecsParameters().copy(e -> e.enableExecuteCommand(true))))));
        Diff diff = kind().fields().compare(wanted().spec(), present(wanted()).live());
        assertThat(((Diff.Drifted) diff).changes())
                .extracting(FieldChange::path)
                .containsExactlyInAnyOrder("flexibleTimeWindow", "target");
        update(wanted());
        assertInSync(wanted());
    }

    /** Its name alone makes no schedule ours: AWS gives it no tags, so its description says it. */
    @Test
    void aScheduleThatSomebodyMadeUnderANameLikeOursIsNotOurs() {
        given(look());
        for (String name : List.of(NAME, "test-other")) {
            look().client(SchedulerClient.class).createSchedule(r -> r.name(name)
                    .scheduleExpression("rate(1 hour)")
                    .flexibleTimeWindow(w -> w.mode("OFF"))
                    .target(t ->
                            t.arn("arn:aws:sqs:us-east-1:123456789012:mine").roleArn(ROLE)));
        }
        kind().creator().orElseThrow().create(look(), wanted(), new Attempt("a"));
        assertThat(present(wanted()).ours()).isFalse();
        assertThat(kind().surplus(look(), Set.of())).isEmpty();
    }

    @Test
    void aRoleThatWasJustMadeIsWaitedFor() {
        Outcome outcome = kind().creator().orElseThrow().create(look(), wanted(), new Attempt("a"));
        assertThat(outcome).isInstanceOf(Outcome.Retryable.class);
    }

    private static Declared<ScheduleSpec> declared(ScheduleSpec spec) {
        return Declared.of(ResourceId.of("test", "schedule", "reindex"), DeclarationId.of("task", "reindex"), spec);
    }
}
