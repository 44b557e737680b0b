package io.kinexus.operator.sandbox.ec2;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Pages;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateSubnetRequest;
import software.amazon.awssdk.services.ec2.model.CreateSubnetResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.ModifySubnetAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifySubnetAttributeResponse;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;

/**
 * Subnets and the addresses in them; five of each are AWS's own.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html">Subnet CIDR blocks</a>
 */
final class Subnets implements Vpcs.Dweller {
    private static final int LARGEST = 16;
    private static final int SMALLEST = 28;
    private static final int PAGE = 1000;
    private static final int FIRST_FREE = 4;
    private static final int RESERVED = 5;
    private static final Shelf.Label LABEL =
            new Shelf.Label("subnet", "subnet", "InvalidSubnetID.NotFound", "The subnet ID '%s' does not exist");

    private final Ec2Desk desk;
    private final RegionZones zones;
    private final Shelf<Subnet> shelf;
    private final Map<String, BitSet> taken = new HashMap<>();
    private Optional<Shelf<Vpc>> vpcs = Optional.empty();
    private List<Consumer<String>> leavers = List.of();

    Subnets(Ec2Desk desk, RegionZones zones) {
        this.desk = desk;
        this.zones = zones;
        shelf = new Shelf<>(
                desk,
                LABEL,
                new Filters<Subnet>()
                        .by("subnet-id", Subnet::subnetId)
                        .by("vpc-id", Subnet::vpcId)
                        .by("state", Subnet::stateAsString)
                        .by("cidr", Subnet::cidrBlock)
                        .by("cidr-block", Subnet::cidrBlock)
                        .by("cidrBlock", Subnet::cidrBlock)
                        .by("availability-zone", Subnet::availabilityZone)
                        .by("availabilityZone", Subnet::availabilityZone)
                        .by("availability-zone-id", Subnet::availabilityZoneId)
                        .by("available-ip-address-count", subnet -> free(subnet))
                        .by("default-for-az", Subnet::defaultForAz)
                        .by("defaultForAz", Subnet::defaultForAz)
                        .by("map-public-ip-on-launch", Subnet::mapPublicIpOnLaunch)
                        .by("owner-id", Subnet::ownerId)
                        .by("subnet-arn", Subnet::subnetArn));
    }

    Shelf<Subnet> shelf() {
        return shelf;
    }

    /** @param leavers told of each subnet that goes */
    void install(Shelf<Vpc> vpcs, List<Consumer<String>> leavers) {
        this.leavers = List.copyOf(leavers);
        this.vpcs = Optional.of(vpcs);
        desk.on(CreateSubnetRequest.class, this::create);
        desk.on(DescribeSubnetsRequest.class, this::describe);
        desk.on(ModifySubnetAttributeRequest.class, this::modify);
        desk.on(DeleteSubnetRequest.class, this::delete);
    }

    private CreateSubnetResponse create(CreateSubnetRequest request) {
        Vpc vpc = vpcs.orElseThrow().get(request.vpcId());
        if (request.cidrBlock() == null) {
            throw Ec2Desk.missing("cidrBlock");
        }
        Block block = Block.parse(request.cidrBlock());
        check(vpc, block, request.cidrBlock());
        String zone = zones.named(request.availabilityZone(), request.availabilityZoneId());
        Map<String, String> tags = shelf.asked(request.tagSpecifications());
        return CreateSubnetResponse.builder()
                .subnet(shown(make(vpc, block, zone, false, tags)))
                .build();
    }

    Subnet make(Vpc vpc, Block block, String zone, boolean usual, Map<String, String> tags) {
        String id = shelf.freshId();
        Subnet subnet = Subnet.builder()
                .subnetId(id)
                .subnetArn(shelf.arn(id))
                .vpcId(vpc.vpcId())
                .cidrBlock(block.toString())
                .availabilityZone(zone)
                .availabilityZoneId(zones.zoneId(zone))
                .defaultForAz(usual)
                .mapPublicIpOnLaunch(usual)
                .assignIpv6AddressOnCreation(false)
                .mapCustomerOwnedIpOnLaunch(false)
                .enableDns64(false)
                .ipv6Native(false)
                .ipv6CidrBlockAssociationSet(List.of())
                .privateDnsNameOptionsOnLaunch(options -> options.hostnameType("ip-name")
                        .enableResourceNameDnsARecord(false)
                        .enableResourceNameDnsAAAARecord(false))
                .ownerId(desk.account().id())
                .state("available")
                .build();
        shelf.add(id, subnet, tags);
        taken.put(id, new BitSet());
        return subnet;
    }

    private void check(Vpc vpc, Block block, String asked) {
        if (block.prefix() < LARGEST
                || block.prefix() > SMALLEST
                || !Block.parse(vpc.cidrBlock()).contains(block)) {
            throw AwsFault.badRequest("InvalidSubnet.Range", "The CIDR '" + asked + "' is invalid.");
        }
        boolean conflict = shelf.all().stream()
                .anyMatch(other -> other.vpcId().equals(vpc.vpcId())
                        && Block.parse(other.cidrBlock()).overlaps(block));
        if (conflict) {
            throw AwsFault.badRequest(
                    "InvalidSubnet.Conflict", "The CIDR '" + asked + "' conflicts with another subnet");
        }
    }

    private DescribeSubnetsResponse describe(DescribeSubnetsRequest request) {
        Pages.Page<Subnet> page =
                shelf.page(request.subnetIds(), request.filters(), request.maxResults(), PAGE, request.nextToken());
        return DescribeSubnetsResponse.builder()
                .subnets(page.items().stream().map(this::shown).toList())
                .nextToken(page.next())
                .build();
    }

    private Subnet shown(Subnet subnet) {
        return subnet.toBuilder()
                .availableIpAddressCount(free(subnet))
                .tags(shelf.tags(subnet.subnetId()))
                .build();
    }

    private ModifySubnetAttributeResponse modify(ModifySubnetAttributeRequest request) {
        Subnet subnet = shelf.get(request.subnetId());
        Subnet.Builder next = subnet.toBuilder();
        if (request.mapPublicIpOnLaunch() != null) {
            next.mapPublicIpOnLaunch(request.mapPublicIpOnLaunch().value());
        }
        if (request.assignIpv6AddressOnCreation() != null) {
            next.assignIpv6AddressOnCreation(
                    request.assignIpv6AddressOnCreation().value());
        }
        if (request.enableDns64() != null) {
            next.enableDns64(request.enableDns64().value());
        }
        if (request.privateDnsHostnameTypeOnLaunch() != null) {
            next.privateDnsNameOptionsOnLaunch(subnet.privateDnsNameOptionsOnLaunch().toBuilder()
                    .hostnameType(request.privateDnsHostnameTypeOnLaunchAsString())
                    .build());
        }
        shelf.replace(subnet.subnetId(), next.build());
        return ModifySubnetAttributeResponse.builder().build();
    }

    private DeleteSubnetResponse delete(DeleteSubnetRequest request) {
        Subnet subnet = shelf.get(request.subnetId());
        if (!taken(subnet.subnetId()).isEmpty()) {
            throw Ec2Desk.inUse("The subnet '" + subnet.subnetId() + "' has dependencies and cannot be deleted.");
        }
        shelf.remove(subnet.subnetId());
        taken.remove(subnet.subnetId());
        leavers.forEach(leaver -> leaver.accept(subnet.subnetId()));
        return DeleteSubnetResponse.builder().build();
    }

    /**
     * Takes the lowest free address of a subnet, as dotted text.
     *
     * @throws AwsFault {@code InsufficientFreeAddressesInSubnet}
     */
    String take(@Nullable String subnetId) {
        Subnet subnet = shelf.get(subnetId);
        Block block = Block.parse(subnet.cidrBlock());
        BitSet used = taken(subnet.subnetId());
        int place = used.nextClearBit(FIRST_FREE);
        if (place >= block.size() - 1) {
            throw AwsFault.badRequest(
                    "InsufficientFreeAddressesInSubnet",
                    "The specified subnet does not have enough free addresses to satisfy the request.");
        }
        used.set(place);
        return block.at(place);
    }

    void release(String subnetId, String address) {
        shelf.find(subnetId).ifPresent(subnet -> {
            long offset = Block.parse(address + "/32").first()
                    - Block.parse(subnet.cidrBlock()).first();
            taken(subnetId).clear((int) offset);
        });
    }

    int free(Subnet subnet) {
        long size = Block.parse(subnet.cidrBlock()).size();
        return (int) (size - RESERVED - taken(subnet.subnetId()).cardinality());
    }

    private BitSet taken(String subnetId) {
        return taken.computeIfAbsent(subnetId, key -> new BitSet());
    }

    @Override
    public void mayGo(Vpc vpc) {
        if (shelf.all().stream().anyMatch(subnet -> subnet.vpcId().equals(vpc.vpcId()))) {
            throw Ec2Desk.inUse("The vpc '" + vpc.vpcId() + "' has dependencies and cannot be deleted.");
        }
    }
}
