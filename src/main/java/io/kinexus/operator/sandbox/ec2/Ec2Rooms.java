package io.kinexus.operator.sandbox.ec2;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** All of EC2's resources in one account and region, and the default VPC that every account starts with. */
final class Ec2Rooms {
    private static final Block DEFAULT_VPC = Block.parse("172.31.0.0/16");
    private static final int DEFAULT_SUBNET = 20;

    private final Ec2Desk desk;
    private final RegionZones zones;
    private final Subnets subnets;
    private final SecurityGroups groups;
    private final Interfaces interfaces;
    private final Vpcs vpcs;

    Ec2Rooms(Ec2Desk desk) {
        this.desk = desk;
        zones = new RegionZones(desk.account());
        subnets = new Subnets(desk, zones);
        groups = new SecurityGroups(desk);
        interfaces = new Interfaces(desk, subnets, groups);
        vpcs = new Vpcs(desk, List.of(subnets, groups));
    }

    void install() {
        zones.install(desk);
        vpcs.install();
        subnets.install(vpcs.shelf(), List.of());
        groups.install(vpcs.shelf());
        interfaces.install();
        new TagCalls(desk, shelves()).install();
        makeDefaultVpc();
    }

    private void makeDefaultVpc() {
        Vpc vpc = vpcs.make(DEFAULT_VPC, true, Map.of());
        List<String> names = zones.names();
        for (int i = 0; i < names.size(); i++) {
            Block block = new Block(DEFAULT_VPC.first() + ((long) i << (32 - DEFAULT_SUBNET)), DEFAULT_SUBNET);
            subnets.make(vpc, block, names.get(i), true, Map.of());
        }
    }

    NetworkInterface attach(String subnetId, List<String> groupIds, String type, String description) {
        List<String> held = groupIds.isEmpty()
                ? List.of(groups.usual(subnets.shelf().get(subnetId).vpcId()))
                : groupIds;
        return interfaces.attach(subnetId, held, type, description);
    }

    List<Shelf<?>> shelves() {
        return List.of(
                vpcs.shelf(), subnets.shelf(), groups.shelf(), groups.rules().shelf(), interfaces.shelf());
    }

    Vpcs vpcs() {
        return vpcs;
    }

    Subnets subnets() {
        return subnets;
    }

    SecurityGroups groups() {
        return groups;
    }

    Interfaces interfaces() {
        return interfaces;
    }
}
