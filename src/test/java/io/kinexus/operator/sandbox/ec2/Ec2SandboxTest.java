package io.kinexus.operator.sandbox.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.Sandbox;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.sandbox.door.InProcessDoor;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** EC2's own behaviour, as people and tools outside rely on it. */
class Ec2SandboxTest {
    private static final String ACCOUNT = "123456789012";
    private static final String REGION = "us-east-1";

    private final Sandbox sandbox = new Sandbox(SandboxScript.plain());
    private final Ec2Client ec2 = new InProcessDoor(sandbox).client(Ec2Client.class, ACCOUNT, REGION);

    private String vpc() {
        return ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
    }

    private String subnet(String vpcId, String cidr) {
        return ec2.createSubnet(r -> r.vpcId(vpcId).cidrBlock(cidr)).subnet().subnetId();
    }

    private String group(String vpcId, String name) {
        return ec2.createSecurityGroup(r -> r.vpcId(vpcId).groupName(name).description("d"))
                .groupId();
    }

    private static Filter filter(String name, String... values) {
        return Filter.builder().name(name).values(values).build();
    }

    private static IpPermission tcp(int port, String cidr) {
        return IpPermission.builder()
                .ipProtocol("tcp")
                .fromPort(port)
                .toPort(port)
                .ipRanges(IpRange.builder().cidrIp(cidr).build())
                .build();
    }

    private Account account() {
        return sandbox.account(ACCOUNT, REGION);
    }

    /** A bad call, and the code that AWS answers to it. */
    record Refused(String code, Consumer<Ec2SandboxTest> call) {}

    static Stream<Refused> refusals() {
        return Stream.of(
                new Refused("MissingParameter", t -> t.ec2.createVpc(r -> {})),
                new Refused("InvalidVpc.Range", t -> t.ec2.createVpc(r -> r.cidrBlock("10.0.0.0/8"))),
                new Refused("InvalidParameterValue", t -> t.ec2.createVpc(r -> r.cidrBlock("ten"))),
                new Refused(
                        "DryRunOperation",
                        t -> t.ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16").dryRun(true))),
                new Refused("InvalidVpcID.NotFound", t -> t.ec2.describeVpcs(r -> r.vpcIds("vpc-1"))),
                new Refused(
                        "InvalidVpcID.NotFound",
                        t -> t.ec2.createSubnet(r -> r.vpcId("vpc-1").cidrBlock("10.0.0.0/24"))),
                new Refused("InvalidSubnet.Range", t -> t.subnet(t.vpc(), "10.1.0.0/24")),
                new Refused("InvalidSubnet.Range", t -> t.subnet(t.vpc(), "10.0.0.0/30")),
                new Refused("InvalidSubnet.Conflict", t -> {
                    String vpc = t.vpc();
                    t.subnet(vpc, "10.0.0.0/24");
                    t.subnet(vpc, "10.0.0.128/25");
                }),
                new Refused("InvalidParameterValue", t -> {
                    String vpc = t.vpc();
                    t.ec2.createSubnet(
                            r -> r.vpcId(vpc).cidrBlock("10.0.0.0/24").availabilityZone("eu-west-1a"));
                }),
                new Refused("InvalidGroup.Duplicate", t -> {
                    String vpc = t.vpc();
                    t.group(vpc, "a");
                    t.group(vpc, "a");
                }),
                new Refused("InvalidGroup.NotFound", t -> t.ec2.deleteSecurityGroup(r -> r.groupId("sg-1"))),
                new Refused("InvalidParameterValue", t -> t.group(t.vpc(), "sg-mine")),
                new Refused("InvalidPermission.Duplicate", t -> {
                    String group = t.group(t.vpc(), "a");
                    t.ec2.authorizeSecurityGroupIngress(r -> r.groupId(group).ipPermissions(tcp(80, "10.0.0.0/8")));
                    t.ec2.authorizeSecurityGroupIngress(r -> r.groupId(group).ipPermissions(tcp(80, "10.1.2.3/8")));
                }),
                new Refused("InvalidPermission.NotFound", t -> {
                    String group = t.group(t.vpc(), "a");
                    t.ec2.revokeSecurityGroupIngress(r -> r.groupId(group).ipPermissions(tcp(80, "10.0.0.0/8")));
                }),
                new Refused("CannotDelete", t -> {
                    String vpc = t.vpc();
                    String usual = t.account()
                            .service(Ec2Sandbox.class)
                            .defaultGroup(vpc)
                            .orElseThrow();
                    t.ec2.deleteSecurityGroup(r -> r.groupId(usual));
                }),
                new Refused("DependencyViolation", t -> {
                    String vpc = t.vpc();
                    t.subnet(vpc, "10.0.0.0/24");
                    t.ec2.deleteVpc(r -> r.vpcId(vpc));
                }),
                new Refused("DependencyViolation", t -> {
                    String subnet = t.subnet(t.vpc(), "10.0.0.0/24");
                    t.account().service(Ec2Sandbox.class).attach(subnet, List.of(), "interface", "a task");
                    t.ec2.deleteSubnet(r -> r.subnetId(subnet));
                }),
                new Refused("InvalidRoute.NotFound", t -> {
                    String vpc = t.vpc();
                    String table = t.ec2.createRouteTable(r -> r.vpcId(vpc))
                            .routeTable()
                            .routeTableId();
                    t.ec2.deleteRoute(r -> r.routeTableId(table).destinationCidrBlock("0.0.0.0/0"));
                }),
                new Refused("Gateway.NotAttached", t -> {
                    String subnet = t.subnet(t.vpc(), "10.0.0.0/24");
                    String address = t.ec2.allocateAddress(r -> r.domain("vpc")).allocationId();
                    t.ec2.createNatGateway(r -> r.subnetId(subnet).allocationId(address));
                }),
                new Refused("InvalidServiceName", t -> {
                    String vpc = t.vpc();
                    t.ec2.createVpcEndpoint(r -> r.vpcId(vpc).serviceName("s3"));
                }),
                new Refused("InvalidParameterValue", t -> t.ec2.describeVpcs(r -> r.filters(filter("colour", "red")))),
                new Refused("InvalidParameterValue", t -> t.ec2.describeVpcs(r -> r.maxResults(4))),
                new Refused("InvalidParameterValue", t -> t.ec2.describeRouteTables(r -> r.maxResults(101))),
                new Refused(
                        "FilterLimitExceeded",
                        t -> t.ec2.describeVpcs(r -> r.filters(filter(
                                "vpc-id",
                                IntStream.range(0, 201)
                                        .mapToObj(i -> "vpc-" + i)
                                        .toArray(String[]::new))))),
                new Refused(
                        "InvalidParameterValue",
                        t -> t.ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")
                                .tagSpecifications(TagSpecification.builder()
                                        .resourceType("subnet")
                                        .tags(Tag.builder().key("a").value("b").build())
                                        .build()))),
                new Refused(
                        "InvalidID",
                        t -> t.ec2.createTags(r -> r.resources("vpc-1")
                                .tags(Tag.builder().key("a").value("b").build()))));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void badInputIsAnsweredWithAwsOwnCode(Refused refused) {
        assertThatThrownBy(() -> refused.call().accept(this))
                .isInstanceOfSatisfying(SdkException.class, failure -> assertThat(AwsFailures.code(failure))
                        .isEqualTo(refused.code()));
    }

    @Test
    void anAccountStartsWithItsDefaultVpc() {
        Vpc usual = ec2.describeVpcs(r -> r.filters(filter("is-default", "true")))
                .vpcs()
                .get(0);
        assertThat(usual.cidrBlock()).isEqualTo("172.31.0.0/16");
        assertThat(ec2.describeSubnets(r -> r.filters(filter("vpc-id", usual.vpcId())))
                        .subnets())
                .hasSize(6)
                .allMatch(subnet -> subnet.availableIpAddressCount() == 4091);
    }

    @Test
    void aVpcComesWithItsTableGroupAndAclAndTakesThemAlong() {
        String vpc = vpc();
        Filter inIt = filter("vpc-id", vpc);
        assertThat(ec2.describeRouteTables(r -> r.filters(inIt, filter("association.main", "true")))
                        .routeTables())
                .hasSize(1);
        assertThat(ec2.describeNetworkAcls(r -> r.filters(inIt, filter("default", "true")))
                        .networkAcls())
                .hasSize(1);
        assertThat(ec2.describeSecurityGroups(r -> r.filters(inIt, filter("group-name", "def*")))
                        .securityGroups())
                .hasSize(1);
        ec2.deleteVpc(r -> r.vpcId(vpc));
        assertThat(ec2.describeRouteTables(r -> r.filters(inIt)).routeTables()).isEmpty();
        assertThat(ec2.describeNetworkAcls(r -> r.filters(inIt)).networkAcls()).isEmpty();
        assertThat(ec2.describeSecurityGroups(r -> r.filters(inIt)).securityGroups())
                .isEmpty();
    }

    @Test
    void aNewGroupLetsAllOutAndNobodyIn() {
        String group = group(vpc(), "a");
        var shown = ec2.describeSecurityGroups(r -> r.groupIds(group))
                .securityGroups()
                .get(0);
        assertThat(shown.ipPermissions()).isEmpty();
        assertThat(shown.ipPermissionsEgress()).hasSize(1);
        assertThat(shown.ipPermissionsEgress().get(0).ipProtocol()).isEqualTo("-1");
        assertThat(shown.ipPermissionsEgress().get(0).fromPort()).isNull();
    }

    @Test
    void addressesOfASubnetAreTakenAndGivenBack() {
        Ec2Sandbox inside = account().service(Ec2Sandbox.class);
        String subnet = subnet(vpc(), "10.0.0.0/28");
        assertThat(inside.freeAddresses(subnet)).contains(11);
        List<Ec2Sandbox.Attached> all = IntStream.range(0, 11)
                .mapToObj(i -> inside.attach(subnet, List.of(), "interface", "task " + i))
                .toList();
        assertThat(all.get(0).privateIp()).isEqualTo("10.0.0.4");
        assertThatThrownBy(() -> inside.attach(subnet, List.of(), "interface", "one too many"))
                .hasMessageContaining("free addresses");
        inside.detach(all.get(3).id());
        assertThat(inside.attach(subnet, List.of(), "interface", "again").privateIp())
                .isEqualTo("10.0.0.7");
        assertThat(ec2.describeSubnets(r -> r.subnetIds(subnet))
                        .subnets()
                        .get(0)
                        .availableIpAddressCount())
                .isZero();
    }

    @Test
    void theSameTokenMakesOneGateway() {
        String vpc = vpc();
        String gateway = ec2.createInternetGateway(r -> {}).internetGateway().internetGatewayId();
        ec2.attachInternetGateway(r -> r.internetGatewayId(gateway).vpcId(vpc));
        String subnet = subnet(vpc, "10.0.0.0/24");
        String address = ec2.allocateAddress(r -> r.domain("vpc")).allocationId();
        String first = nat(subnet, address);
        assertThat(nat(subnet, address)).isEqualTo(first);
        assertThat(state(first)).isEqualTo(NatGatewayState.PENDING);
        sandbox.advance(Duration.ofSeconds(90));
        assertThat(state(first)).isEqualTo(NatGatewayState.AVAILABLE);
        assertThatThrownBy(() -> ec2.detachInternetGateway(
                        r -> r.internetGatewayId(gateway).vpcId(vpc)))
                .isInstanceOf(Ec2Exception.class)
                .hasMessageContaining("mapped public address");
        ec2.deleteNatGateway(r -> r.natGatewayId(first));
        assertThat(state(first)).isEqualTo(NatGatewayState.DELETING);
        sandbox.advance(Duration.ofSeconds(60));
        assertThat(state(first)).isEqualTo(NatGatewayState.DELETED);
        ec2.releaseAddress(r -> r.allocationId(address));
    }

    private String nat(String subnet, String address) {
        return ec2.createNatGateway(
                        r -> r.subnetId(subnet).allocationId(address).clientToken("token"))
                .natGateway()
                .natGatewayId();
    }

    private NatGatewayState state(String id) {
        return ec2.describeNatGateways(r -> r.natGatewayIds(id))
                .natGateways()
                .get(0)
                .state();
    }

    @Test
    void tagsAreTheSameThroughEveryCall() {
        String vpc = vpc();
        ec2.createTags(
                r -> r.resources(vpc).tags(Tag.builder().key("team").value("a").build()));
        assertThat(ec2.describeVpcs(r -> r.filters(filter("tag:team", "a"))).vpcs())
                .extracting(Vpc::vpcId)
                .containsExactly(vpc);
        assertThat(ec2.describeTags(r -> r.filters(filter("resource-id", vpc))).tags())
                .hasSize(1);
        ec2.deleteTags(r -> r.resources(vpc).tags(Tag.builder().key("team").build()));
        assertThat(ec2.describeVpcs(r -> r.filters(filter("tag-key", "team"))).vpcs())
                .isEmpty();
    }

    @Test
    void longListsComeInPages() {
        String vpc = vpc();
        IntStream.range(0, 12).forEach(i -> group(vpc, "g" + i));
        var first =
                ec2.describeSecurityGroups(r -> r.filters(filter("vpc-id", vpc)).maxResults(5));
        assertThat(first.securityGroups()).hasSize(5);
        assertThat(first.nextToken()).isNotNull();
        assertThat(ec2
                        .describeSecurityGroupsPaginator(
                                r -> r.filters(filter("vpc-id", vpc)).maxResults(5))
                        .securityGroups()
                        .stream())
                .hasSize(13);
    }

    @Test
    void theStateIsReadable() {
        String vpc = vpc();
        assertThat(account().service(Ec2Sandbox.class).state().toString()).contains(vpc, "10.0.0.0/16");
    }
}
