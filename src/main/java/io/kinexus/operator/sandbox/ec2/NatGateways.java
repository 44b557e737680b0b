package io.kinexus.operator.sandbox.ec2;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Pages;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.CreateNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateNatGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNatGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayAddress;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;

/**
 * NAT gateways, which take their time. That it is 90 seconds to come and 60 to go is a guess; AWS says a few minutes at
 * most. A deleted one stays in sight for an hour.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-working-with.html">NAT gateways</a>
 */
final class NatGateways implements Vpcs.Dweller {
    private static final int PAGE = 1000;
    private static final Duration COMING = Duration.ofSeconds(90);
    private static final Duration GOING = Duration.ofSeconds(60);
    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final Shelf.Label LABEL =
            new Shelf.Label("natgateway", "nat", "NatGatewayNotFound", "NAT gateway %s was not found");

    private final Ec2Desk desk;
    private final Subnets subnets;
    private final Interfaces interfaces;
    private final Addresses addresses;
    private final RouteTables tables;
    private final Shelf<NatGateway> shelf;

    NatGateways(Ec2Desk desk, Subnets subnets, Interfaces interfaces, Addresses addresses, RouteTables tables) {
        this.desk = desk;
        this.subnets = subnets;
        this.interfaces = interfaces;
        this.addresses = addresses;
        this.tables = tables;
        shelf = new Shelf<>(
                desk,
                LABEL,
                new Filters<NatGateway>()
                        .by("nat-gateway-id", NatGateway::natGatewayId)
                        .by("state", NatGateway::stateAsString)
                        .by("subnet-id", NatGateway::subnetId)
                        .by("vpc-id", NatGateway::vpcId));
    }

    Shelf<NatGateway> shelf() {
        return shelf;
    }

    void install(Gateways gateways) {
        desk.on(CreateNatGatewayRequest.class, request -> {
            Subnet subnet = subnets.shelf().get(request.subnetId());
            Map<String, String> tags = shelf.asked(request.tagSpecifications());
            String id =
                    desk.onceFor("nat-gateway", request.clientToken(), () -> create(gateways, subnet, request, tags));
            return CreateNatGatewayResponse.builder()
                    .clientToken(request.clientToken())
                    .natGateway(shown(shelf.get(id)))
                    .build();
        });
        desk.failsLater(
                CreateNatGatewayRequest.class,
                CreateNatGatewayResponse.class,
                (request, answer) -> fail(answer.natGateway().natGatewayId()));
        desk.on(DescribeNatGatewaysRequest.class, this::describe);
        desk.on(DeleteNatGatewayRequest.class, this::delete);
    }

    private String create(Gateways gateways, Subnet subnet, CreateNatGatewayRequest request, Map<String, String> tags) {
        boolean isPublic = !"private".equals(request.connectivityTypeAsString());
        if (isPublic && request.allocationId() == null) {
            throw Ec2Desk.missing("AllocationId");
        }
        boolean attached = gateways.shelf().all().stream()
                .anyMatch(g -> g.attachments().stream().anyMatch(a -> a.vpcId().equals(subnet.vpcId())));
        if (isPublic && !attached) {
            throw AwsFault.badRequest(
                    "Gateway.NotAttached", "Network " + subnet.vpcId() + " has no Internet gateway attached");
        }
        String id = shelf.freshId();
        NetworkInterface eni =
                interfaces.attach(subnet.subnetId(), List.of(), "nat_gateway", "Interface for NAT Gateway " + id);
        NatGatewayAddress.Builder address = NatGatewayAddress.builder()
                .networkInterfaceId(eni.networkInterfaceId())
                .privateIp(eni.privateIpAddress())
                .isPrimary(true)
                .status("succeeded");
        if (isPublic) {
            Address taken = associate(request, eni);
            address.allocationId(taken.allocationId())
                    .publicIp(taken.publicIp())
                    .associationId(taken.associationId());
        }
        NatGateway gateway = NatGateway.builder()
                .natGatewayId(id)
                .subnetId(subnet.subnetId())
                .vpcId(subnet.vpcId())
                .connectivityType(isPublic ? "public" : "private")
                .natGatewayAddresses(address.build())
                .createTime(desk.account().now())
                .state("pending")
                .build();
        shelf.add(id, gateway, tags);
        desk.account().clock().after(COMING, () -> arrive(id));
        return id;
    }

    private Address associate(CreateNatGatewayRequest request, NetworkInterface eni) {
        try {
            return addresses.associate(request.allocationId(), eni);
        } catch (AwsFault fault) {
            interfaces.detach(eni.networkInterfaceId());
            throw fault;
        }
    }

    private void arrive(String id) {
        shelf.find(id)
                .filter(gateway -> gateway.stateAsString().equals("pending"))
                .ifPresent(gateway ->
                        shelf.replace(id, gateway.toBuilder().state("available").build()));
    }

    /** A failed one gives back what it held, and is removed by itself after about an hour. */
    private void fail(String id) {
        shelf.find(id).filter(gateway -> !leaving(gateway)).ifPresent(gateway -> {
            letGo(gateway);
            shelf.replace(
                    id,
                    gateway.toBuilder()
                            .state("failed")
                            .failureCode("InternalError")
                            .failureMessage("Network interface could not be created or attached due to internal error."
                                    + " Please try again.")
                            .build());
            Routes.mark(tables, id, false);
            desk.account().clock().after(REMEMBERED, () -> shelf.remove(id));
        });
    }

    private void letGo(NatGateway gateway) {
        gateway.natGatewayAddresses().forEach(address -> {
            interfaces.detach(address.networkInterfaceId());
            Optional.ofNullable(address.allocationId()).ifPresent(addresses::disassociate);
        });
    }

    private DescribeNatGatewaysResponse describe(DescribeNatGatewaysRequest request) {
        Pages.Page<NatGateway> page =
                shelf.page(request.natGatewayIds(), request.filter(), request.maxResults(), PAGE, request.nextToken());
        return DescribeNatGatewaysResponse.builder()
                .natGateways(page.items().stream().map(this::shown).toList())
                .nextToken(page.next())
                .build();
    }

    private NatGateway shown(NatGateway gateway) {
        return gateway.toBuilder().tags(shelf.tags(gateway.natGatewayId())).build();
    }

    private DeleteNatGatewayResponse delete(DeleteNatGatewayRequest request) {
        NatGateway gateway = shelf.get(request.natGatewayId());
        if (!leaving(gateway)) {
            shelf.replace(
                    gateway.natGatewayId(),
                    gateway.toBuilder().state("deleting").build());
            Routes.mark(tables, gateway.natGatewayId(), false);
            desk.account().clock().after(GOING, () -> leave(gateway.natGatewayId()));
        }
        return DeleteNatGatewayResponse.builder()
                .natGatewayId(gateway.natGatewayId())
                .build();
    }

    private void leave(String id) {
        shelf.find(id).ifPresent(gateway -> {
            if (!gateway.stateAsString().equals("failed")) {
                letGo(gateway);
            }
            shelf.replace(
                    id,
                    gateway.toBuilder()
                            .state("deleted")
                            .deleteTime(desk.account().now())
                            .build());
            desk.account().clock().after(REMEMBERED, () -> shelf.remove(id));
        });
    }

    private static boolean leaving(NatGateway gateway) {
        return List.of("deleting", "deleted").contains(gateway.stateAsString());
    }

    /** @throws AwsFault {@code InvalidNatGatewayID.NotFound} for a route to a gateway that is not there */
    void mustServe(String id) {
        if (shelf.find(id).filter(gateway -> !leaving(gateway)).isEmpty()) {
            throw AwsFault.badRequest("InvalidNatGatewayID.NotFound", "The natGateway ID '" + id + "' does not exist");
        }
    }

    /** Whether a public gateway stands in this VPC, so that the VPC cannot lose its internet gateway. */
    boolean mapped(String vpcId) {
        return shelf.all().stream()
                .anyMatch(gateway -> gateway.vpcId().equals(vpcId)
                        && !gateway.stateAsString().equals("deleted"));
    }

    @Override
    public void mayGo(Vpc vpc) {
        if (mapped(vpc.vpcId())) {
            throw Ec2Desk.inUse("The vpc '" + vpc.vpcId() + "' has dependencies and cannot be deleted.");
        }
    }
}
