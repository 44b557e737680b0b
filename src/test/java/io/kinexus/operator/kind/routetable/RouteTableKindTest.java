package io.kinexus.operator.kind.routetable;

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
import software.amazon.awssdk.services.ec2.model.AssociateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableRequest;

class RouteTableKindTest extends ResourceKindContract<RouteTableSpec, RouteTableLive> {
    private static final Attempt ONCE = new Attempt("once");

    private String vpcId = "${vpc/main.vpcId}";
    private String gatewayId = "${internet-gateway/main.gatewayId}";
    private String natId = "${nat-gateway/main-a.gatewayId}";
    private List<String> subnetIds = List.of("${subnet/main-private-a.subnetId}", "${subnet/main-private-b.subnetId}");

    @Override
    protected ResourceKind<RouteTableSpec, RouteTableLive> kind() {
        return new RouteTableKind();
    }

    @Override
    protected void given(Scope scope) {
        Ec2Client ec2 = scope.client(Ec2Client.class);
        vpcId = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
        gatewayId = ec2.createInternetGateway(r -> {}).internetGateway().internetGatewayId();
        ec2.attachInternetGateway(r -> r.internetGatewayId(gatewayId).vpcId(vpcId));
        subnetIds = List.of(subnet(ec2, "10.0.0.0/21"), subnet(ec2, "10.0.8.0/21"));
        String address = ec2.allocateAddress(r -> r.domain("vpc")).allocationId();
        natId = ec2.createNatGateway(r -> r.subnetId(subnetIds.get(0)).allocationId(address))
                .natGateway()
                .natGatewayId();
    }

    private String subnet(Ec2Client ec2, String cidr) {
        return ec2.createSubnet(r -> r.vpcId(vpcId).cidrBlock(cidr)).subnet().subnetId();
    }

    @Override
    protected Declared<RouteTableSpec> wanted() {
        return Declared.of(
                ResourceId.of("test", "route-table", "main-private"),
                DeclarationId.of("network", "main"),
                new RouteTableSpec(
                        vpcId,
                        List.of(new RouteTableSpec.Route(
                                "0.0.0.0/0", RouteTableSpec.Target.INTERNET_GATEWAY, gatewayId)),
                        subnetIds.subList(0, 1)));
    }

    @Override
    protected Declared<RouteTableSpec> changed() {
        return wanted().spec(new RouteTableSpec(
                vpcId,
                List.of(new RouteTableSpec.Route("0.0.0.0/0", RouteTableSpec.Target.NAT_GATEWAY, natId)),
                List.of(subnetIds.get(1), subnetIds.get(0))));
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(
                CreateRouteTableRequest.builder().build(),
                CreateRouteRequest.builder().build(),
                AssociateRouteTableRequest.builder().build());
    }

    private Ec2Client ec2() {
        return look().client(Ec2Client.class);
    }

    private Diff diff() {
        return kind().fields().compare(wanted().spec(), present(wanted()).live());
    }

    @Test
    void aRouteAddedByHandIsSeenAndTakenOut() {
        given(look());
        create(wanted(), ONCE);
        String tableId = present(wanted()).live().routeTableId();
        ec2().createRoute(r ->
                r.routeTableId(tableId).destinationCidrBlock("192.168.0.0/16").gatewayId(gatewayId));
        assertThat(diff()).isInstanceOf(Diff.Drifted.class);
        assertThat(((Diff.Drifted) diff()).changes().get(0).before()).contains("192.168.0.0/16 to " + gatewayId);
        update(wanted());
        assertInSync(wanted());
    }

    @Test
    void aRouteTakenOutByHandIsPutBack() {
        given(look());
        create(wanted(), ONCE);
        String tableId = present(wanted()).live().routeTableId();
        ec2().deleteRoute(r -> r.routeTableId(tableId).destinationCidrBlock("0.0.0.0/0"));
        assertThat(diff()).isInstanceOf(Diff.Drifted.class);
        update(wanted());
        assertInSync(wanted());
    }

    @Test
    void aSubnetMovedByHandToAnotherTableIsMovedBack() {
        given(look());
        create(wanted(), ONCE);
        String association = present(wanted()).live().associations().get(subnetIds.get(0));
        String other = ec2().createRouteTable(r -> r.vpcId(vpcId)).routeTable().routeTableId();
        ec2().replaceRouteTableAssociation(r -> r.associationId(association).routeTableId(other));
        assertThat(diff()).isInstanceOf(Diff.Drifted.class);
        update(wanted());
        assertInSync(wanted());
    }

    @Test
    void whatAGatewayEndpointPutsInIsNoDrift() {
        given(look());
        create(wanted(), ONCE);
        String tableId = present(wanted()).live().routeTableId();
        ec2().createVpcEndpoint(r ->
                r.vpcId(vpcId).serviceName("com.amazonaws.us-east-1.s3").routeTableIds(tableId));
        assertInSync(wanted());
    }

    @Test
    void anotherSubnetThatFollowsIsSomebodysAndNoDrift() {
        given(look());
        create(wanted(), ONCE);
        String tableId = present(wanted()).live().routeTableId();
        ec2().associateRouteTable(r -> r.routeTableId(tableId).subnetId(subnetIds.get(1)));
        assertInSync(wanted());
    }
}
