package io.kinexus.operator.kind.scheduledaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.kind.ResourceKindContract;
import io.kinexus.operator.support.RunningService;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScheduledActionRequest;

class ScheduledActionKindTest extends ResourceKindContract<ScheduledActionSpec, ScheduledActionLive> {
    private static final String NIGHT = "cron(0 20 * * ? *)";

    @Override
    protected ResourceKind<ScheduledActionSpec, ScheduledActionLive> kind() {
        return new ScheduledActionKind();
    }

    @Override
    protected Declared<ScheduledActionSpec> wanted() {
        return declared(NIGHT, Optional.empty(), Optional.of(0), Optional.of(0));
    }

    @Override
    protected Declared<ScheduledActionSpec> changed() {
        return declared("rate(12 hours)", Optional.of("Europe/Berlin"), Optional.empty(), Optional.of(3));
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(PutScheduledActionRequest.builder().build());
    }

    @Override
    protected void given(Scope scope) {
        RunningService.make(scope, 1);
        scope.client(ApplicationAutoScalingClient.class).registerScalableTarget(r -> r.serviceNamespace("ecs")
                .resourceId(RunningService.RESOURCE)
                .scalableDimension("ecs:service:DesiredCount")
                .minCapacity(1)
                .maxCapacity(10));
    }

    @Test
    void anEndThatSomebodySetIsTakenAway() {
        given(look());
        create(wanted(), new Attempt("a"));
        look().client(ApplicationAutoScalingClient.class).putScheduledAction(r -> r.serviceNamespace("ecs")
                .resourceId(RunningService.RESOURCE)
                .scalableDimension("ecs:service:DesiredCount")
                .scheduledActionName("test-api-night")
                .schedule(NIGHT)
                .endTime(Instant.parse("2026-03-01T00:00:00Z"))
                .scalableTargetAction(a -> a.minCapacity(0).maxCapacity(0)));
        Diff diff = kind().fields().compare(wanted().spec(), present(wanted()).live());
        assertThat(((Diff.Drifted) diff).changes())
                .extracting(FieldChange::path)
                .containsExactly("endTime");
        update(wanted());
        assertInSync(wanted());
    }

    private static Declared<ScheduledActionSpec> declared(
            String schedule, Optional<String> zone, Optional<Integer> min, Optional<Integer> max) {
        return Declared.of(
                ResourceId.of("test", "scheduled-action", "api-night"),
                DeclarationId.of("service", "api"),
                new ScheduledActionSpec("test-api-night", RunningService.RESOURCE, schedule, zone, min, max));
    }
}
