package io.kinexus.operator.blueprint.network;

import io.kinexus.operator.blueprint.Declaration;
import io.kinexus.operator.blueprint.Doc;
import io.kinexus.operator.blueprint.Form;
import io.kinexus.operator.blueprint.Key;
import io.kinexus.operator.blueprint.Range;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.core.resource.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A VPC that the operator makes, or one that exists. */
@Doc("A VPC with subnets in tiers, routes, NAT gateways and endpoints; or one that exists.")
public record NetworkDeclaration(
        @Doc("The VPC's IPv4 block, /16 to /22; cannot be changed later. Required unless the network exists.")
        @Form(regex = "[0-9]{1,3}(\\.[0-9]{1,3}){3}/[0-9]{1,2}", say = "an IPv4 block such as 10.0.0.0/16")
        Optional<String> cidr,

        @Doc("How many availability zones each tier spans, in order of their letters; 2 when left out.")
        @Range(min = 1, max = 6)
        Optional<Integer> availabilityZones,

        @Doc("The tiers of subnets: public, private, database; public and private when left out.")
        List<Tier> tiers,

        @Doc("NAT gateways for the private tier: none, one or per-zone; one when left out and both tiers are there.")
        Optional<NatGateways> natGateways,

        @Doc("AWS services that are reached without the internet: s3 and dynamodb as gateways, others by their name as"
                + " interfaces, such as ecr.api or logs.")
        @Form(regex = "[a-z0-9]+([.-][a-z0-9]+)*", say = "a service's name such as s3, dynamodb, ecr.api or logs")
        List<String> endpoints,

        @Doc("A VPC and subnets that exist; they are read for references and checks, and never changed.")
        Optional<Existing> existing)
        implements Declaration {

    private static final int ZONES = 2;

    public NetworkDeclaration {
        tiers = List.copyOf(tiers);
        endpoints = List.copyOf(endpoints);
    }

    /** What is pointed at. */
    public record Existing(
            @Doc("The VPC's id.") @Form(regex = "vpc-[0-9a-z]+", say = "a VPC's id such as vpc-0123456789abcdef0")
            String vpc,

            @Doc("Ids of its subnets, by tier.") Subnets subnets) {}

    /** Ids of subnets by tier; at least one in all. */
    public record Subnets(
            @Doc("Subnets with a route to an internet gateway.") @Key("public") @Form(regex = SUBNET, say = SAY)
            List<String> publicSubnets,

            @Doc("Subnets for tasks.") @Key("private") @Form(regex = SUBNET, say = SAY)
            List<String> privateSubnets,

            @Doc("Subnets for databases and caches.") @Key("database") @Form(regex = SUBNET, say = SAY)
            List<String> databaseSubnets) {
        static final String SUBNET = "subnet-[0-9a-z]+";
        static final String SAY = "a subnet's id such as subnet-0123456789abcdef0";

        public Subnets {
            publicSubnets = List.copyOf(publicSubnets);
            privateSubnets = List.copyOf(privateSubnets);
            databaseSubnets = List.copyOf(databaseSubnets);
        }

        /** The ids of one tier; empty when it has none. */
        public List<String> of(Tier tier) {
            return switch (tier) {
                case PUBLIC -> publicSubnets;
                case PRIVATE -> privateSubnets;
                case DATABASE -> databaseSubnets;
            };
        }
    }

    /** The VPC's id: its reference, or the literal one of a network that exists. */
    public static String vpcId(Site site, String network) {
        return named(site, network).existing().map(Existing::vpc).orElseGet(() -> site.ref("vpc", network, "vpcId"));
    }

    /**
     * The subnets for something that asks for a tier, one a zone: references, or the literal ids of a network that exists.
     * A tier that the network lacks falls back to the next best one, see {@link #tierFor}.
     *
     * @throws IllegalArgumentException when the network is not declared
     */
    public static List<String> subnetIds(Site site, String network, Tier tier) {
        NetworkDeclaration declared = named(site, network);
        Tier actual = declared.nearest(tier);
        return declared.existing()
                .map(existing -> existing.subnets().of(actual))
                .orElseGet(() -> declared.letters(site.settings().region()).stream()
                        .map(letter -> site.ref("subnet", subnetName(network, actual, letter), "subnetId"))
                        .toList());
    }

    /**
     * The tier that something really gets: private falls back to public, database to private and then public. What ends
     * in the public tier needs a public address to reach the internet.
     */
    public static Tier tierFor(Site site, String network, Tier tier) {
        return named(site, network).nearest(tier);
    }

    /** Where tasks go: the private tier where there is one. */
    public static Tier tasksTier(Site site, String network) {
        return tierFor(site, network, Tier.PRIVATE);
    }

    /** The VPC's block, for rules that let the whole network in; empty for a network that exists. */
    public static Optional<String> cidrOf(Site site, String network) {
        return named(site, network).cidr();
    }

    /**
     * The route tables by which what stands in a tier reaches the rest of the world: nothing that pulls an image starts
     * before they are there. None for a network that exists.
     */
    public static Set<ResourceId> routeTables(Site site, String network, Tier tier) {
        NetworkDeclaration declared = named(site, network);
        if (declared.existing().isPresent()) {
            return Set.of();
        }
        String table = network + "-" + declared.nearest(tier).word();
        boolean each = declared.nearest(tier) == Tier.PRIVATE && declared.natGatewaysOrUsual() == NatGateways.PER_ZONE;
        return each
                ? declared.letters(site.settings().region()).stream()
                        .map(letter -> site.id("route-table", table + "-" + letter))
                        .collect(Collectors.toSet())
                : Set.of(site.id("route-table", table));
    }

    /** The name of one subnet's resource: {@code main-private-a}. */
    static String subnetName(String network, Tier tier, String letter) {
        return network + "-" + tier.word() + "-" + letter;
    }

    /** The tiers in their fixed order, each once. */
    List<Tier> tiersOrUsual() {
        if (existing.isPresent()) {
            List<Tier> those = new ArrayList<>(List.of(Tier.values()));
            those.removeIf(tier -> existing.orElseThrow().subnets().of(tier).isEmpty());
            return those;
        }
        return tiers.isEmpty()
                ? List.of(Tier.PUBLIC, Tier.PRIVATE)
                : tiers.stream().distinct().sorted().toList();
    }

    int zoneCount() {
        return availabilityZones.orElse(ZONES);
    }

    /** The letters of the zones that are used, in order. */
    List<String> letters(String region) {
        List<String> all = Zones.letters(region);
        return all.subList(0, Math.min(zoneCount(), all.size()));
    }

    /** What is declared, or one where both tiers are there. */
    NatGateways natGatewaysOrUsual() {
        boolean both = tiersOrUsual().containsAll(List.of(Tier.PUBLIC, Tier.PRIVATE));
        return natGateways.orElse(both ? NatGateways.ONE : NatGateways.NONE);
    }

    private Tier nearest(Tier tier) {
        List<Tier> has = tiersOrUsual();
        return tier.inOrder().stream().filter(has::contains).findFirst().orElse(tier);
    }

    private static NetworkDeclaration named(Site site, String network) {
        return site.find(NetworkDeclaration.class, network)
                .orElseThrow(() -> new IllegalArgumentException("there is no network/" + network));
    }
}
