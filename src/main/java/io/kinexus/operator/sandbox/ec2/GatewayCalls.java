package io.kinexus.operator.sandbox.ec2;

import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AllocateAddressRequest;
import software.amazon.awssdk.services.ec2.model.AllocateAddressResponse;
import software.amazon.awssdk.services.ec2.model.AttachInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.AttachInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.CreateInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.CreateNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateNatGatewayResponse;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointResponse;
import software.amazon.awssdk.services.ec2.model.DeleteInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNatGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DescribePrefixListsRequest;
import software.amazon.awssdk.services.ec2.model.DescribePrefixListsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.DetachInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DetachInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateAddressResponse;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointResponse;
import software.amazon.awssdk.services.ec2.model.ReleaseAddressRequest;
import software.amazon.awssdk.services.ec2.model.ReleaseAddressResponse;

/** Gateways, addresses and endpoints. */
interface GatewayCalls extends Ec2Client, Answers {
    @Override
    default AllocateAddressResponse allocateAddress(AllocateAddressRequest request) {
        return answer(request, AllocateAddressResponse.class);
    }

    @Override
    default AttachInternetGatewayResponse attachInternetGateway(AttachInternetGatewayRequest request) {
        return answer(request, AttachInternetGatewayResponse.class);
    }

    @Override
    default CreateInternetGatewayResponse createInternetGateway(CreateInternetGatewayRequest request) {
        return answer(request, CreateInternetGatewayResponse.class);
    }

    @Override
    default CreateNatGatewayResponse createNatGateway(CreateNatGatewayRequest request) {
        return answer(request, CreateNatGatewayResponse.class);
    }

    @Override
    default CreateVpcEndpointResponse createVpcEndpoint(CreateVpcEndpointRequest request) {
        return answer(request, CreateVpcEndpointResponse.class);
    }

    @Override
    default DeleteInternetGatewayResponse deleteInternetGateway(DeleteInternetGatewayRequest request) {
        return answer(request, DeleteInternetGatewayResponse.class);
    }

    @Override
    default DeleteNatGatewayResponse deleteNatGateway(DeleteNatGatewayRequest request) {
        return answer(request, DeleteNatGatewayResponse.class);
    }

    @Override
    default DeleteVpcEndpointsResponse deleteVpcEndpoints(DeleteVpcEndpointsRequest request) {
        return answer(request, DeleteVpcEndpointsResponse.class);
    }

    @Override
    default DescribeAddressesResponse describeAddresses(DescribeAddressesRequest request) {
        return answer(request, DescribeAddressesResponse.class);
    }

    @Override
    default DescribeAddressesAttributeResponse describeAddressesAttribute(DescribeAddressesAttributeRequest request) {
        return answer(request, DescribeAddressesAttributeResponse.class);
    }

    @Override
    default DescribeInternetGatewaysResponse describeInternetGateways(DescribeInternetGatewaysRequest request) {
        return answer(request, DescribeInternetGatewaysResponse.class);
    }

    @Override
    default DescribeNatGatewaysResponse describeNatGateways(DescribeNatGatewaysRequest request) {
        return answer(request, DescribeNatGatewaysResponse.class);
    }

    @Override
    default DescribePrefixListsResponse describePrefixLists(DescribePrefixListsRequest request) {
        return answer(request, DescribePrefixListsResponse.class);
    }

    @Override
    default DescribeVpcEndpointsResponse describeVpcEndpoints(DescribeVpcEndpointsRequest request) {
        return answer(request, DescribeVpcEndpointsResponse.class);
    }

    @Override
    default DetachInternetGatewayResponse detachInternetGateway(DetachInternetGatewayRequest request) {
        return answer(request, DetachInternetGatewayResponse.class);
    }

    @Override
    default DisassociateAddressResponse disassociateAddress(DisassociateAddressRequest request) {
        return answer(request, DisassociateAddressResponse.class);
    }

    @Override
    default ModifyVpcEndpointResponse modifyVpcEndpoint(ModifyVpcEndpointRequest request) {
        return answer(request, ModifyVpcEndpointResponse.class);
    }

    @Override
    default ReleaseAddressResponse releaseAddress(ReleaseAddressRequest request) {
        return answer(request, ReleaseAddressResponse.class);
    }
}
