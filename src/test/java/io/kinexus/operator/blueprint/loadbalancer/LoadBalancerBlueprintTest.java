package io.kinexus.operator.blueprint.loadbalancer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.bucket.BucketDeclaration;
import io.kinexus.operator.blueprint.loadbalancer.LoadBalancerDeclaration.AccessLogs;
import io.kinexus.operator.blueprint.loadbalancer.LoadBalancerDeclaration.Listener;
import io.kinexus.operator.blueprint.loadbalancer.LoadBalancerDeclaration.Scheme;
import io.kinexus.operator.blueprint.network.NetworkDeclaration;
import io.kinexus.operator.blueprint.network.Tier;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Spec;
import io.kinexus.operator.kind.listener.ListenerSpec;
import io.kinexus.operator.kind.loadbalancer.LoadBalancerSpec;
import io.kinexus.operator.kind.securitygrouprule.SecurityGroupRuleSpec;
import io.kinexus.operator.support.DeclaredSite;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadBalancerBlueprintTest {
    private static final String ARN = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/x/0123";
    private final LoadBalancerBlueprint blueprint = new LoadBalancerBlueprint();
    private final DeclaredSite site =
            new DeclaredSite("load-balancer/main").with("network/main", network(Tier.PUBLIC, Tier.PRIVATE));

    private static NetworkDeclaration network(Tier... tiers) {
        return new NetworkDeclaration(
                Optional.of("10.0.0.0/16"),
                Optional.of(2),
                List.of(tiers),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    private static LoadBalancerDeclaration declared(Scheme scheme, Listener... listeners) {
        return full(scheme, Optional.empty(), List.of(), listeners);
    }

    private static LoadBalancerDeclaration full(
            Scheme scheme, Optional<AccessLogs> logs, List<String> from, Listener... listeners) {
        return new LoadBalancerDeclaration(
                Optional.of("main"),
                scheme,
                List.of(listeners),
                logs,
                true,
                Duration.ofSeconds(60),
                from,
                Optional.empty());
    }

    private static Listener plain(int port) {
        return new Listener(port, Optional.empty(), Optional.empty(), List.of(), Optional.empty());
    }

    private static Listener redirect(int port, int to) {
        return new Listener(port, Optional.of(to), Optional.empty(), List.of(), Optional.empty());
    }

    private static Listener https(int port, String certificate) {
        return new Listener(port, Optional.empty(), Optional.of(certificate), List.of(), Optional.empty());
    }

    private <S extends Spec> S spec(LoadBalancerDeclaration declared, String id, Class<S> type) {
        return blueprint.expand(declared, site).stream()
                .filter(one -> one.id().local().equals(id))
                .map(one -> type.cast(one.spec()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void facingTheInternetItBecomesAGroupItsRulesTheBalancerAndItsListeners() {
        LoadBalancerDeclaration one = declared(Scheme.INTERNET_FACING, redirect(80, 443), https(443, "api"));
        assertThat(blueprint.check(one, site)).isEmpty();
        assertThat(blueprint.expand(one, site))
                .extracting(each -> each.id().local())
                .containsExactly(
                        "security-group/main-lb",
                        "security-group-rule/world-to-main-lb-80",
                        "security-group-rule/world-ipv6-to-main-lb-80",
                        "security-group-rule/world-to-main-lb-443",
                        "security-group-rule/world-ipv6-to-main-lb-443",
                        "load-balancer/main",
                        "listener/main-80",
                        "listener/main-443");
        assertThat(spec(one, "listener/main-80", ListenerSpec.class).action())
                .isEqualTo(new ListenerSpec.Redirect(443));
        ListenerSpec secure = spec(one, "listener/main-443", ListenerSpec.class);
        assertThat(secure.certificateArns()).containsExactly("${certificate/api.arn}");
        assertThat(secure.sslPolicy()).contains(LoadBalancerBlueprint.SSL_POLICY);
        assertThat(secure.action()).isEqualTo(new ListenerSpec.FixedResponse(404));
        LoadBalancerSpec balancer = spec(one, "load-balancer/main", LoadBalancerSpec.class);
        assertThat(balancer.subnetIds())
                .containsExactly("${subnet/main-public-a.subnetId}", "${subnet/main-public-b.subnetId}");
        assertThat(balancer.attributes()).containsEntry(LoadBalancerSpec.DELETION_PROTECTION, "true");
    }

    @Test
    void insideTheNetworkItStandsInThePrivateTierAndOnlyTheNetworkGetsIn() {
        LoadBalancerDeclaration one = declared(Scheme.INTERNAL, plain(80));
        assertThat(spec(one, "load-balancer/main", LoadBalancerSpec.class)
                        .subnetIds()
                        .get(0))
                .contains("private");
        assertThat(spec(one, "security-group-rule/10.0.0.0_16-to-main-lb-80", SecurityGroupRuleSpec.class)
                        .cidrIpv4())
                .contains("10.0.0.0/16");
    }

    @Test
    void logsReferToTheBucketSoThatItIsThereFirst() {
        site.with("bucket/logs", bucket(true));
        LoadBalancerDeclaration one = full(
                Scheme.INTERNET_FACING, Optional.of(new AccessLogs("logs", Optional.of("lb"))), List.of(), plain(80));
        assertThat(blueprint.check(one, site)).isEmpty();
        assertThat(spec(one, "load-balancer/main", LoadBalancerSpec.class).attributes())
                .containsEntry(LoadBalancerSpec.LOGS, "true")
                .containsEntry(LoadBalancerSpec.LOGS_BUCKET, "${bucket/logs.name}")
                .containsEntry(LoadBalancerSpec.LOGS_PREFIX, "lb");
    }

    @Test
    void aBucketThatLetsNoLogsInIsAMistake() {
        site.with("bucket/logs", bucket(false));
        assertThat(paths(full(
                        Scheme.INTERNET_FACING,
                        Optional.of(new AccessLogs("logs", Optional.empty())),
                        List.of(),
                        plain(80))))
                .containsExactly("spec.accessLogs.bucket");
    }

    @Test
    void listenersThatCannotBe() {
        assertThat(paths(declared(Scheme.INTERNET_FACING, plain(443))))
                .containsExactly("spec.listeners[0].certificate");
        assertThat(paths(declared(Scheme.INTERNET_FACING, redirect(80, 443))))
                .containsExactly("spec.listeners[0].redirectTo");
        assertThat(paths(declared(Scheme.INTERNET_FACING, plain(80), plain(80))))
                .containsExactly("spec.listeners[1].port");
        assertThat(paths(declared(Scheme.INTERNET_FACING))).containsExactly("spec.listeners");
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.0/8,true", "10.0.0.1/8,false", "300.0.0.0/8,false", "2001:db8::/32,true", "0.0.0.0/0,true"})
    void aRangeHasNoBitsBeyondItsLength(String range, boolean fine) {
        assertThat(paths(full(Scheme.INTERNET_FACING, Optional.empty(), List.of(range), plain(80))))
                .isEqualTo(fine ? List.of() : List.of("spec.allowFrom[0]"));
    }

    @Test
    void facingTheInternetNeedsAPublicTier() {
        site.with("network/main", network(Tier.PRIVATE));
        assertThat(paths(declared(Scheme.INTERNET_FACING, plain(80)))).containsExactly("spec.network");
    }

    @Test
    void oneThatExistsIsPointedAtWithItsListeners() {
        LoadBalancerDeclaration there = new LoadBalancerDeclaration(
                Optional.empty(),
                Scheme.INTERNET_FACING,
                List.of(plain(443)),
                Optional.empty(),
                false,
                Duration.ofSeconds(60),
                List.of(),
                Optional.of(ARN));
        assertThat(blueprint.check(there, site)).isEmpty();
        List<Declared<?>> all = blueprint.expand(there, site);
        assertThat(all).extracting(one -> one.id().local()).containsExactly("load-balancer/main", "listener/main-443");
        assertThat(all).allSatisfy(one -> assertThat(one.existing()).contains(ARN));
    }

    private List<String> paths(LoadBalancerDeclaration declared) {
        return blueprint.check(declared, site).stream().map(Flaw::path).toList();
    }

    private static BucketDeclaration bucket(boolean logs) {
        return new BucketDeclaration(Optional.empty(), false, true, logs, Optional.empty(), List.of());
    }
}
