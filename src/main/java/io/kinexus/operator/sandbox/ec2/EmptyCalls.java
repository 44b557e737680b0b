package io.kinexus.operator.sandbox.ec2;

import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeEgressOnlyInternetGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeEgressOnlyInternetGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DescribeFlowLogsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeFlowLogsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeKeyPairsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeKeyPairsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcPeeringConnectionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcPeeringConnectionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpnGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpnGatewaysResponse;

/** Listings of what this account never has, written out. */
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
}
