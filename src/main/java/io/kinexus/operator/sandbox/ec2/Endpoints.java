package io.kinexus.operator.sandbox.ec2;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Pages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointResponse;
import software.amazon.awssdk.services.ec2.model.SecurityGroupIdentifier;
import software.amazon.awssdk.services.ec2.model.UnsuccessfulItem;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/**
 * VPC endpoints. Gateways are there at once; that interfaces take a minute to come and half of one to go is a guess.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/privatelink/what-is-privatelink.html">AWS PrivateLink</a>
 */
final class Endpoints implements Vpcs.Dweller {
    private static final int PAGE = 1000;
    private static final Duration COMING = Duration.ofSeconds(60);
    private static final Duration GOING = Duration.ofSeconds(30);
    private static final String GATEWAY = "Gateway";
    private static final String INTERFACE = "Interface";
    private static final String OPEN =
            "{\"Version\":\"2008-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}]}";
    private static final Shelf.Label LABEL = new Shelf.Label(
            "vpc-endpoint", "vpce", "InvalidVpcEndpointId.NotFound", "The Vpc Endpoint Id '%s' does not exist");

    private final Ec2Desk desk;
    private final RouteTables tables;
    private final EndpointParts parts;
    private final Shelf<VpcEndpoint> shelf;

    Endpoints(Ec2Desk desk, RouteTables tables, EndpointParts parts) {
        this.desk = desk;
        this.tables = tables;
        this.parts = parts;
        shelf = new Shelf<>(
                desk,
                LABEL,
                new Filters<VpcEndpoint>()
                        .by("vpc-endpoint-id", VpcEndpoint::vpcEndpointId)
                        .by("vpc-endpoint-type", VpcEndpoint::vpcEndpointTypeAsString)
                        .by("vpc-endpoint-state", VpcEndpoint::stateAsString)
                        .by("vpc-id", VpcEndpoint::vpcId)
                        .by("service-name", VpcEndpoint::serviceName));
    }

    Shelf<VpcEndpoint> shelf() {
        return shelf;
    }

    void install(Shelf<Vpc> vpcs) {
        parts.install();
        desk.on(CreateVpcEndpointRequest.class, request -> {
            Vpc vpc = vpcs.get(request.vpcId());
            Map<String, String> tags = shelf.asked(request.tagSpecifications());
            String id = desk.onceFor("vpc-endpoint", request.clientToken(), () -> create(vpc, request, tags));
            return CreateVpcEndpointResponse.builder()
                    .vpcEndpoint(shown(shelf.get(id)))
                    .clientToken(request.clientToken())
                    .build();
        });
        desk.failsLater(
                CreateVpcEndpointRequest.class,
                CreateVpcEndpointResponse.class,
                (request, answer) -> fail(answer.vpcEndpoint().vpcEndpointId()));
        desk.on(DescribeVpcEndpointsRequest.class, this::describe);
        desk.on(ModifyVpcEndpointRequest.class, this::modify);
        desk.on(DeleteVpcEndpointsRequest.class, this::delete);
    }

    private String create(Vpc vpc, CreateVpcEndpointRequest request, Map<String, String> tags) {
        String type = request.vpcEndpointType() == null ? GATEWAY : request.vpcEndpointTypeAsString();
        parts.mustServe(request.serviceName(), type.equals(GATEWAY));
        mustNotConflict(vpc, request);
        String id = shelf.freshId();
        VpcEndpoint endpoint = VpcEndpoint.builder()
                .vpcEndpointId(id)
                .vpcEndpointType(type)
                .vpcId(vpc.vpcId())
                .serviceName(request.serviceName())
                .policyDocument(request.policyDocument() == null ? OPEN : request.policyDocument())
                .privateDnsEnabled(Boolean.TRUE.equals(request.privateDnsEnabled()))
                .requesterManaged(false)
                .ipAddressType("ipv4")
                .dnsOptions(options -> options.dnsRecordIpType("ipv4"))
                .routeTableIds(List.of())
                .subnetIds(List.of())
                .networkInterfaceIds(List.of())
                .groups(List.of())
                .dnsEntries(List.of())
                .ownerId(desk.account().id())
                .creationTimestamp(desk.account().now())
                .state(type.equals(INTERFACE) ? "pending" : "available")
                .build();
        VpcEndpoint shaped = type.equals(INTERFACE)
                ? parts.interfaced(endpoint, request.subnetIds(), groups(vpc, request))
                : endpoint;
        VpcEndpoint routed = routed(shaped, request.routeTableIds());
        shelf.add(id, routed, tags);
        desk.account().clock().after(COMING, () -> arrive(id));
        return id;
    }

    /** One private name leads to one endpoint. */
    private void mustNotConflict(Vpc vpc, CreateVpcEndpointRequest request) {
        boolean there = shelf.all().stream()
                .anyMatch(other -> other.vpcId().equals(vpc.vpcId())
                        && other.serviceName().equals(request.serviceName())
                        && Boolean.TRUE.equals(request.privateDnsEnabled())
                        && Boolean.TRUE.equals(other.privateDnsEnabled()));
        if (there) {
            throw AwsFault.badRequest(
                    "InvalidParameter",
                    "private-dns-enabled cannot be set because there is already a conflicting DNS domain for "
                            + request.serviceName() + " in the VPC " + vpc.vpcId());
        }
    }

    private List<SecurityGroupIdentifier> groups(Vpc vpc, CreateVpcEndpointRequest request) {
        return parts.groups(vpc.vpcId(), request.securityGroupIds());
    }

    private void arrive(String id) {
        shelf.find(id)
                .filter(endpoint -> endpoint.stateAsString().equals("pending"))
                .ifPresent(endpoint -> shelf.replace(
                        id, endpoint.toBuilder().state("available").build()));
    }

    private void fail(String id) {
        shelf.find(id)
                .ifPresent(endpoint -> shelf.replace(
                        id,
                        endpoint.toBuilder()
                                .state("failed")
                                .lastError(e -> e.code("InternalError").message("The endpoint could not be created."))
                                .build()));
    }

    private VpcEndpoint routed(VpcEndpoint endpoint, List<String> tableIds) {
        tableIds.forEach(id -> tables.shelf().get(id));
        if (!endpoint.vpcEndpointTypeAsString().equals(GATEWAY) && !tableIds.isEmpty()) {
            throw AwsFault.badRequest(
                    "InvalidParameter", "Route table IDs are only supported for Gateway type VPC Endpoint.");
        }
        parts.route(endpoint, tableIds);
        return endpoint.toBuilder().routeTableIds(tableIds).build();
    }

    private DescribeVpcEndpointsResponse describe(DescribeVpcEndpointsRequest request) {
        Pages.Page<VpcEndpoint> page = shelf.page(
                request.vpcEndpointIds(), request.filters(), request.maxResults(), PAGE, request.nextToken());
        return DescribeVpcEndpointsResponse.builder()
                .vpcEndpoints(page.items().stream().map(this::shown).toList())
                .nextToken(page.next())
                .build();
    }

    private VpcEndpoint shown(VpcEndpoint endpoint) {
        return endpoint.toBuilder().tags(shelf.tags(endpoint.vpcEndpointId())).build();
    }

    private ModifyVpcEndpointResponse modify(ModifyVpcEndpointRequest request) {
        VpcEndpoint live = shelf.get(request.vpcEndpointId());
        VpcEndpoint.Builder next = live.toBuilder();
        if (request.policyDocument() != null) {
            next.policyDocument(request.policyDocument());
        }
        if (Boolean.TRUE.equals(request.resetPolicy())) {
            next.policyDocument(OPEN);
        }
        if (request.privateDnsEnabled() != null) {
            next.privateDnsEnabled(request.privateDnsEnabled());
        }
        VpcEndpoint changed = routed(
                next.build(), changed(live.routeTableIds(), request.addRouteTableIds(), request.removeRouteTableIds()));
        if (live.vpcEndpointTypeAsString().equals(INTERFACE)) {
            List<String> groups = changed(
                    live.groups().stream().map(SecurityGroupIdentifier::groupId).toList(),
                    request.addSecurityGroupIds(),
                    request.removeSecurityGroupIds());
            parts.release(live);
            changed = parts.interfaced(
                    changed,
                    changed(live.subnetIds(), request.addSubnetIds(), request.removeSubnetIds()),
                    parts.groups(live.vpcId(), groups));
        }
        shelf.replace(live.vpcEndpointId(), changed);
        return ModifyVpcEndpointResponse.builder().returnValue(true).build();
    }

    private static List<String> changed(List<String> live, List<String> more, List<String> less) {
        Set<String> next = new LinkedHashSet<>(live);
        next.addAll(more);
        less.forEach(next::remove);
        return List.copyOf(next);
    }

    private DeleteVpcEndpointsResponse delete(DeleteVpcEndpointsRequest request) {
        List<UnsuccessfulItem> unsuccessful = new ArrayList<>();
        for (String id : request.vpcEndpointIds()) {
            shelf.find(id)
                    .ifPresentOrElse(
                            this::remove,
                            () -> unsuccessful.add(UnsuccessfulItem.builder()
                                    .resourceId(id)
                                    .error(error -> error.code("InvalidVpcEndpointId.NotFound")
                                            .message("The Vpc Endpoint Id '" + id + "' does not exist"))
                                    .build()));
        }
        return DeleteVpcEndpointsResponse.builder().unsuccessful(unsuccessful).build();
    }

    private void remove(VpcEndpoint endpoint) {
        String id = endpoint.vpcEndpointId();
        parts.route(endpoint, List.of());
        shelf.replace(
                id,
                endpoint.toBuilder().routeTableIds(List.of()).state("deleting").build());
        desk.account().clock().after(GOING, () -> {
            parts.release(endpoint);
            shelf.remove(id);
        });
    }

    @Override
    public void mayGo(Vpc vpc) {
        if (shelf.all().stream().anyMatch(endpoint -> endpoint.vpcId().equals(vpc.vpcId()))) {
            throw Ec2Desk.inUse("The vpc '" + vpc.vpcId() + "' has dependencies and cannot be deleted.");
        }
    }
}
