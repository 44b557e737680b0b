package io.kinexus.operator.blueprint.network;

import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Spec;
import io.kinexus.operator.kind.elasticip.ElasticIpSpec;
import io.kinexus.operator.kind.internetgateway.InternetGatewaySpec;
import io.kinexus.operator.kind.natgateway.NatGatewaySpec;
import io.kinexus.operator.kind.routetable.RouteTableSpec;
import io.kinexus.operator.kind.routetable.RouteTableSpec.Route;
import io.kinexus.operator.kind.routetable.RouteTableSpec.Target;
import io.kinexus.operator.kind.securitygroup.SecurityGroupSpec;
import io.kinexus.operator.kind.securitygrouprule.SecurityGroupRuleSpec;
import io.kinexus.operator.kind.subnet.SubnetSpec;
import io.kinexus.operator.kind.vpc.VpcSpec;
import io.kinexus.operator.kind.vpcendpoint.VpcEndpointSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A VPC that the operator makes. The public tier is routed to an internet gateway, the private one to a NAT gateway, the
 * database tier nowhere. Gateway endpoints are reached from every tier; interface endpoints stand where tasks do and let
 * HTTPS in from the VPC alone.
 */
final class MadeNetwork {
    private static final String ANYWHERE = "0.0.0.0/0";
    private static final int HTTPS = 443;
    private static final int LONGEST_NAME = 255;
    private static final Set<String> BY_GATEWAY = Set.of("s3", "dynamodb");

    private final NetworkDeclaration declared;
    private final Site site;
    private final String network;
    private final String region;
    private final String cidr;
    private final String vpcId;
    private final List<Tier> tiers;
    private final List<String> letters;
    private final NatGateways nat;
    private final List<Declared<?>> all = new ArrayList<>();
    private final List<String> tables = new ArrayList<>();

    MadeNetwork(NetworkDeclaration declared, Site site) {
        this.declared = declared;
        this.site = site;
        network = site.self().name();
        region = site.settings().region();
        cidr = declared.cidr().orElseThrow();
        vpcId = site.ref("vpc", network, "vpcId");
        tiers = declared.tiersOrUsual();
        letters = declared.letters(region);
        nat = declared.natGatewaysOrUsual();
    }

    List<Declared<?>> resources() {
        add("vpc", network, VpcSpec.of(cidr));
        AddressPlan plan = AddressPlan.of(cidr);
        tiers.forEach(tier -> subnets(plan, tier));
        if (tiers.contains(Tier.PUBLIC)) {
            add("internet-gateway", network, new InternetGatewaySpec(vpcId));
            table("public", letters, Tier.PUBLIC, List.of(out(Target.INTERNET_GATEWAY, "internet-gateway", network)));
        }
        natGateways().forEach(this::natGateway);
        if (tiers.contains(Tier.PRIVATE)) {
            privateTables();
        }
        if (tiers.contains(Tier.DATABASE)) {
            table("database", letters, Tier.DATABASE, List.of());
        }
        endpoints();
        return all;
    }

    private <S extends Spec> void add(String kind, String name, S spec) {
        all.add(Declared.of(site.id(kind, name), site.self(), spec));
    }

    /** No subnet gives public addresses by itself: what needs one asks for it. */
    private void subnets(AddressPlan plan, Tier tier) {
        for (int i = 0; i < letters.size(); i++) {
            String letter = letters.get(i);
            add(
                    "subnet",
                    NetworkDeclaration.subnetName(network, tier, letter),
                    SubnetSpec.of(vpcId, plan.subnet(tier, i), region + letter, false));
        }
    }

    /** The letters of the zones that have a gateway. */
    private List<String> natGateways() {
        return switch (nat) {
            case NONE -> List.of();
            case ONE -> letters.subList(0, 1);
            case PER_ZONE -> letters;
        };
    }

    /** AWS refuses a public NAT gateway in a VPC without an internet gateway. */
    private void natGateway(String letter) {
        String name = network + "-" + letter;
        ResourceId gateway = site.id("internet-gateway", network);
        add("elastic-ip", name, new ElasticIpSpec());
        NatGatewaySpec spec =
                new NatGatewaySpec(subnetId(Tier.PUBLIC, letter), site.ref("elastic-ip", name, "allocationId"));
        all.add(Declared.of(site.id("nat-gateway", name), site.self(), spec).after(Set.of(gateway)));
    }

    private void privateTables() {
        if (nat == NatGateways.PER_ZONE) {
            letters.forEach(letter -> table(
                    "private-" + letter,
                    List.of(letter),
                    Tier.PRIVATE,
                    List.of(out(Target.NAT_GATEWAY, "nat-gateway", network + "-" + letter))));
            return;
        }
        List<Route> routes = natGateways().stream()
                .map(letter -> out(Target.NAT_GATEWAY, "nat-gateway", network + "-" + letter))
                .toList();
        table("private", letters, Tier.PRIVATE, routes);
    }

    private Route out(Target target, String kind, String name) {
        return new Route(ANYWHERE, target, site.ref(kind, name, "gatewayId"));
    }

    private void table(String suffix, List<String> zones, Tier tier, List<Route> routes) {
        String name = network + "-" + suffix;
        List<String> followers =
                zones.stream().map(letter -> subnetId(tier, letter)).toList();
        add("route-table", name, new RouteTableSpec(vpcId, routes, followers));
        tables.add(site.ref("route-table", name, "routeTableId"));
    }

    private String subnetId(Tier tier, String letter) {
        return site.ref("subnet", NetworkDeclaration.subnetName(network, tier, letter), "subnetId");
    }

    private void endpoints() {
        boolean interfaces = declared.endpoints().stream().anyMatch(service -> !BY_GATEWAY.contains(service));
        String group = network + "-endpoints";
        if (interfaces) {
            String name = site.derived(network, "endpoints", LONGEST_NAME);
            add(
                    "security-group",
                    group,
                    SecurityGroupSpec.closed(name, "Interface endpoints of network " + network, vpcId));
            add(
                    "security-group-rule",
                    network + "-to-" + group + "-" + HTTPS,
                    SecurityGroupRuleSpec.fromCidr(
                            site.ref("security-group", group, "groupId"), HTTPS, cidr, "HTTPS from the VPC"));
        }
        for (String service : declared.endpoints()) {
            String name = network + "-" + service.replace('.', '-');
            String full = "com.amazonaws." + region + "." + service;
            add(
                    "vpc-endpoint",
                    name,
                    BY_GATEWAY.contains(service)
                            ? VpcEndpointSpec.gateway(vpcId, full, tables)
                            : VpcEndpointSpec.interfaced(
                                    vpcId,
                                    full,
                                    NetworkDeclaration.subnetIds(site, network, Tier.PRIVATE),
                                    List.of(site.ref("security-group", group, "groupId"))));
        }
    }
}
