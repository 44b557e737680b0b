package io.kinexus.operator.support;

import io.kinexus.operator.core.resource.Scope;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;

/** A VPC with two subnets and a security group, for what databases and caches stand in. */
public record DataNetwork(String vpcId, List<String> subnetIds, String groupId) {

    public static DataNetwork make(Scope scope) {
        Ec2Client ec2 = scope.client(Ec2Client.class);
        String vpc = ec2.createVpc(r -> r.cidrBlock("10.9.0.0/16")).vpc().vpcId();
        return new DataNetwork(
                vpc,
                List.of(
                        subnet(ec2, vpc, "10.9.0.0/24", "us-east-1a"),
                        subnet(ec2, vpc, "10.9.1.0/24", "us-east-1b"),
                        subnet(ec2, vpc, "10.9.2.0/24", "us-east-1c")),
                ec2.createSecurityGroup(
                                r -> r.groupName("data").description("data").vpcId(vpc))
                        .groupId());
    }

    /** The one that {@link #make} made. */
    public static DataNetwork find(Scope scope) {
        Ec2Client ec2 = scope.client(Ec2Client.class);
        String vpc = ec2.describeVpcs(r -> r.filters(
                        Filter.builder().name("cidr").values("10.9.0.0/16").build()))
                .vpcs()
                .get(0)
                .vpcId();
        Filter inside = Filter.builder().name("vpc-id").values(vpc).build();
        return new DataNetwork(
                vpc,
                ec2.describeSubnets(r -> r.filters(inside)).subnets().stream()
                        .sorted((a, b) -> a.cidrBlock().compareTo(b.cidrBlock()))
                        .map(subnet -> subnet.subnetId())
                        .toList(),
                ec2.describeSecurityGroups(r -> r.filters(
                                inside,
                                Filter.builder()
                                        .name("group-name")
                                        .values("data")
                                        .build()))
                        .securityGroups()
                        .get(0)
                        .groupId());
    }

    private static String subnet(Ec2Client ec2, String vpc, String cidr, String zone) {
        return ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock(cidr).availabilityZone(zone))
                .subnet()
                .subnetId();
    }
}
