package io.kinexus.operator.kind.scalabletarget;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.kind.ResourceKindContract;
import io.kinexus.operator.kind.scalabletarget.ScalableTargetSpec.Bounds;
import io.kinexus.operator.kind.scalabletarget.ScalableTargetSpec.Suspended;
import io.kinexus.operator.support.RunningService;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;

class ScalableTargetKindTest extends ResourceKindContract<ScalableTargetSpec, ScalableTargetLive> {
    private static final List<Bounds> NIGHT = List.of(new Bounds(Optional.of(0), Optional.of(0)));

    @Override
    protected ResourceKind<ScalableTargetSpec, ScalableTargetLive> kind() {
        return new ScalableTargetKind();
    }

    @Override
    protected Declared<ScalableTargetSpec> wanted() {
        return Declared.of(
                ResourceId.of("test", "scalable-target", "api"),
                DeclarationId.of("service", "api"),
                ScalableTargetSpec.service("main", "api", 2, 10, List.of()));
    }

    @Override
    protected Declared<ScalableTargetSpec> changed() {
        return wanted().spec(new ScalableTargetSpec(
                RunningService.RESOURCE, 3, 12, new Suspended(true, false, true), List.of()));
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(RegisterScalableTargetRequest.builder().build());
    }

    @Override
    protected void given(Scope scope) {
        RunningService.make(scope, 1);
    }

    @Test
    void raisingTheMinimumRaisesTheDesiredCountAtOnce() {
        given(look());
        create(wanted(), new Attempt("a"));
        assertThat(RunningService.desired(look())).isEqualTo(2);
    }

    @Test
    void aServiceThatTheScalerDoesNotKnowYetIsWaitedFor() {
        assertThat(kind().creator().orElseThrow().create(look(), wanted(), new Attempt("a")))
                .isInstanceOf(Outcome.Waiting.class);
    }

    @Test
    void boundsThatAScheduleSetAreNoDriftAndOthersAre() {
        given(look());
        ScalableTargetSpec sleeping = ScalableTargetSpec.service("main", "api", 2, 10, NIGHT);
        create(wanted().spec(sleeping), new Attempt("a"));
        bounds(0, 0);
        assertThat(kind().fields().compare(sleeping, present(wanted()).live())).isInstanceOf(Diff.InSync.class);
        bounds(1, 1);
        assertThat(kind().fields().compare(sleeping, present(wanted()).live())).isInstanceOf(Diff.Drifted.class);
    }

    private void bounds(int min, int max) {
        look().client(ApplicationAutoScalingClient.class).registerScalableTarget(r -> r.serviceNamespace("ecs")
                .resourceId(RunningService.RESOURCE)
                .scalableDimension("ecs:service:DesiredCount")
                .minCapacity(min)
                .maxCapacity(max));
    }
}
