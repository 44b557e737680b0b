package io.kinexus.operator.sandbox.ec2;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Pages;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Network interfaces that other services hold in our subnets; people make none here. */
final class Interfaces {
    private static final int PAGE = 1000;
    private static final Shelf.Label LABEL = new Shelf.Label(
            "network-interface",
            "eni",
            "InvalidNetworkInterfaceID.NotFound",
            "The networkInterface ID '%s' does not exist");

    private final Ec2Desk desk;
    private final Subnets subnets;
    private final SecurityGroups groups;
    private final Shelf<NetworkInterface> shelf;

    Interfaces(Ec2Desk desk, Subnets subnets, SecurityGroups groups) {
        this.desk = desk;
        this.subnets = subnets;
        this.groups = groups;
        shelf = new Shelf<>(
                desk,
                LABEL,
                new Filters<NetworkInterface>()
                        .by("network-interface-id", NetworkInterface::networkInterfaceId)
                        .by("subnet-id", NetworkInterface::subnetId)
                        .by("vpc-id", NetworkInterface::vpcId)
                        .by("availability-zone", NetworkInterface::availabilityZone)
                        .by("description", NetworkInterface::description)
                        .by("interface-type", NetworkInterface::interfaceTypeAsString)
                        .by("private-ip-address", NetworkInterface::privateIpAddress)
                        .by("addresses.private-ip-address", NetworkInterface::privateIpAddress)
                        .by("association.public-ip", Interfaces::publicIp)
                        .by("requester-id", NetworkInterface::requesterId)
                        .by("requester-managed", NetworkInterface::requesterManaged)
                        .by("status", NetworkInterface::statusAsString)
                        .by("owner-id", NetworkInterface::ownerId)
                        .byEach("group-id", Interfaces::groupIds)
                        .byEach("group-name", eni -> eni.groups().stream()
                                .map(GroupIdentifier::groupName)
                                .toList()));
    }

    private static List<String> groupIds(NetworkInterface eni) {
        return eni.groups().stream().map(GroupIdentifier::groupId).toList();
    }

    private static String publicIp(NetworkInterface eni) {
        return eni.association() == null
                ? ""
                : Objects.requireNonNullElse(eni.association().publicIp(), "");
    }

    void install() {
        groups.usedBy(id -> shelf.all().stream().anyMatch(eni -> groupIds(eni).contains(id)));
        desk.on(DescribeNetworkInterfacesRequest.class, this::describe);
        desk.on(DeleteNetworkInterfaceRequest.class, this::delete);
    }

    Shelf<NetworkInterface> shelf() {
        return shelf;
    }

    /** See {@link Ec2Sandbox#attach}. */
    NetworkInterface attach(String subnetId, List<String> groupIds, String type, String description) {
        Subnet subnet = subnets.shelf().get(subnetId);
        List<GroupIdentifier> members =
                groupIds.stream().map(id -> member(id, subnet)).toList();
        String id = shelf.freshId();
        String address = subnets.take(subnetId);
        NetworkInterface eni = NetworkInterface.builder()
                .networkInterfaceId(id)
                .subnetId(subnetId)
                .vpcId(subnet.vpcId())
                .availabilityZone(subnet.availabilityZone())
                .availabilityZoneId(subnet.availabilityZoneId())
                .privateIpAddress(address)
                .privateIpAddresses(NetworkInterfacePrivateIpAddress.builder()
                        .primary(true)
                        .privateIpAddress(address)
                        .build())
                .privateDnsName("ip-" + address.replace('.', '-') + ".ec2.internal")
                .macAddress(mac())
                .groups(members)
                .interfaceType(type)
                .description(description)
                .ownerId(desk.account().id())
                .requesterManaged(true)
                .sourceDestCheck(true)
                .status("in-use")
                .attachment(attachment -> attachment
                        .attachmentId(desk.freshId("eni-attach"))
                        .status("attached")
                        .deleteOnTermination(true)
                        .deviceIndex(1))
                .ipv6Addresses(List.of())
                .build();
        shelf.add(id, eni, Map.of());
        return eni;
    }

    private GroupIdentifier member(String groupId, Subnet subnet) {
        if (!groups.shelf().get(groupId).vpcId().equals(subnet.vpcId())) {
            throw AwsFault.badRequest(
                    "InvalidParameter",
                    "Security group " + groupId + " and subnet " + subnet.subnetId()
                            + " belong to different networks.");
        }
        return groups.identifier(groupId);
    }

    void detach(String id) {
        shelf.find(id).ifPresent(eni -> {
            subnets.release(eni.subnetId(), eni.privateIpAddress());
            shelf.remove(id);
        });
    }

    private String mac() {
        return "0a:" + desk.account().dice().hex(10).replaceAll("(..)(?=.)", "$1:");
    }

    private DescribeNetworkInterfacesResponse describe(DescribeNetworkInterfacesRequest request) {
        Pages.Page<NetworkInterface> page = shelf.page(
                request.networkInterfaceIds(), request.filters(), request.maxResults(), PAGE, request.nextToken());
        return DescribeNetworkInterfacesResponse.builder()
                .networkInterfaces(page.items().stream()
                        .map(eni -> eni.toBuilder()
                                .tagSet(shelf.tags(eni.networkInterfaceId()))
                                .build())
                        .toList())
                .nextToken(page.next())
                .build();
    }

    /** Every interface here is held by a service, which alone lets go of it. */
    private DeleteNetworkInterfaceResponse delete(DeleteNetworkInterfaceRequest request) {
        NetworkInterface eni = shelf.get(request.networkInterfaceId());
        throw AwsFault.badRequest(
                "InvalidParameterValue", "Network interface '" + eni.networkInterfaceId() + "' is currently in use.");
    }
}
