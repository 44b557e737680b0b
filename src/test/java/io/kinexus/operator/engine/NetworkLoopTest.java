package io.kinexus.operator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.blueprint.network.NatGateways;
import io.kinexus.operator.blueprint.network.NetworkBlueprint;
import io.kinexus.operator.blueprint.network.NetworkDeclaration;
import io.kinexus.operator.blueprint.network.Tier;
import io.kinexus.operator.core.environment.Limits;
import io.kinexus.operator.core.environment.Permit;
import io.kinexus.operator.core.environment.Settings;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import io.kinexus.operator.sandbox.LostReply;
import io.kinexus.operator.sandbox.Sandbox;
import io.kinexus.operator.sandbox.door.InProcessDoor;
import io.kinexus.operator.support.DeclaredSite;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.Tag;

/** A whole network through the loop: from nothing, through changes by file and by hand, to nothing. */
class NetworkLoopTest {
    private static final Duration TURN = Duration.ofSeconds(60);
    private static final int MOST_TURNS = 12;

    private final TestLoop test = new TestLoop();

    @BeforeEach
    void manyDeletesAreAllowed() {
        settings(List.of());
    }

    private void settings(List<Permit> permits) {
        Settings usual = test.settings;
        test.settings = new Settings(
                usual.name(),
                usual.account(),
                usual.region(),
                usual.mode(),
                usual.tags(),
                usual.fast(),
                usual.slow(),
                new Limits(100, 3),
                List.of(),
                permits);
    }

    private void declare(NatGateways nat) {
        NetworkDeclaration network = new NetworkDeclaration(
                Optional.of("10.0.0.0/16"),
                Optional.of(2),
                List.of(Tier.PUBLIC, Tier.PRIVATE, Tier.DATABASE),
                Optional.of(nat),
                List.of("s3", "ecr.api"),
                Optional.empty());
        test.resources.clear();
        test.resources.addAll(
                new NetworkBlueprint().expand(network, new DeclaredSite("network/main").with("network/main", network)));
    }

    /** Turns until nothing is written and all is at rest. */
    private void converge() {
        for (int i = 0; i < MOST_TURNS; i++) {
            int before = test.writes().size();
            Turned turned = test.turn();
            test.sandbox.advance(TURN);
            if (test.writes().size() == before
                    && turned.snapshot().sync().equals("InSync")
                    && turned.snapshot().health().equals("Healthy")) {
                return;
            }
        }
        throw new AssertionError("not at rest: " + test.turn().run().lines());
    }

    private Ec2Client ec2() {
        return new InProcessDoor(test.sandbox).client(Ec2Client.class, "123456789012", "us-east-1");
    }

    private static Filter ours() {
        return Filter.builder().name("tag:kinexus:environment").values("test").build();
    }

    private List<NatGateway> gateways() {
        return ec2().describeNatGateways(r -> r.filter(
                        ours(),
                        Filter.builder().name("state").values("available").build()))
                .natGateways();
    }

    private Set<String> targetsOfTheWayOut() {
        return ec2().describeRouteTables(r -> r.filters(ours())).routeTables().stream()
                .flatMap(table -> table.routes().stream())
                .map(Route::natGatewayId)
                .filter(id -> id != null)
                .collect(Collectors.toSet());
    }

    @Test
    void fromNothingToAtRestAndThenQuiet() {
        declare(NatGateways.ONE);
        converge();
        int after = test.writes().size();
        for (int i = 0; i < 10; i++) {
            test.turn();
        }
        assertThat(test.writes()).hasSize(after);
        assertThat(gateways()).hasSize(1);
    }

    @Test
    void aGatewayDeletedByHandIsMadeAgainAndTheRouteFollowsIt() {
        declare(NatGateways.ONE);
        converge();
        String old = gateways().get(0).natGatewayId();
        ec2().deleteNatGateway(r -> r.natGatewayId(old));
        converge();
        assertThat(gateways()).hasSize(1);
        assertThat(gateways().get(0).natGatewayId()).isNotEqualTo(old);
        assertThat(targetsOfTheWayOut()).containsExactly(gateways().get(0).natGatewayId());
    }

    @Test
    void anotherNumberOfGatewaysMovesTheSubnets() {
        declare(NatGateways.ONE);
        converge();
        declare(NatGateways.PER_ZONE);
        converge();
        assertThat(gateways()).hasSize(2);
        assertThat(targetsOfTheWayOut()).hasSize(2);
        declare(NatGateways.NONE);
        converge();
        assertThat(gateways()).isEmpty();
        assertThat(targetsOfTheWayOut()).isEmpty();
        assertThat(ec2().describeAddresses().addresses()).isEmpty();
    }

    @Test
    void doorsOpenedByHandAreClosed() {
        declare(NatGateways.NONE);
        converge();
        String group = ec2().describeSecurityGroups(r -> r.filters(ours()))
                .securityGroups()
                .get(0)
                .groupId();
        ec2().authorizeSecurityGroupIngress(r ->
                r.groupId(group).ipProtocol("tcp").fromPort(0).toPort(65535).cidrIp("0.0.0.0/0"));
        converge();
        assertThat(ec2().describeSecurityGroupRules(r -> r.maxResults(1000)).securityGroupRules().stream()
                        .filter(rule -> rule.groupId().equals(group))
                        .map(rule -> String.valueOf(rule.cidrIpv4())))
                .containsExactly("10.0.0.0/16");
    }

    @Test
    void aTagOfTheEnvironmentChangedByHandIsPutBackAndNothingIsMade() {
        declare(NatGateways.NONE);
        converge();
        String vpc = ec2().describeVpcs(r -> r.filters(ours())).vpcs().get(0).vpcId();
        ec2().createTags(r -> r.resources(vpc)
                .tags(Tag.builder().key("application").value("other").build()));
        converge();
        assertThat(ec2().describeVpcs(r -> r.filters(ours())).vpcs()).hasSize(1);
    }

    @Test
    void whatIsNoLongerDeclaredGoesAway() {
        declare(NatGateways.ONE);
        converge();
        String vpc = ec2().describeVpcs(r -> r.filters(ours())).vpcs().get(0).vpcId();
        String arn = "arn:aws:ec2:us-east-1:123456789012:vpc/" + vpc;
        settings(List.of(new Permit(Permit.Kind.DELETE, arn, Instant.parse("2099-01-01T00:00:00Z"), "moved")));
        test.resources.clear();
        test.commit = "two";
        converge();
        assertThat(ec2().describeVpcs(r -> r.filters(ours())).vpcs()).isEmpty();
        assertThat(ec2().describeAddresses().addresses()).isEmpty();
    }

    @Test
    void noCallIsMadeThatNoKindDeclares() {
        declare(NatGateways.PER_ZONE);
        converge();
        declare(NatGateways.NONE);
        converge();
        Set<String> declared = Kinds.installed().all().stream()
                .flatMap(kind -> kind.permissions().stream())
                .map(Permission::action)
                .collect(Collectors.toSet());
        assertThat(test.sandbox.calls().stream()
                        .filter(logged -> logged.call().service().equals("ec2"))
                        .map(logged -> "ec2:" + logged.call().action())
                        .distinct())
                .isNotEmpty()
                .allMatch(declared::contains);
    }

    @Test
    void aQuietLookTakesNoMoreCallsThanTheKindsSay() {
        declare(NatGateways.ONE);
        converge();
        Map<KindName, Long> counts = test.resources.stream()
                .collect(Collectors.groupingBy(one -> one.id().kind(), Collectors.counting()));
        long floor = counts.entrySet().stream()
                .mapToLong(one -> Kinds.installed().of(one.getKey()).floor().calls(one.getValue()))
                .sum();
        int before = test.sandbox.calls().size();
        test.turn();
        assertThat(test.sandbox.calls().subList(before, test.sandbox.calls().size()).stream()
                        .filter(logged -> logged.call().service().equals("ec2"))
                        .count())
                .isEqualTo(floor);
    }

    @Test
    void lostRepliesAndFailedReadsMakeNothingTwice() {
        Random dice = new Random(7);
        test.sandbox.weather((call, request, account) -> {
            AwsResponse answer = account.get();
            if (dice.nextInt(100) < 12) {
                throw new LostReply("after " + call.action());
            }
            return answer;
        });
        declare(NatGateways.PER_ZONE);
        for (int i = 0; i < 25; i++) {
            test.turn();
            test.sandbox.advance(TURN);
        }
        test.sandbox.weather(Sandbox.Weather.fair());
        converge();
        assertThat(ec2().describeVpcs(r -> r.filters(ours())).vpcs()).hasSize(1);
        assertThat(ec2().describeSubnets(r -> r.filters(ours())).subnets()).hasSize(6);
        assertThat(ec2().describeAddresses().addresses()).hasSize(2);
        assertThat(ec2().describeRouteTables(r -> r.filters(ours())).routeTables())
                .hasSize(4);
        assertThat(ec2().describeVpcEndpoints(r -> r.filters(ours())).vpcEndpoints())
                .hasSize(2);
        assertThat(gateways()).hasSize(2);
    }
}
