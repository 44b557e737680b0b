package io.kinexus.operator.sandbox.ec2;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Pages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.DescribeManagedPrefixListsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeManagedPrefixListsResponse;
import software.amazon.awssdk.services.ec2.model.DescribePrefixListsRequest;
import software.amazon.awssdk.services.ec2.model.DescribePrefixListsResponse;
import software.amazon.awssdk.services.ec2.model.DnsEntry;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesRequest;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesResponse;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.PrefixList;
import software.amazon.awssdk.services.ec2.model.PrefixListEntry;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroupIdentifier;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/** What an endpoint puts elsewhere: routes to a prefix list in tables, interfaces in subnets. */
final class EndpointParts {
    private static final int PAGE = 1000;
    private static final Set<String> BY_GATEWAY = Set.of("s3", "dynamodb");
    private static final Map<String, String> BLOCKS = Map.of("s3", "52.216.0.0/15", "dynamodb", "52.94.0.0/22");

    private final Ec2Desk desk;
    private final RouteTables tables;
    private final Interfaces interfaces;
    private final SecurityGroups securityGroups;

    EndpointParts(Ec2Desk desk, RouteTables tables, Interfaces interfaces, SecurityGroups securityGroups) {
        this.desk = desk;
        this.tables = tables;
        this.interfaces = interfaces;
        this.securityGroups = securityGroups;
    }

    void install() {
        desk.on(DescribePrefixListsRequest.class, this::prefixLists);
        desk.on(DescribeManagedPrefixListsRequest.class, this::managed);
        desk.on(GetManagedPrefixListEntriesRequest.class, this::entries);
    }

    private DescribePrefixListsResponse prefixLists(DescribePrefixListsRequest request) {
        Filters<PrefixList> filters = new Filters<PrefixList>()
                .by("prefix-list-id", PrefixList::prefixListId)
                .by("prefix-list-name", PrefixList::prefixListName);
        List<PrefixList> matching = BY_GATEWAY.stream()
                .sorted()
                .map(this::prefixList)
                .filter(list -> request.prefixListIds().isEmpty()
                        || request.prefixListIds().contains(list.prefixListId()))
                .filter(list -> filters.match(list, Map.of(), request.filters()))
                .toList();
        Pages.Page<PrefixList> page = Pages.of(matching, request.maxResults(), PAGE, PAGE, request.nextToken());
        return DescribePrefixListsResponse.builder()
                .prefixLists(page.items())
                .nextToken(page.next())
                .build();
    }

    /** AWS's own: the ones that gateway endpoints lead to. */
    private DescribeManagedPrefixListsResponse managed(DescribeManagedPrefixListsRequest request) {
        Filters<ManagedPrefixList> filters = new Filters<ManagedPrefixList>()
                .by("prefix-list-id", ManagedPrefixList::prefixListId)
                .by("prefix-list-name", ManagedPrefixList::prefixListName)
                .by("owner-id", ManagedPrefixList::ownerId);
        List<ManagedPrefixList> matching = BY_GATEWAY.stream()
                .sorted()
                .map(this::managed)
                .filter(list -> request.prefixListIds().isEmpty()
                        || request.prefixListIds().contains(list.prefixListId()))
                .filter(list -> filters.match(list, Map.of(), request.filters()))
                .toList();
        return DescribeManagedPrefixListsResponse.builder()
                .prefixLists(matching)
                .build();
    }

    private ManagedPrefixList managed(String service) {
        PrefixList list = prefixList(service);
        return ManagedPrefixList.builder()
                .prefixListId(list.prefixListId())
                .prefixListName(list.prefixListName())
                .prefixListArn("arn:aws:ec2:" + desk.account().region() + ":aws:prefix-list/" + list.prefixListId())
                .addressFamily("IPv4")
                .ownerId("AWS")
                .state("create-complete")
                .build();
    }

    private GetManagedPrefixListEntriesResponse entries(GetManagedPrefixListEntriesRequest request) {
        PrefixList list = BY_GATEWAY.stream()
                .map(this::prefixList)
                .filter(one -> one.prefixListId().equals(request.prefixListId()))
                .findFirst()
                .orElseThrow(() -> AwsFault.badRequest(
                        "InvalidPrefixListID.NotFound",
                        "The prefix list ID '" + request.prefixListId() + "' does not exist"));
        return GetManagedPrefixListEntriesResponse.builder()
                .entries(list.cidrs().stream()
                        .map(cidr -> PrefixListEntry.builder().cidr(cidr).build())
                        .toList())
                .build();
    }

    private PrefixList prefixList(String service) {
        return PrefixList.builder()
                .prefixListId(prefixListId(service))
                .prefixListName(prefix() + service)
                .cidrs(BLOCKS.getOrDefault(service, "0.0.0.0/32"))
                .build();
    }

    /** Stable, since AWS's own are the same for everybody in a region. */
    private static String prefixListId(String service) {
        return "pl-" + String.format("%08x", service.hashCode());
    }

    private String prefix() {
        return "com.amazonaws." + desk.account().region() + ".";
    }

    /** @throws AwsFault {@code InvalidServiceName}, {@code InvalidParameter} */
    void mustServe(String serviceName, boolean asGateway) {
        if (!serviceName.startsWith(prefix())) {
            throw AwsFault.badRequest(
                    "InvalidServiceName", "The Vpc Endpoint Service '" + serviceName + "' does not exist");
        }
        if (asGateway && !BY_GATEWAY.contains(serviceName.substring(prefix().length()))) {
            throw AwsFault.badRequest(
                    "InvalidParameter",
                    "Endpoint type (Gateway) does not match available service types ([Interface]).");
        }
    }

    List<SecurityGroupIdentifier> groups(String vpcId, List<String> ids) {
        List<String> held = ids.isEmpty() ? List.of(securityGroups.usual(vpcId)) : ids;
        return held.stream()
                .map(id -> {
                    GroupIdentifier group = securityGroups.identifier(id);
                    return SecurityGroupIdentifier.builder()
                            .groupId(group.groupId())
                            .groupName(group.groupName())
                            .build();
                })
                .toList();
    }

    /** The endpoint with an interface in each of these subnets. */
    VpcEndpoint interfaced(VpcEndpoint endpoint, List<String> subnetIds, List<SecurityGroupIdentifier> groups) {
        List<String> groupIds =
                groups.stream().map(SecurityGroupIdentifier::groupId).toList();
        List<String> held = new ArrayList<>();
        subnetIds.forEach(subnet -> {
            NetworkInterface eni = interfaces.attach(
                    subnet, groupIds, "vpc_endpoint", "VPC Endpoint Interface " + endpoint.vpcEndpointId());
            held.add(eni.networkInterfaceId());
        });
        String service = endpoint.serviceName().substring(prefix().length());
        return endpoint.toBuilder()
                .subnetIds(subnetIds)
                .groups(groups)
                .networkInterfaceIds(held)
                .dnsEntries(DnsEntry.builder()
                        .dnsName(endpoint.vpcEndpointId() + "." + service + "."
                                + desk.account().region() + ".vpce.amazonaws.com")
                        .hostedZoneId("Z7HUB22UULQXV")
                        .build())
                .build();
    }

    void release(VpcEndpoint endpoint) {
        endpoint.networkInterfaceIds().forEach(interfaces::detach);
    }

    /** A gateway's routes stand in exactly these tables. */
    void route(VpcEndpoint endpoint, List<String> tableIds) {
        String service = endpoint.serviceName().substring(prefix().length());
        for (RouteTable table : List.copyOf(tables.shelf().all())) {
            List<Route> routes = new ArrayList<>(table.routes());
            routes.removeIf(route -> endpoint.vpcEndpointId().equals(route.gatewayId()));
            if (tableIds.contains(table.routeTableId())) {
                routes.add(Route.builder()
                        .destinationPrefixListId(prefixListId(service))
                        .gatewayId(endpoint.vpcEndpointId())
                        .origin("CreateRoute")
                        .state("active")
                        .build());
            }
            tables.put(table.toBuilder().routes(routes).build());
        }
    }
}
