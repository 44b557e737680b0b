package io.kinexus.operator.kind.loadbalancer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.kind.ResourceKindContract;
import io.kinexus.operator.support.Balanced;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetIpAddressTypeRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSecurityGroupsRequest;

class LoadBalancerKindTest extends ResourceKindContract<LoadBalancerSpec, LoadBalancerLive> {
    private static final Attempt ONCE = new Attempt("once");
    private Optional<Balanced> around = Optional.empty();

    @Override
    protected ResourceKind<LoadBalancerSpec, LoadBalancerLive> kind() {
        return new LoadBalancerKind();
    }

    @Override
    protected void given(Scope scope) {
        around = Optional.of(Balanced.network(scope));
    }

    @Override
    protected Declared<LoadBalancerSpec> wanted() {
        return declared(around.orElseThrow().subnetIds().subList(0, 2), Map.of());
    }

    @Override
    protected Declared<LoadBalancerSpec> changed() {
        return declared(
                around.orElseThrow().subnetIds(),
                Map.of(LoadBalancerSpec.DELETION_PROTECTION, "true", LoadBalancerSpec.IDLE_TIMEOUT, "120"));
    }

    private Declared<LoadBalancerSpec> declared(List<String> subnets, Map<String, String> attributes) {
        return Declared.of(
                ResourceId.of("test", "load-balancer", "main"),
                DeclarationId.of("load-balancer", "main"),
                new LoadBalancerSpec(
                        "main",
                        "internet-facing",
                        subnets,
                        List.of(around.orElseThrow().groupId()),
                        "ipv4",
                        attributes));
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(
                CreateLoadBalancerRequest.builder().build(),
                SetSecurityGroupsRequest.builder().build(),
                SetIpAddressTypeRequest.builder().build(),
                ModifyLoadBalancerAttributesRequest.builder().build());
    }

    @Test
    void itIsNotAtRestWhileItIsProvisioned() {
        given(look());
        kind().creator().orElseThrow().create(look(), wanted(), ONCE);
        assertThat(present(wanted()).settled()).isFalse();
        through().settle();
        assertThat(present(wanted()).settled()).isTrue();
    }

    @Test
    void subnetsInAnotherOrderAreTheSame() {
        given(look());
        create(wanted(), ONCE);
        List<String> subnets = wanted().spec().subnetIds();
        assertInSync(declared(List.of(subnets.get(1), subnets.get(0)), Map.of()));
    }

    @Test
    void anAttributeFlippedByHandIsDriftAndHealed() {
        given(look());
        create(wanted(), ONCE);
        flip("routing.http2.enabled", "false");
        Diff diff = kind().fields().compare(wanted().spec(), present(wanted()).live());
        assertThat(((Diff.Drifted) diff).changes())
                .extracting(FieldChange::path)
                .containsExactly("attributes.routing.http2.enabled");
        update(wanted());
        assertInSync(wanted());
    }

    @Test
    void protectedItIsNotDeletedAndSaysWhatToDo() {
        given(look());
        create(wanted(), ONCE);
        flip(LoadBalancerSpec.DELETION_PROTECTION, "true");
        Outcome outcome = kind().deleter()
                .orElseThrow()
                .delete(look(), wanted().id(), present(wanted()).live(), ONCE);
        assertThat(outcome).isInstanceOf(Outcome.Terminal.class);
        assertThat(((Outcome.Terminal) outcome).failure().message()).contains("deletionProtection: false");
    }

    @Test
    void logsWaitForTheirBucketAndTheBalancerIsThereMeanwhile() {
        given(look());
        Declared<LoadBalancerSpec> logging = declared(
                wanted().spec().subnetIds(),
                Map.of(LoadBalancerSpec.LOGS, "true", LoadBalancerSpec.LOGS_BUCKET, "lb-logs"));
        Outcome outcome = kind().creator().orElseThrow().create(look(), logging, ONCE);
        assertThat(outcome).isInstanceOf(Outcome.Waiting.class);
        assertThat(((Outcome.Waiting) outcome).on()).contains("lb-logs");
        assertThat(present(logging).live().attribute(LoadBalancerSpec.LOGS)).isEqualTo("false");
    }

    @Test
    void oneThatExistsIsFoundByItsArnAndIsNotOurs() {
        given(look());
        String arn = around.orElseThrow().balancer("shared");
        Declared<LoadBalancerSpec> pointed = declared(List.of(), Map.of()).existing(arn);
        Observation.Present<LoadBalancerLive> seen = present(pointed);
        assertThat(seen.ours()).isFalse();
        assertThat(kind().outputs(seen.live()))
                .containsEntry("arn", arn)
                .containsEntry("securityGroupId", around.orElseThrow().groupId())
                .containsKeys("dnsName", "hostedZoneId", "fullName");
    }

    @Test
    void oneThatSomebodyElseMadeUnderTheNameIsNotOurs() {
        given(look());
        around.orElseThrow().balancer("main");
        assertThat(present(wanted()).ours()).isFalse();
    }

    private void flip(String key, String value) {
        LoadBalancerAttribute other =
                LoadBalancerAttribute.builder().key(key).value(value).build();
        around.orElseThrow().elb().modifyLoadBalancerAttributes(r -> r.loadBalancerArn(
                        present(wanted()).live().arn())
                .attributes(other));
    }
}
