package io.kinexus.operator.sandbox.ec2;

import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeCarrierGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeCarrierGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DescribeCustomerGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeCustomerGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DescribeEgressOnlyInternetGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeEgressOnlyInternetGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DescribeFlowLogsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeFlowLogsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeIpamPoolsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeIpamPoolsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeKeyPairsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeKeyPairsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeManagedPrefixListsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeManagedPrefixListsResponse;
import software.amazon.awssdk.services.ec2.model.DescribePlacementGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribePlacementGroupsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeTransitGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTransitGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcPeeringConnectionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcPeeringConnectionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpnConnectionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpnConnectionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpnGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpnGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesRequest;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesResponse;

/** Listings of what this account never has, or has from AWS itself, written out. */
interface EmptyCalls extends Ec2Client, Answers {

    @Override
    default DescribeEgressOnlyInternetGatewaysResponse describeEgressOnlyInternetGateways(
            DescribeEgressOnlyInternetGatewaysRequest request) {
        return answer(request, DescribeEgressOnlyInternetGatewaysResponse.class);
    }

    @Override
    default DescribeFlowLogsResponse describeFlowLogs(DescribeFlowLogsRequest request) {
        return answer(request, DescribeFlowLogsResponse.class);
    }

    @Override
    default DescribeInstancesResponse describeInstances(DescribeInstancesRequest request) {
        return answer(request, DescribeInstancesResponse.class);
    }

    @Override
    default DescribeKeyPairsResponse describeKeyPairs(DescribeKeyPairsRequest request) {
        return answer(request, DescribeKeyPairsResponse.class);
    }

    @Override
    default DescribeVolumesResponse describeVolumes(DescribeVolumesRequest request) {
        return answer(request, DescribeVolumesResponse.class);
    }

    @Override
    default DescribeVpcPeeringConnectionsResponse describeVpcPeeringConnections(
            DescribeVpcPeeringConnectionsRequest request) {
        return answer(request, DescribeVpcPeeringConnectionsResponse.class);
    }

    @Override
    default DescribeVpnGatewaysResponse describeVpnGateways(DescribeVpnGatewaysRequest request) {
        return answer(request, DescribeVpnGatewaysResponse.class);
    }

    @Override
    default DescribeTransitGatewaysResponse describeTransitGateways(DescribeTransitGatewaysRequest request) {
        return answer(request, DescribeTransitGatewaysResponse.class);
    }

    @Override
    default DescribeCustomerGatewaysResponse describeCustomerGateways(DescribeCustomerGatewaysRequest request) {
        return answer(request, DescribeCustomerGatewaysResponse.class);
    }

    @Override
    default DescribeVpnConnectionsResponse describeVpnConnections(DescribeVpnConnectionsRequest request) {
        return answer(request, DescribeVpnConnectionsResponse.class);
    }

    @Override
    default DescribeLaunchTemplatesResponse describeLaunchTemplates(DescribeLaunchTemplatesRequest request) {
        return answer(request, DescribeLaunchTemplatesResponse.class);
    }

    @Override
    default DescribeInstanceStatusResponse describeInstanceStatus(DescribeInstanceStatusRequest request) {
        return answer(request, DescribeInstanceStatusResponse.class);
    }

    @Override
    default DescribeCarrierGatewaysResponse describeCarrierGateways(DescribeCarrierGatewaysRequest request) {
        return answer(request, DescribeCarrierGatewaysResponse.class);
    }

    @Override
    default DescribePlacementGroupsResponse describePlacementGroups(DescribePlacementGroupsRequest request) {
        return answer(request, DescribePlacementGroupsResponse.class);
    }

    @Override
    default DescribeIpamPoolsResponse describeIpamPools(DescribeIpamPoolsRequest request) {
        return answer(request, DescribeIpamPoolsResponse.class);
    }

    @Override
    default DescribeManagedPrefixListsResponse describeManagedPrefixLists(DescribeManagedPrefixListsRequest request) {
        return answer(request, DescribeManagedPrefixListsResponse.class);
    }

    @Override
    default GetManagedPrefixListEntriesResponse getManagedPrefixListEntries(
            GetManagedPrefixListEntriesRequest request) {
        return answer(request, GetManagedPrefixListEntriesResponse.class);
    }
}
