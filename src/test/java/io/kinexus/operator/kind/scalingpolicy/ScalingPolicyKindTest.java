package io.kinexus.operator.kind.scalingpolicy;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.kind.ResourceKindContract;
import io.kinexus.operator.kind.scalingpolicy.ScalingPolicySpec.Query;
import io.kinexus.operator.kind.scalingpolicy.ScalingPolicySpec.Stat;
import io.kinexus.operator.support.RunningService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScalingPolicyRequest;

class ScalingPolicyKindTest extends ResourceKindContract<ScalingPolicySpec, ScalingPolicyLive> {
    private static final String NAME = "test-api-requests";

    @Override
    protected ResourceKind<ScalingPolicySpec, ScalingPolicyLive> kind() {
        return new ScalingPolicyKind();
    }

    @Override
    protected Declared<ScalingPolicySpec> wanted() {
        return declared(ScalingPolicySpec.computing(
                NAME,
                RunningService.RESOURCE,
                600,
                List.of(
                        Query.metric("blue", requests("blue")),
                        Query.metric("green", requests("green")),
                        Query.result("perTask", "FILL(blue, 0) + FILL(green, 0)"))));
    }

    @Override
    protected Declared<ScalingPolicySpec> changed() {
        return declared(new ScalingPolicySpec(
                NAME,
                RunningService.RESOURCE,
                70,
                Optional.of(new ScalingPolicySpec.Predefined("ECSServiceAverageCPUUtilization", Optional.empty())),
                List.of(),
                Duration.ofMinutes(1),
                Duration.ofMinutes(10),
                true));
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(PutScalingPolicyRequest.builder().build());
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
    void everyPageOfPoliciesIsRead() {
        given(look());
        for (int i = 0; i < 23; i++) {
            put("test-api-" + i);
        }
        assertThat(kind().surplus(look(), Set.of())).hasSize(23);
    }

    @Test
    void aPolicyWithAForeignNameIsNeverSurplus() {
        given(look());
        put("somebody-else");
        put("test-web-cpu");
        assertThat(kind().surplus(look(), Set.of())).isEmpty();
    }

    private void put(String name) {
        ScalingPolicySpec spec =
                ScalingPolicySpec.tracking(name, RunningService.RESOURCE, "ECSServiceAverageCPUUtilization", 70);
        kind().creator().orElseThrow().create(look(), declared(spec), new Attempt("a"));
    }

    private static Stat requests(String colour) {
        return new Stat(
                "AWS/ApplicationELB",
                "RequestCountPerTarget",
                Map.of("TargetGroup", "targetgroup/test-api-" + colour + "/0123456789abcdef"),
                "Sum");
    }

    private static Declared<ScalingPolicySpec> declared(ScalingPolicySpec spec) {
        return Declared.of(
                ResourceId.of("test", "scaling-policy", "api-requests"), DeclarationId.of("service", "api"), spec);
    }
}
