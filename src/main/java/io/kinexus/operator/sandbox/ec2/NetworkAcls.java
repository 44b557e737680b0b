package io.kinexus.operator.sandbox.ec2;

import io.kinexus.operator.sandbox.Pages;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsResponse;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** The default network ACL of each VPC, which lets everything through; others are not made here. */
final class NetworkAcls implements Vpcs.Dweller {
    private static final int PAGE = 1000;
    private static final int ALLOW = 100;
    private static final int LAST = 32767;
    private static final Shelf.Label LABEL = new Shelf.Label(
            "network-acl", "acl", "InvalidNetworkAclID.NotFound", "The networkAcl ID '%s' does not exist");

    private final Ec2Desk desk;
    private final Subnets subnets;
    private final Shelf<NetworkAcl> shelf;

    NetworkAcls(Ec2Desk desk, Subnets subnets) {
        this.desk = desk;
        this.subnets = subnets;
        shelf = new Shelf<>(
                desk,
                LABEL,
                new Filters<NetworkAcl>()
                        .by("network-acl-id", NetworkAcl::networkAclId)
                        .by("vpc-id", NetworkAcl::vpcId)
                        .by("default", NetworkAcl::isDefault)
                        .by("owner-id", NetworkAcl::ownerId)
                        .byEach("association.subnet-id", acl -> followers(acl).stream()
                                .map(NetworkAclAssociation::subnetId)
                                .toList()));
    }

    Shelf<NetworkAcl> shelf() {
        return shelf;
    }

    void install() {
        desk.on(DescribeNetworkAclsRequest.class, this::describe);
    }

    private DescribeNetworkAclsResponse describe(DescribeNetworkAclsRequest request) {
        Pages.Page<NetworkAcl> page =
                shelf.page(request.networkAclIds(), request.filters(), request.maxResults(), PAGE, request.nextToken());
        return DescribeNetworkAclsResponse.builder()
                .networkAcls(page.items().stream()
                        .map(acl -> acl.toBuilder()
                                .associations(followers(acl))
                                .tags(shelf.tags(acl.networkAclId()))
                                .build())
                        .toList())
                .nextToken(page.next())
                .build();
    }

    private List<NetworkAclAssociation> followers(NetworkAcl acl) {
        return subnets.shelf().where(subnet -> subnet.vpcId().equals(acl.vpcId())).stream()
                .map(subnet -> NetworkAclAssociation.builder()
                        .networkAclAssociationId("aclassoc-" + subnet.subnetId().substring("subnet-".length()))
                        .networkAclId(acl.networkAclId())
                        .subnetId(subnet.subnetId())
                        .build())
                .toList();
    }

    @Override
    public void made(Vpc vpc) {
        String id = shelf.freshId();
        NetworkAcl acl = NetworkAcl.builder()
                .networkAclId(id)
                .vpcId(vpc.vpcId())
                .isDefault(true)
                .ownerId(desk.account().id())
                .entries(
                        entry(true, ALLOW, "allow"),
                        entry(true, LAST, "deny"),
                        entry(false, ALLOW, "allow"),
                        entry(false, LAST, "deny"))
                .build();
        shelf.add(id, acl, Map.of());
    }

    private static NetworkAclEntry entry(boolean egress, int number, String action) {
        return NetworkAclEntry.builder()
                .cidrBlock(Block.ANYWHERE.toString())
                .egress(egress)
                .protocol("-1")
                .ruleNumber(number)
                .ruleAction(action)
                .build();
    }

    @Override
    public void mayGo(Vpc vpc) {
        // The default ACL goes with its VPC.
    }

    @Override
    public void gone(Vpc vpc) {
        shelf.where(acl -> acl.vpcId().equals(vpc.vpcId())).forEach(acl -> shelf.remove(acl.networkAclId()));
    }
}
