package io.kinexus.operator.blueprint.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.References;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Spec;
import io.kinexus.operator.kind.natgateway.NatGatewaySpec;
import io.kinexus.operator.kind.routetable.RouteTableSpec;
import io.kinexus.operator.kind.securitygroup.SecurityGroupSpec;
import io.kinexus.operator.kind.securitygrouprule.SecurityGroupRuleSpec;
import io.kinexus.operator.kind.subnet.SubnetSpec;
import io.kinexus.operator.kind.vpcendpoint.VpcEndpointSpec;
import io.kinexus.operator.support.DeclaredSite;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkBlueprintTest {
    private static final NetworkDeclaration PRODUCTION = new NetworkDeclaration(
            Optional.of("10.0.0.0/16"),
            Optional.of(3),
            List.of(Tier.PUBLIC, Tier.PRIVATE, Tier.DATABASE),
            Optional.of(NatGateways.ONE),
            List.of("s3", "dynamodb"),
            Optional.empty());

    private static NetworkDeclaration made(String cidr, int zones, List<Tier> tiers, NatGateways nat) {
        return new NetworkDeclaration(
                Optional.of(cidr), Optional.of(zones), tiers, Optional.of(nat), List.of(), Optional.empty());
    }

    private static NetworkDeclaration pointedAt(List<String> open, List<String> closed, List<String> database) {
        return new NetworkDeclaration(
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.of(new NetworkDeclaration.Existing(
                        "vpc-1", new NetworkDeclaration.Subnets(open, closed, database))));
    }

    private static DeclaredSite site(NetworkDeclaration network) {
        return new DeclaredSite("network/main").with("network/main", network);
    }

    private static Map<String, Declared<?>> expand(NetworkDeclaration network) {
        return new NetworkBlueprint()
                .expand(network, site(network)).stream()
                        .collect(Collectors.toMap(one -> one.id().local(), one -> one));
    }

    private static <S extends Spec> S spec(NetworkDeclaration network, String local, Class<S> type) {
        return type.cast(Optional.ofNullable(expand(network).get(local))
                .orElseThrow(() -> new AssertionError("no " + local))
                .spec());
    }

    @Test
    void productionsNetworkHasAllThatItSays() {
        assertThat(expand(PRODUCTION).keySet())
                .containsExactlyInAnyOrder(
                        "vpc/main",
                        "subnet/main-public-a",
                        "subnet/main-public-b",
                        "subnet/main-public-c",
                        "subnet/main-private-a",
                        "subnet/main-private-b",
                        "subnet/main-private-c",
                        "subnet/main-database-a",
                        "subnet/main-database-b",
                        "subnet/main-database-c",
                        "internet-gateway/main",
                        "elastic-ip/main-a",
                        "nat-gateway/main-a",
                        "route-table/main-public",
                        "route-table/main-private",
                        "route-table/main-database",
                        "vpc-endpoint/main-s3",
                        "vpc-endpoint/main-dynamodb");
    }

    @Test
    void everyReferenceLeadsToSomethingThatIsMade() {
        NetworkDeclaration withInterfaces = new NetworkDeclaration(
                PRODUCTION.cidr(),
                PRODUCTION.availabilityZones(),
                PRODUCTION.tiers(),
                Optional.of(NatGateways.PER_ZONE),
                List.of("s3", "ecr.api", "logs"),
                Optional.empty());
        Map<String, Declared<?>> all = expand(withInterfaces);
        Set<ResourceId> ids = all.values().stream().map(Declared::id).collect(Collectors.toSet());
        all.values().forEach(one -> {
            References.in(one.spec()).forEach(reference -> assertThat(ids).contains(reference.in("test")));
            assertThat(ids).containsAll(one.after());
        });
    }

    @Test
    void eachTierHasItsOwnWayOut() {
        assertThat(spec(PRODUCTION, "route-table/main-public", RouteTableSpec.class)
                        .routes())
                .containsExactly(new RouteTableSpec.Route(
                        "0.0.0.0/0", RouteTableSpec.Target.INTERNET_GATEWAY, "${internet-gateway/main.gatewayId}"));
        RouteTableSpec closed = spec(PRODUCTION, "route-table/main-private", RouteTableSpec.class);
        assertThat(closed.routes())
                .containsExactly(new RouteTableSpec.Route(
                        "0.0.0.0/0", RouteTableSpec.Target.NAT_GATEWAY, "${nat-gateway/main-a.gatewayId}"));
        assertThat(closed.subnetIds()).hasSize(3);
        assertThat(spec(PRODUCTION, "route-table/main-database", RouteTableSpec.class)
                        .routes())
                .isEmpty();
    }

    @Test
    void aGatewayInEachZoneHasATableInEachZone() {
        NetworkDeclaration network = made("10.0.0.0/16", 2, List.of(Tier.PUBLIC, Tier.PRIVATE), NatGateways.PER_ZONE);
        assertThat(expand(network))
                .containsKeys("nat-gateway/main-a", "nat-gateway/main-b", "elastic-ip/main-b")
                .doesNotContainKey("route-table/main-private");
        RouteTableSpec second = spec(network, "route-table/main-private-b", RouteTableSpec.class);
        assertThat(second.subnetIds()).containsExactly("${subnet/main-private-b.subnetId}");
        assertThat(second.routes().get(0).target()).isEqualTo("${nat-gateway/main-b.gatewayId}");
        assertThat(spec(network, "nat-gateway/main-b", NatGatewaySpec.class).subnetId())
                .isEqualTo("${subnet/main-public-b.subnetId}");
    }

    @Test
    void gatewayEndpointsAreReachedFromEveryTier() {
        VpcEndpointSpec s3 = spec(PRODUCTION, "vpc-endpoint/main-s3", VpcEndpointSpec.class);
        assertThat(s3.serviceName()).isEqualTo("com.amazonaws.us-east-1.s3");
        assertThat(s3.type()).isEqualTo(VpcEndpointSpec.Type.GATEWAY);
        assertThat(s3.routeTableIds()).hasSize(3);
    }

    @Test
    void interfaceEndpointsLetInHttpsFromTheVpcAlone() {
        NetworkDeclaration network = new NetworkDeclaration(
                Optional.of("10.0.0.0/16"),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of("ecr.api"),
                Optional.empty());
        assertThat(spec(network, "security-group/main-endpoints", SecurityGroupSpec.class)
                        .openEgress())
                .isFalse();
        SecurityGroupRuleSpec rule =
                spec(network, "security-group-rule/main-to-main-endpoints-443", SecurityGroupRuleSpec.class);
        assertThat(rule.cidrIpv4()).contains("10.0.0.0/16");
        VpcEndpointSpec endpoint = spec(network, "vpc-endpoint/main-ecr-api", VpcEndpointSpec.class);
        assertThat(endpoint.type()).isEqualTo(VpcEndpointSpec.Type.INTERFACE);
        assertThat(endpoint.subnetIds())
                .containsExactly("${subnet/main-private-a.subnetId}", "${subnet/main-private-b.subnetId}");
    }

    record Cut(String reason, String vpc, Tier tier, int zone, String subnet) {}

    static Stream<Cut> cuts() {
        return Stream.of(
                new Cut("the first part", "10.0.0.0/16", Tier.PUBLIC, 0, "10.0.0.0/21"),
                new Cut("the next zone", "10.0.0.0/16", Tier.PUBLIC, 1, "10.0.8.0/21"),
                new Cut("the sixth zone", "10.0.0.0/16", Tier.PUBLIC, 5, "10.0.40.0/21"),
                new Cut("the next tier, with room for more zones", "10.0.0.0/16", Tier.PRIVATE, 0, "10.0.64.0/21"),
                new Cut("the third tier", "10.0.0.0/16", Tier.DATABASE, 2, "10.0.144.0/21"),
                new Cut("the smallest VPC", "192.168.4.0/22", Tier.DATABASE, 5, "192.168.6.160/27"),
                new Cut("a high first octet", "172.31.0.0/16", Tier.PRIVATE, 1, "172.31.72.0/21"));
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void aSubnetsBlockFollowsFromItsTierAndZoneAlone(Cut cut) {
        assertThat(AddressPlan.of(cut.vpc()).subnet(cut.tier(), cut.zone()))
                .as(cut.reason())
                .isEqualTo(cut.subnet());
    }

    @Test
    void noMoreZonesThanTheRegionHas() {
        NetworkDeclaration three = made("10.0.0.0/16", 3, List.of(Tier.PUBLIC, Tier.PRIVATE), NatGateways.ONE);
        assertThat(NetworkCheck.of(three, "us-west-1"))
                .containsExactly(new Flaw("spec.availabilityZones", "must be 1 to 2: us-west-1 has no more zones"));
        assertThat(NetworkCheck.of(three, "eu-central-1")).isEmpty();
    }

    @Test
    void noTwoSubnetsOverlapAndGrowthRenumbersNone() {
        Set<String> blocks = new HashSet<>();
        for (Tier tier : Tier.values()) {
            for (int zone = 0; zone < 6; zone++) {
                assertThat(blocks.add(AddressPlan.of("10.0.0.0/20").subnet(tier, zone)))
                        .isTrue();
            }
        }
        NetworkDeclaration small = made("10.0.0.0/16", 1, List.of(Tier.PRIVATE), NatGateways.NONE);
        assertThat(spec(small, "subnet/main-private-a", SubnetSpec.class))
                .isEqualTo(spec(PRODUCTION, "subnet/main-private-a", SubnetSpec.class));
    }

    record Wrong(String reason, NetworkDeclaration network, String path, String says) {}

    static Stream<Wrong> mistakes() {
        List<Tier> both = List.of(Tier.PUBLIC, Tier.PRIVATE);
        return Stream.of(
                new Wrong("too small", made("10.0.0.0/23", 2, both, NatGateways.ONE), "spec.cidr", "/16 to /22"),
                new Wrong("too large", made("10.0.0.0/8", 2, both, NatGateways.ONE), "spec.cidr", "/16 to /22"),
                new Wrong("no octet", made("10.0.300.0/16", 2, both, NatGateways.ONE), "spec.cidr", "10.0.0.0/16"),
                new Wrong(
                        "link-local", made("169.254.0.0/16", 2, both, NatGateways.ONE), "spec.cidr", "no network may"),
                new Wrong("multicast", made("239.1.0.0/16", 2, both, NatGateways.ONE), "spec.cidr", "no network may"),
                new Wrong("not its start", made("10.0.5.0/16", 2, both, NatGateways.ONE), "spec.cidr", "10.0.0.0/16"),
                new Wrong(
                        "no block at all",
                        new NetworkDeclaration(
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                Optional.empty(),
                                List.of(),
                                Optional.empty()),
                        "spec.cidr",
                        "is missing"),
                new Wrong(
                        "a gateway without a public tier",
                        made("10.0.0.0/16", 2, List.of(Tier.PRIVATE), NatGateways.ONE),
                        "spec.natGateways",
                        "must be none"),
                new Wrong(
                        "a tier twice",
                        made("10.0.0.0/16", 2, List.of(Tier.PUBLIC, Tier.PUBLIC), NatGateways.NONE),
                        "spec.tiers",
                        "public is named twice"),
                new Wrong(
                        "existing beside a block",
                        new NetworkDeclaration(
                                Optional.of("10.0.0.0/16"),
                                Optional.empty(),
                                List.of(),
                                Optional.empty(),
                                List.of(),
                                pointedAt(List.of("subnet-1"), List.of(), List.of())
                                        .existing()),
                        "spec.cidr",
                        "existing"),
                new Wrong(
                        "no subnet",
                        pointedAt(List.of(), List.of(), List.of()),
                        "spec.existing.subnets",
                        "at least one"),
                new Wrong(
                        "a subnet in two tiers",
                        pointedAt(List.of("subnet-1"), List.of("subnet-1"), List.of()),
                        "spec.existing.subnets",
                        "subnet-1 is named twice"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsSaidWithWhatIsAllowed(Wrong wrong) {
        List<Flaw> flaws = new NetworkBlueprint().check(wrong.network(), site(wrong.network()));
        assertThat(flaws).as(wrong.reason()).hasSize(1);
        assertThat(flaws.get(0).path()).isEqualTo(wrong.path());
        assertThat(flaws.get(0).message()).contains(wrong.says());
    }

    @Test
    void productionsNetworkHasNoMistake() {
        assertThat(new NetworkBlueprint().check(PRODUCTION, site(PRODUCTION))).isEmpty();
    }

    @Test
    void whatExistsIsReadAndNothingIsMade() {
        NetworkDeclaration network = pointedAt(List.of("subnet-1"), List.of("subnet-2", "subnet-3"), List.of());
        Map<String, Declared<?>> all = expand(network);
        assertThat(all.keySet())
                .containsExactlyInAnyOrder(
                        "vpc/main", "subnet/main-public-a", "subnet/main-private-a", "subnet/main-private-b");
        assertThat(all.values()).allMatch(one -> one.existing().isPresent());
        DeclaredSite site = site(network);
        assertThat(NetworkDeclaration.vpcId(site, "main")).isEqualTo("vpc-1");
        assertThat(NetworkDeclaration.subnetIds(site, "main", Tier.DATABASE)).containsExactly("subnet-2", "subnet-3");
    }

    @Test
    void aTierThatIsMissingFallsBackToTheNextBest() {
        DeclaredSite open = site(made("10.0.0.0/16", 1, List.of(Tier.PUBLIC), NatGateways.NONE));
        assertThat(NetworkDeclaration.tasksTier(open, "main")).isEqualTo(Tier.PUBLIC);
        assertThat(NetworkDeclaration.subnetIds(open, "main", Tier.DATABASE))
                .containsExactly("${subnet/main-public-a.subnetId}");
        DeclaredSite full = site(PRODUCTION);
        assertThat(NetworkDeclaration.tierFor(full, "main", Tier.DATABASE)).isEqualTo(Tier.DATABASE);
        assertThat(NetworkDeclaration.vpcId(full, "main")).isEqualTo("${vpc/main.vpcId}");
    }
}
