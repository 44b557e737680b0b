package io.kinexus.operator.sandbox.ec2;

import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AssociateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.AssociateRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.CreateRouteRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteResponse;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.CreateSubnetRequest;
import software.amazon.awssdk.services.ec2.model.CreateSubnetResponse;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcResponse;
import software.amazon.awssdk.services.ec2.model.DeleteRouteRequest;
import software.amazon.awssdk.services.ec2.model.DeleteRouteResponse;
import software.amazon.awssdk.services.ec2.model.DeleteRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DeleteRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpcRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.ModifySubnetAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifySubnetAttributeResponse;
import software.amazon.awssdk.services.ec2.model.ModifyVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteResponse;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteTableAssociationRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteTableAssociationResponse;

/** VPCs, subnets, route tables and routes. */
interface VpcCalls extends Ec2Client, Answers {
    @Override
    default AssociateRouteTableResponse associateRouteTable(AssociateRouteTableRequest request) {
        return answer(request, AssociateRouteTableResponse.class);
    }

    @Override
    default CreateRouteResponse createRoute(CreateRouteRequest request) {
        return answer(request, CreateRouteResponse.class);
    }

    @Override
    default CreateRouteTableResponse createRouteTable(CreateRouteTableRequest request) {
        return answer(request, CreateRouteTableResponse.class);
    }

    @Override
    default CreateSubnetResponse createSubnet(CreateSubnetRequest request) {
        return answer(request, CreateSubnetResponse.class);
    }

    @Override
    default CreateVpcResponse createVpc(CreateVpcRequest request) {
        return answer(request, CreateVpcResponse.class);
    }

    @Override
    default DeleteRouteResponse deleteRoute(DeleteRouteRequest request) {
        return answer(request, DeleteRouteResponse.class);
    }

    @Override
    default DeleteRouteTableResponse deleteRouteTable(DeleteRouteTableRequest request) {
        return answer(request, DeleteRouteTableResponse.class);
    }

    @Override
    default DeleteSubnetResponse deleteSubnet(DeleteSubnetRequest request) {
        return answer(request, DeleteSubnetResponse.class);
    }

    @Override
    default DeleteVpcResponse deleteVpc(DeleteVpcRequest request) {
        return answer(request, DeleteVpcResponse.class);
    }

    @Override
    default DescribeRouteTablesResponse describeRouteTables(DescribeRouteTablesRequest request) {
        return answer(request, DescribeRouteTablesResponse.class);
    }

    @Override
    default DescribeSubnetsResponse describeSubnets(DescribeSubnetsRequest request) {
        return answer(request, DescribeSubnetsResponse.class);
    }

    @Override
    default DescribeVpcAttributeResponse describeVpcAttribute(DescribeVpcAttributeRequest request) {
        return answer(request, DescribeVpcAttributeResponse.class);
    }

    @Override
    default DescribeVpcsResponse describeVpcs(DescribeVpcsRequest request) {
        return answer(request, DescribeVpcsResponse.class);
    }

    @Override
    default DisassociateRouteTableResponse disassociateRouteTable(DisassociateRouteTableRequest request) {
        return answer(request, DisassociateRouteTableResponse.class);
    }

    @Override
    default ModifySubnetAttributeResponse modifySubnetAttribute(ModifySubnetAttributeRequest request) {
        return answer(request, ModifySubnetAttributeResponse.class);
    }

    @Override
    default ModifyVpcAttributeResponse modifyVpcAttribute(ModifyVpcAttributeRequest request) {
        return answer(request, ModifyVpcAttributeResponse.class);
    }

    @Override
    default ReplaceRouteResponse replaceRoute(ReplaceRouteRequest request) {
        return answer(request, ReplaceRouteResponse.class);
    }

    @Override
    default ReplaceRouteTableAssociationResponse replaceRouteTableAssociation(
            ReplaceRouteTableAssociationRequest request) {
        return answer(request, ReplaceRouteTableAssociationResponse.class);
    }
}
