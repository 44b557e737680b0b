package io.kinexus.operator.sandbox.ec2;

import io.kinexus.operator.sandbox.Handlers;
import java.util.List;
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

/** What can be listed of EC2 and never is in this account: its listings are complete, and empty. */
final class Empties {
    private Empties() {}

    static void install(Handlers handlers) {
        handlers.on(
                DescribeInstancesRequest.class,
                r -> DescribeInstancesResponse.builder().reservations(List.of()).build());
        handlers.on(
                DescribeVolumesRequest.class,
                r -> DescribeVolumesResponse.builder().volumes(List.of()).build());
        handlers.on(
                DescribeKeyPairsRequest.class,
                r -> DescribeKeyPairsResponse.builder().keyPairs(List.of()).build());
        handlers.on(
                DescribeFlowLogsRequest.class,
                r -> DescribeFlowLogsResponse.builder().flowLogs(List.of()).build());
        handlers.on(DescribeVpcPeeringConnectionsRequest.class, r -> DescribeVpcPeeringConnectionsResponse.builder()
                .vpcPeeringConnections(List.of())
                .build());
        handlers.on(
                DescribeEgressOnlyInternetGatewaysRequest.class,
                r -> DescribeEgressOnlyInternetGatewaysResponse.builder()
                        .egressOnlyInternetGateways(List.of())
                        .build());
        handlers.on(DescribeVpnGatewaysRequest.class, r -> DescribeVpnGatewaysResponse.builder()
                .vpnGateways(List.of())
                .build());
        beyond(handlers);
    }

    /** What a VPC can be joined with, and what runs on instances. */
    private static void beyond(Handlers handlers) {
        handlers.on(DescribeTransitGatewaysRequest.class, r -> DescribeTransitGatewaysResponse.builder()
                .transitGateways(List.of())
                .build());
        handlers.on(DescribeCustomerGatewaysRequest.class, r -> DescribeCustomerGatewaysResponse.builder()
                .customerGateways(List.of())
                .build());
        handlers.on(DescribeVpnConnectionsRequest.class, r -> DescribeVpnConnectionsResponse.builder()
                .vpnConnections(List.of())
                .build());
        handlers.on(DescribeLaunchTemplatesRequest.class, r -> DescribeLaunchTemplatesResponse.builder()
                .launchTemplates(List.of())
                .build());
        handlers.on(DescribeInstanceStatusRequest.class, r -> DescribeInstanceStatusResponse.builder()
                .instanceStatuses(List.of())
                .build());
        handlers.on(DescribeCarrierGatewaysRequest.class, r -> DescribeCarrierGatewaysResponse.builder()
                .carrierGateways(List.of())
                .build());
        handlers.on(DescribePlacementGroupsRequest.class, r -> DescribePlacementGroupsResponse.builder()
                .placementGroups(List.of())
                .build());
        handlers.on(
                DescribeIpamPoolsRequest.class,
                r -> DescribeIpamPoolsResponse.builder().ipamPools(List.of()).build());
    }
}
