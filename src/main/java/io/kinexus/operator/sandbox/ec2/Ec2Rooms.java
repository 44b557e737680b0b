package io.kinexus.operator.sandbox.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;
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
    private final NetworkAcls acls;
    private final RouteTables tables;
    private final Gateways gateways;
    private final Addresses addresses;
    private final NatGateways nats;
    private final Endpoints endpoints;
    private final Vpcs vpcs;

    Ec2Rooms(Ec2Desk desk) {
        this.desk = desk;
        zones = new RegionZones(desk.account());
        subnets = new Subnets(desk, zones);
        groups = new SecurityGroups(desk);
        interfaces = new Interfaces(desk, subnets, groups);
        acls = new NetworkAcls(desk, subnets);
        tables = new RouteTables(desk, subnets);
        gateways = new Gateways(desk, tables);
        addresses = new Addresses(desk);
        nats = new NatGateways(desk, subnets, interfaces, addresses, tables);
        endpoints = new Endpoints(desk, tables, new EndpointParts(desk, tables, interfaces, groups));
        vpcs = new Vpcs(desk, List.of(subnets, groups, acls, tables, gateways, nats, endpoints));
    }

    void install() {
        zones.install(desk);
        vpcs.install();
        subnets.install(vpcs.shelf(), List.of(tables::forget));
        groups.install(vpcs.shelf());
        interfaces.install();
        acls.install();
        tables.install(vpcs.shelf());
        gateways.install(vpcs.shelf(), nats::mapped);
        addresses.install();
        nats.install(gateways);
        new Routes(desk, tables, gateways, nats).install();
        endpoints.install(vpcs.shelf());
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
        String gateway = gateways.makeFor(vpc);
        RouteTable main = tables.main(vpc.vpcId());
        List<Route> routes = new ArrayList<>(main.routes());
        routes.add(Route.builder()
                .destinationCidrBlock(Block.ANYWHERE.toString())
                .gatewayId(gateway)
                .origin("CreateRoute")
                .state("active")
                .build());
        tables.put(main.toBuilder().routes(routes).build());
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
