package io.kinexus.operator.kind.internetgateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.kind.ResourceKindContract;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AttachInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateInternetGatewayRequest;

class InternetGatewayKindTest extends ResourceKindContract<InternetGatewaySpec, InternetGatewayLive> {
    private String vpcId = "${vpc/main.vpcId}";
    private String otherVpcId = "${vpc/other.vpcId}";

    @Override
    protected ResourceKind<InternetGatewaySpec, InternetGatewayLive> kind() {
        return new InternetGatewayKind();
    }

    @Override
    protected void given(Scope scope) {
        Ec2Client ec2 = scope.client(Ec2Client.class);
        vpcId = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
        otherVpcId = ec2.createVpc(r -> r.cidrBlock("10.1.0.0/16")).vpc().vpcId();
    }

    @Override
    protected Declared<InternetGatewaySpec> wanted() {
        return Declared.of(
                ResourceId.of("test", "internet-gateway", "main"),
                DeclarationId.of("network", "main"),
                new InternetGatewaySpec(vpcId));
    }

    @Override
    protected Declared<InternetGatewaySpec> changed() {
        return wanted().spec(new InternetGatewaySpec(otherVpcId));
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(
                CreateInternetGatewayRequest.builder().build(),
                AttachInternetGatewayRequest.builder().build());
    }

    @Test
    void oneThatWasDetachedByHandIsAttachedAgain() {
        given(look());
        create(wanted(), new Attempt("once"));
        String id = present(wanted()).live().gatewayId();
        look().client(Ec2Client.class)
                .detachInternetGateway(r -> r.internetGatewayId(id).vpcId(vpcId));
        assertThat(present(wanted()).live().vpcId()).isEmpty();
        update(wanted());
        assertInSync(wanted());
    }
}
