package io.kinexus.operator.sandbox.ec2;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Pages;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ec2.model.AttachInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.AttachInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.CreateInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DeleteInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DetachInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DetachInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.Vpc;

/**
 * Internet gateways: one a VPC.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html">Internet gateways</a>
 */
final class Gateways implements Vpcs.Dweller {
    private static final int PAGE = 1000;
    private static final Shelf.Label LABEL = new Shelf.Label(
            "internet-gateway",
            "igw",
            "InvalidInternetGatewayID.NotFound",
            "The internetGateway ID '%s' does not exist");

    private final Ec2Desk desk;
    private final RouteTables tables;
    private final Shelf<InternetGateway> shelf;
    private Predicate<String> mapped = vpcId -> false;

    Gateways(Ec2Desk desk, RouteTables tables) {
        this.desk = desk;
        this.tables = tables;
        shelf = new Shelf<>(
                desk,
                LABEL,
                new Filters<InternetGateway>()
                        .by("internet-gateway-id", InternetGateway::internetGatewayId)
                        .by("owner-id", InternetGateway::ownerId)
                        .byEach("attachment.vpc-id", gateway -> gateway.attachments().stream()
                                .map(InternetGatewayAttachment::vpcId)
                                .toList())
                        .byEach("attachment.state", gateway -> gateway.attachments().stream()
                                .map(InternetGatewayAttachment::stateAsString)
                                .toList()));
    }

    Shelf<InternetGateway> shelf() {
        return shelf;
    }

    /** @param mapped whether public addresses in use keep a VPC from losing its gateway */
    void install(Shelf<Vpc> vpcs, Predicate<String> mapped) {
        this.mapped = mapped;
        desk.on(CreateInternetGatewayRequest.class, request -> {
            String id = make(shelf.asked(request.tagSpecifications()));
            return CreateInternetGatewayResponse.builder()
                    .internetGateway(shown(shelf.get(id)))
                    .build();
        });
        desk.on(DescribeInternetGatewaysRequest.class, this::describe);
        desk.on(AttachInternetGatewayRequest.class, request -> {
            attach(shelf.get(request.internetGatewayId()), vpcs.get(request.vpcId()));
            return AttachInternetGatewayResponse.builder().build();
        });
        desk.on(DetachInternetGatewayRequest.class, this::detach);
        desk.on(DeleteInternetGatewayRequest.class, this::delete);
    }

    private String make(Map<String, String> tags) {
        String id = shelf.freshId();
        InternetGateway gateway = InternetGateway.builder()
                .internetGatewayId(id)
                .ownerId(desk.account().id())
                .attachments(List.of())
                .build();
        shelf.add(id, gateway, tags);
        return id;
    }

    /** The gateway of the default VPC. */
    String makeFor(Vpc vpc) {
        String id = make(Map.of());
        attach(shelf.get(id), vpc);
        return id;
    }

    private DescribeInternetGatewaysResponse describe(DescribeInternetGatewaysRequest request) {
        Pages.Page<InternetGateway> page = shelf.page(
                request.internetGatewayIds(), request.filters(), request.maxResults(), PAGE, request.nextToken());
        return DescribeInternetGatewaysResponse.builder()
                .internetGateways(page.items().stream().map(this::shown).toList())
                .nextToken(page.next())
                .build();
    }

    private InternetGateway shown(InternetGateway gateway) {
        return gateway.toBuilder().tags(shelf.tags(gateway.internetGatewayId())).build();
    }

    private void attach(InternetGateway gateway, Vpc vpc) {
        if (!gateway.attachments().isEmpty()) {
            throw AwsFault.badRequest(
                    "Resource.AlreadyAssociated",
                    "resource " + gateway.internetGatewayId() + " is already attached to network "
                            + gateway.attachments().get(0).vpcId());
        }
        boolean hasOne = shelf.all().stream().anyMatch(other -> attached(other, vpc.vpcId()));
        if (hasOne) {
            throw Ec2Desk.invalid("Network " + vpc.vpcId() + " already has an internet gateway attached");
        }
        shelf.replace(
                gateway.internetGatewayId(),
                gateway.toBuilder()
                        .attachments(InternetGatewayAttachment.builder()
                                .vpcId(vpc.vpcId())
                                .state("available")
                                .build())
                        .build());
        Routes.mark(tables, gateway.internetGatewayId(), true);
    }

    private static boolean attached(InternetGateway gateway, String vpcId) {
        return gateway.attachments().stream().anyMatch(a -> a.vpcId().equals(vpcId));
    }

    private DetachInternetGatewayResponse detach(DetachInternetGatewayRequest request) {
        InternetGateway gateway = shelf.get(request.internetGatewayId());
        if (!attached(gateway, request.vpcId())) {
            throw AwsFault.badRequest(
                    "Gateway.NotAttached",
                    "resource " + gateway.internetGatewayId() + " is not attached to network " + request.vpcId());
        }
        if (mapped.test(request.vpcId())) {
            throw Ec2Desk.inUse("Network " + request.vpcId() + " has some mapped public address(es). Please unmap those"
                    + " public address(es) before detaching the gateway.");
        }
        shelf.replace(
                gateway.internetGatewayId(),
                gateway.toBuilder().attachments(List.of()).build());
        Routes.mark(tables, gateway.internetGatewayId(), false);
        return DetachInternetGatewayResponse.builder().build();
    }

    private DeleteInternetGatewayResponse delete(DeleteInternetGatewayRequest request) {
        InternetGateway gateway = shelf.get(request.internetGatewayId());
        if (!gateway.attachments().isEmpty()) {
            throw Ec2Desk.inUse("The internetGateway '" + gateway.internetGatewayId()
                    + "' has dependencies and cannot be deleted.");
        }
        shelf.remove(gateway.internetGatewayId());
        return DeleteInternetGatewayResponse.builder().build();
    }

    /** @throws AwsFault when a route to this gateway could not work */
    void mustServe(String id, String vpcId) {
        if (!attached(shelf.get(id), vpcId)) {
            throw Ec2Desk.invalid("route table and network gateway " + id + " belong to different networks");
        }
    }

    @Override
    public void mayGo(Vpc vpc) {
        if (shelf.all().stream().anyMatch(gateway -> attached(gateway, vpc.vpcId()))) {
            throw Ec2Desk.inUse("The vpc '" + vpc.vpcId() + "' has dependencies and cannot be deleted.");
        }
    }
}
