package io.kinexus.operator.kind.targetgroup;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.kind.ResourceKindContract;
import io.kinexus.operator.support.Balanced;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;

class TargetGroupKindTest extends ResourceKindContract<TargetGroupSpec, TargetGroupLive> {
    private static final Attempt ONCE = new Attempt("once");
    private Optional<Balanced> around = Optional.empty();

    @Override
    protected ResourceKind<TargetGroupSpec, TargetGroupLive> kind() {
        return new TargetGroupKind();
    }

    @Override
    protected void given(Scope scope) {
        around = Optional.of(Balanced.network(scope));
    }

    @Override
    protected Declared<TargetGroupSpec> wanted() {
        return Declared.of(
                ResourceId.of("test", "target-group", "api-blue"),
                DeclarationId.of("service", "api"),
                TargetGroupSpec.ofTasks(
                        "test-api-blue",
                        8000,
                        around.orElseThrow().vpcId(),
                        new TargetGroupSpec.HealthCheck(
                                "/health", Duration.ofSeconds(10), Duration.ofSeconds(5), 2, 2, "200"),
                        Duration.ofSeconds(30)));
    }

    @Override
    protected Declared<TargetGroupSpec> changed() {
        TargetGroupSpec was = wanted().spec();
        return wanted().spec(new TargetGroupSpec(
                was.name(),
                was.protocol(),
                was.port(),
                was.vpcId(),
                was.targetType(),
                new TargetGroupSpec.HealthCheck(
                        "/ready", Duration.ofSeconds(15), Duration.ofSeconds(6), 3, 4, "200-299"),
                Map.of("load_balancing.algorithm.type", "least_outstanding_requests")));
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(
                CreateTargetGroupRequest.builder().build(),
                ModifyTargetGroupRequest.builder().build(),
                ModifyTargetGroupAttributesRequest.builder().build());
    }

    @Test
    void anAttributeFlippedByHandIsDriftAlthoughNobodyStatedIt() {
        given(look());
        create(wanted(), ONCE);
        TargetGroupAttribute sticky = TargetGroupAttribute.builder()
                .key("stickiness.enabled")
                .value("true")
                .build();
        around.orElseThrow().elb().modifyTargetGroupAttributes(r -> r.targetGroupArn(
                        present(wanted()).live().arn())
                .attributes(sticky));
        assertThat(drift()).extracting(FieldChange::path).containsExactly("attributes.stickiness.enabled");
        update(wanted());
        assertInSync(wanted());
    }

    @Test
    void aHealthCheckChangedByHandIsDrift() {
        given(look());
        create(wanted(), ONCE);
        around.orElseThrow().elb().modifyTargetGroup(r -> r.targetGroupArn(
                        present(wanted()).live().arn())
                .healthCheckPath("/"));
        assertThat(drift()).extracting(FieldChange::path).containsExactly("healthCheckPath");
    }

    @Test
    void anotherPortIsAReplacement() {
        given(look());
        create(wanted(), ONCE);
        TargetGroupSpec was = wanted().spec();
        TargetGroupSpec other =
                TargetGroupSpec.ofTasks(was.name(), 9000, was.vpcId(), was.healthCheck(), Duration.ofSeconds(30));
        Diff diff = kind().fields().compare(other, present(wanted()).live());
        assertThat(((Diff.Drifted) diff).worst()).isEqualTo(Effect.REPLACE);
    }

    @Test
    void aGroupThatARuleLeadsToIsDeletedLater() {
        given(look());
        create(wanted(), ONCE);
        Balanced all = around.orElseThrow();
        String arn = present(wanted()).live().arn();
        String listener = all.listener(all.balancer("other"), 80);
        all.elb().createRule(r -> r.listenerArn(listener)
                .priority(1)
                .conditions(Balanced.path("/*"))
                .actions(Balanced.forward(arn)));
        Outcome outcome = kind().deleter()
                .orElseThrow()
                .delete(look(), wanted().id(), present(wanted()).live(), ONCE);
        assertThat(outcome).isInstanceOf(Outcome.Retryable.class);
    }

    private List<FieldChange> drift() {
        return ((Diff.Drifted) kind().fields()
                        .compare(wanted().spec(), present(wanted()).live()))
                .changes();
    }
}
