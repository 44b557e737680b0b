package io.kinexus.operator.kind.subnet;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.kind.ResourceKindContract;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateSubnetRequest;
import software.amazon.awssdk.services.ec2.model.ModifySubnetAttributeRequest;

class SubnetKindTest extends ResourceKindContract<SubnetSpec, SubnetLive> {
    private String vpcId = "${vpc/main.vpcId}";

    @Override
    protected ResourceKind<SubnetSpec, SubnetLive> kind() {
        return new SubnetKind();
    }

    @Override
    protected void given(Scope scope) {
        vpcId = scope.client(Ec2Client.class)
                .createVpc(r -> r.cidrBlock("10.0.0.0/16"))
                .vpc()
                .vpcId();
    }

    @Override
    protected Declared<SubnetSpec> wanted() {
        return Declared.of(
                ResourceId.of("test", "subnet", "main-public-a"),
                DeclarationId.of("network", "main"),
                SubnetSpec.of(vpcId, "10.0.0.0/21", "us-east-1a", false));
    }

    @Override
    protected Declared<SubnetSpec> changed() {
        return wanted().spec(SubnetSpec.of(vpcId, "10.0.0.0/21", "us-east-1a", true));
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(
                CreateSubnetRequest.builder().build(),
                ModifySubnetAttributeRequest.builder().build());
    }

    @Test
    void withoutItsVpcItIsAbsent() {
        assertThat(observed(wanted())).isInstanceOf(Observation.Absent.class);
    }

    @Test
    void oneThatExistsMustBeInTheNetworksVpc() {
        given(look());
        create(wanted(), new Attempt("once"));
        String subnetId = present(wanted()).live().subnetId();
        assertThat(present(wanted().spec(SubnetSpec.existing(vpcId)).existing(subnetId))
                        .live()
                        .cidrBlock())
                .isEqualTo("10.0.0.0/21");
        Observation<SubnetLive> elsewhere =
                observed(wanted().spec(SubnetSpec.existing("vpc-2")).existing(subnetId));
        assertThat(elsewhere).isInstanceOf(Observation.Unreadable.class);
        assertThat(((Observation.Unreadable<SubnetLive>) elsewhere).why()).contains(subnetId, vpcId, "vpc-2");
    }
}
