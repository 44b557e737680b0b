package io.kinexus.operator.sandbox.ec2;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Pages;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpcRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.ModifyVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockAssociation;

/**
 * VPCs and their attributes. What AWS makes with each VPC (main route table, default group, default network ACL) is made
 * by the listeners, and what stands in the way of its end is asked of them.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html">VPC CIDR blocks</a>
 */
final class Vpcs {
    private static final int LARGEST = 16;
    private static final int SMALLEST = 28;
    private static final int PAGE = 1000;
    private static final Shelf.Label LABEL =
            new Shelf.Label("vpc", "vpc", "InvalidVpcID.NotFound", "The vpc ID '%s' does not exist");

    private record Attributes(boolean dnsSupport, boolean dnsHostnames, boolean usageMetrics) {}

    /** Who lives in a VPC: told of its making and its end, and asked before it. */
    interface Dweller {
        default void made(Vpc vpc) {}

        /** @throws AwsFault {@code DependencyViolation} while something stands in the way */
        void mayGo(Vpc vpc);

        default void gone(Vpc vpc) {}
    }

    private final Ec2Desk desk;
    private final List<Dweller> dwellers;
    private final Shelf<Vpc> shelf;
    private final Map<String, Attributes> attributes = new HashMap<>();

    Vpcs(Ec2Desk desk, List<Dweller> dwellers) {
        this.desk = desk;
        this.dwellers = dwellers;
        shelf = new Shelf<>(
                desk,
                LABEL,
                new Filters<Vpc>()
                        .by("vpc-id", Vpc::vpcId)
                        .by("cidr", Vpc::cidrBlock)
                        .by("cidr-block", Vpc::cidrBlock)
                        .by("cidrBlock", Vpc::cidrBlock)
                        .by("cidr-block-association.cidr-block", Vpc::cidrBlock)
                        .by("state", Vpc::stateAsString)
                        .by("owner-id", Vpc::ownerId)
                        .by("dhcp-options-id", Vpc::dhcpOptionsId)
                        .by("is-default", Vpc::isDefault)
                        .by("isDefault", Vpc::isDefault));
    }

    Shelf<Vpc> shelf() {
        return shelf;
    }

    void install() {
        desk.on(CreateVpcRequest.class, this::create);
        desk.on(DescribeVpcsRequest.class, this::describe);
        desk.on(DeleteVpcRequest.class, this::delete);
        desk.on(DescribeVpcAttributeRequest.class, this::describeAttribute);
        desk.on(ModifyVpcAttributeRequest.class, this::modifyAttribute);
    }

    private CreateVpcResponse create(CreateVpcRequest request) {
        if (request.cidrBlock() == null) {
            throw Ec2Desk.missing("cidrBlock");
        }
        Block block = Block.parse(request.cidrBlock());
        if (block.prefix() < LARGEST || block.prefix() > SMALLEST) {
            throw AwsFault.badRequest("InvalidVpc.Range", "The CIDR '" + request.cidrBlock() + "' is invalid.");
        }
        Map<String, String> tags = shelf.asked(request.tagSpecifications());
        Vpc vpc = make(block, false, tags);
        return CreateVpcResponse.builder().vpc(shown(vpc)).build();
    }

    /** A VPC with everything that AWS makes with it. */
    Vpc make(Block block, boolean usual, Map<String, String> tags) {
        String id = shelf.freshId();
        Vpc vpc = Vpc.builder()
                .vpcId(id)
                .cidrBlock(block.toString())
                .cidrBlockAssociationSet(VpcCidrBlockAssociation.builder()
                        .associationId(desk.freshId("vpc-cidr-assoc"))
                        .cidrBlock(block.toString())
                        .cidrBlockState(s -> s.state("associated"))
                        .build())
                .ipv6CidrBlockAssociationSet(List.of())
                .dhcpOptionsId("dopt-" + desk.account().id().substring(4))
                .instanceTenancy("default")
                .isDefault(usual)
                .ownerId(desk.account().id())
                .state("available")
                .build();
        shelf.add(id, vpc, tags);
        attributes.put(id, new Attributes(true, usual, false));
        dwellers.forEach(dweller -> dweller.made(vpc));
        return vpc;
    }

    private DescribeVpcsResponse describe(DescribeVpcsRequest request) {
        Pages.Page<Vpc> page =
                shelf.page(request.vpcIds(), request.filters(), request.maxResults(), PAGE, request.nextToken());
        return DescribeVpcsResponse.builder()
                .vpcs(page.items().stream().map(this::shown).toList())
                .nextToken(page.next())
                .build();
    }

    private Vpc shown(Vpc vpc) {
        return vpc.toBuilder().tags(shelf.tags(vpc.vpcId())).build();
    }

    private DeleteVpcResponse delete(DeleteVpcRequest request) {
        Vpc vpc = shelf.get(request.vpcId());
        dwellers.forEach(dweller -> dweller.mayGo(vpc));
        dwellers.forEach(dweller -> dweller.gone(vpc));
        shelf.remove(vpc.vpcId());
        attributes.remove(vpc.vpcId());
        return DeleteVpcResponse.builder().build();
    }

    private DescribeVpcAttributeResponse describeAttribute(DescribeVpcAttributeRequest request) {
        Attributes live = of(shelf.get(request.vpcId()));
        DescribeVpcAttributeResponse.Builder answer =
                DescribeVpcAttributeResponse.builder().vpcId(request.vpcId());
        return switch (request.attributeAsString()) {
            case "enableDnsSupport" ->
                answer.enableDnsSupport(value(live.dnsSupport())).build();
            case "enableDnsHostnames" ->
                answer.enableDnsHostnames(value(live.dnsHostnames())).build();
            case "enableNetworkAddressUsageMetrics" ->
                answer.enableNetworkAddressUsageMetrics(value(live.usageMetrics()))
                        .build();
            default ->
                throw Ec2Desk.invalid(
                        "Value (" + request.attributeAsString() + ") for parameter attribute is invalid.");
        };
    }

    private static Consumer<AttributeBooleanValue.Builder> value(boolean on) {
        return builder -> builder.value(on);
    }

    private ModifyVpcAttributeResponse modifyAttribute(ModifyVpcAttributeRequest request) {
        Vpc vpc = shelf.get(request.vpcId());
        Attributes live = of(vpc);
        long asked = Stream.of(
                        request.enableDnsSupport(),
                        request.enableDnsHostnames(),
                        request.enableNetworkAddressUsageMetrics())
                .filter(Objects::nonNull)
                .count();
        if (asked != 1) {
            throw AwsFault.badRequest(
                    "InvalidParameterCombination", "Fields for multiple attribute types specified, or none");
        }
        boolean support = request.enableDnsSupport() == null
                ? live.dnsSupport()
                : request.enableDnsSupport().value();
        boolean hostnames = request.enableDnsHostnames() == null
                ? live.dnsHostnames()
                : request.enableDnsHostnames().value();
        boolean metrics = request.enableNetworkAddressUsageMetrics() == null
                ? live.usageMetrics()
                : request.enableNetworkAddressUsageMetrics().value();
        attributes.put(vpc.vpcId(), new Attributes(support, hostnames, metrics));
        return ModifyVpcAttributeResponse.builder().build();
    }

    private Attributes of(Vpc vpc) {
        return attributes.getOrDefault(vpc.vpcId(), new Attributes(true, false, false));
    }

    /** For the account's readable state. */
    Map<String, ?> attributes() {
        return Map.copyOf(attributes);
    }
}
