package io.kinexus.operator.kind.natgateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.health.Verdict;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
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
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateNatGatewayRequest;

class NatGatewayKindTest extends ResourceKindContract<NatGatewaySpec, NatGatewayLive> {
    private static final Attempt ONCE = new Attempt("once");
    private static final Attempt AGAIN = new Attempt("again");

    private String subnetId = "${subnet/main-public-a.subnetId}";
    private String allocationId = "${elastic-ip/main-a.allocationId}";

    @Override
    protected ResourceKind<NatGatewaySpec, NatGatewayLive> kind() {
        return new NatGatewayKind();
    }

    @Override
    protected void given(Scope scope) {
        Ec2Client ec2 = scope.client(Ec2Client.class);
        String vpcId = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
        String gateway = ec2.createInternetGateway(r -> {}).internetGateway().internetGatewayId();
        ec2.attachInternetGateway(r -> r.internetGatewayId(gateway).vpcId(vpcId));
        subnetId = ec2.createSubnet(r -> r.vpcId(vpcId).cidrBlock("10.0.0.0/21"))
                .subnet()
                .subnetId();
        allocationId = ec2.allocateAddress(r -> r.domain("vpc")).allocationId();
    }

    @Override
    protected Declared<NatGatewaySpec> wanted() {
        return Declared.of(
                ResourceId.of("test", "nat-gateway", "main-a"),
                DeclarationId.of("network", "main"),
                new NatGatewaySpec(subnetId, allocationId));
    }

    @Override
    protected Declared<NatGatewaySpec> changed() {
        return wanted();
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(CreateNatGatewayRequest.builder().build());
    }

    private Outcome createNow(Attempt attempt) {
        return kind().creator().orElseThrow().create(look(), wanted(), attempt);
    }

    @Test
    void itIsNotSettledAndHasNoIdForOthersUntilItIsAvailable() {
        given(look());
        createNow(ONCE);
        Observation.Present<NatGatewayLive> seen = present(wanted());
        assertThat(seen.settled()).isFalse();
        assertThat(seen.ours()).isTrue();
        assertThat(kind().outputs(seen.live())).isEmpty();
        through().settle();
        assertThat(kind().outputs(present(wanted()).live())).containsKey("gatewayId");
    }

    @Test
    void oneThatIsGoingIsNotSettledAndIsNoSurplus() {
        given(look());
        create(wanted(), ONCE);
        delete(wanted());
        assertThat(present(wanted()).settled()).isFalse();
        assertThat(kind().surplus(look(), Set.of())).isEmpty();
    }

    @Test
    void theNextOneWaitsForItsAddress() {
        given(look());
        create(wanted(), ONCE);
        delete(wanted());
        assertThat(createNow(AGAIN)).isInstanceOf(Outcome.Waiting.class);
        through().settle();
        create(wanted(), AGAIN);
        assertInSync(wanted());
    }

    @Test
    void oneThatFailedIsUnhealthy() {
        NatGatewayLive failed =
                new NatGatewayLive("nat-1", "arn", "subnet-1", Optional.empty(), "failed", "no free addresses");
        Verdict verdict = kind().health(failed);
        assertThat(verdict.level()).isEqualTo(Verdict.Level.UNHEALTHY);
        assertThat(verdict.because().get(0)).contains("nat-1", "no free addresses");
    }
}
