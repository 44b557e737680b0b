package io.kinexus.operator.kind.vpcendpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.diff.Diff;
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
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointRequest;

class VpcEndpointKindTest extends ResourceKindContract<VpcEndpointSpec, VpcEndpointLive> {
    private static final Attempt ONCE = new Attempt("once");

    private String vpcId = "${vpc/main.vpcId}";
    private List<String> tables = List.of("${route-table/main-private.routeTableId}", "");
    private List<String> subnets = List.of("${subnet/main-private-a.subnetId}", "");
    private String groupId = "${security-group/main-endpoints.groupId}";

    @Override
    protected ResourceKind<VpcEndpointSpec, VpcEndpointLive> kind() {
        return new VpcEndpointKind();
    }

    @Override
    protected void given(Scope scope) {
        Ec2Client ec2 = scope.client(Ec2Client.class);
        vpcId = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
        tables = List.of(table(ec2), table(ec2));
        subnets = List.of(subnet(ec2, "10.0.0.0/21"), subnet(ec2, "10.0.8.0/21"));
        groupId = ec2.createSecurityGroup(
                        r -> r.groupName("endpoints").description("d").vpcId(vpcId))
                .groupId();
    }

    private String table(Ec2Client ec2) {
        return ec2.createRouteTable(r -> r.vpcId(vpcId)).routeTable().routeTableId();
    }

    private String subnet(Ec2Client ec2, String cidr) {
        return ec2.createSubnet(r -> r.vpcId(vpcId).cidrBlock(cidr)).subnet().subnetId();
    }

    private static Declared<VpcEndpointSpec> declared(VpcEndpointSpec spec) {
        return Declared.of(ResourceId.of("test", "vpc-endpoint", "main-s3"), DeclarationId.of("network", "main"), spec);
    }

    @Override
    protected Declared<VpcEndpointSpec> wanted() {
        return declared(VpcEndpointSpec.gateway(vpcId, "com.amazonaws.us-east-1.s3", tables.subList(0, 1)));
    }

    @Override
    protected Declared<VpcEndpointSpec> changed() {
        return declared(
                VpcEndpointSpec.gateway(vpcId, "com.amazonaws.us-east-1.s3", List.of(tables.get(1), tables.get(0))));
    }

    private Declared<VpcEndpointSpec> interfaced(List<String> where) {
        return declared(VpcEndpointSpec.interfaced(vpcId, "com.amazonaws.us-east-1.ecr.api", where, List.of(groupId)));
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(
                CreateVpcEndpointRequest.builder().build(),
                ModifyVpcEndpointRequest.builder().build());
    }

    @Test
    void anInterfaceTakesItsTimeAndMovesBetweenSubnets() {
        given(look());
        Declared<VpcEndpointSpec> one = interfaced(subnets.subList(0, 1));
        kind().creator().orElseThrow().create(look(), one, ONCE);
        assertThat(present(one).settled()).isFalse();
        through().settle();
        assertInSync(one);
        update(interfaced(subnets));
        assertInSync(interfaced(subnets));
        delete(interfaced(subnets));
        through().settle();
        assertThat(look().client(Ec2Client.class).describeNetworkInterfaces().networkInterfaces())
                .isEmpty();
    }

    @Test
    void aTableTakenOffByHandIsSeenAndPutBack() {
        given(look());
        create(wanted(), ONCE);
        String id = present(wanted()).live().endpointId();
        look().client(Ec2Client.class)
                .modifyVpcEndpoint(r ->
                        r.vpcEndpointId(id).removeRouteTableIds(tables.get(0)).addRouteTableIds(tables.get(1)));
        assertThat(kind().fields().compare(wanted().spec(), present(wanted()).live()))
                .isInstanceOf(Diff.Drifted.class);
        update(wanted());
        assertInSync(wanted());
    }
}
