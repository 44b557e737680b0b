package io.kinexus.operator.rollout.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.policy.Place;
import io.kinexus.operator.core.rollout.Verification.Check;
import io.kinexus.operator.core.rollout.Verification.Result;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.support.Balanced;
import io.kinexus.operator.support.SandboxDoor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/** The certificate that the service is reached with, as time goes by. */
class CertificateProbeTest {
    private final SandboxDoor door = new SandboxDoor(SandboxScript.plain());
    private Ready world;
    private String rule = "";

    @BeforeEach
    void anHttpsListenerWithTwoCertificates() {
        world = new Ready(door.scope());
        String standard = world.network.certificate("example.org");
        String own = world.network.certificate("*.example.com");
        door.sandbox().advance(Duration.ofHours(1));
        String listener = world.network
                .elb()
                .createListener(r -> r.loadBalancerArn(balancer())
                        .port(443)
                        .protocol("HTTPS")
                        .certificates(certificate(standard))
                        .defaultActions(Balanced.answer("404", "")))
                .listeners()
                .get(0)
                .listenerArn();
        world.network.elb().addListenerCertificates(r -> r.listenerArn(listener).certificates(certificate(own)));
        rule = world.network
                .elb()
                .createRule(r -> r.listenerArn(listener)
                        .priority(1)
                        .conditions(host("api.example.com"))
                        .actions(world.forward(1, 0)))
                .rules()
                .get(0)
                .ruleArn();
    }

    @AfterEach
    void close() {
        door.close();
    }

    private String balancer() {
        return world.network
                .elb()
                .describeLoadBalancers()
                .loadBalancers()
                .get(0)
                .loadBalancerArn();
    }

    private static Certificate certificate(String arn) {
        return Certificate.builder().certificateArn(arn).build();
    }

    private static RuleCondition host(String name) {
        return RuleCondition.builder()
                .field("host-header")
                .hostHeaderConfig(h -> h.values(name))
                .build();
    }

    private Instant ends() {
        AcmClient acm = door.scope().client(AcmClient.class);
        return acm.listCertificates().certificateSummaryList().stream()
                .filter(one -> one.domainName().equals("*.example.com"))
                .map(one -> acm.describeCertificate(r -> r.certificateArn(one.certificateArn()))
                        .certificate()
                        .notAfter())
                .findFirst()
                .orElseThrow();
    }

    private Check at(Instant now, String behind) {
        Place as = world.place();
        Place.Traffic traffic = world.traffic(8000);
        Function<String, Place.Traffic> through = arn -> new Place.Traffic(
                traffic.loadBalancer(), traffic.groups(), arn, Optional.empty(), 8000, traffic.check());
        Place place = new Place(
                as.cluster(),
                as.service(),
                as.taskDefinition(),
                as.container(),
                as.subnets(),
                as.securityGroups(),
                false,
                Optional.of(through.apply(behind)),
                List.of(),
                as.grace());
        return new Preflight(() -> now)
                .verify(door.scope(), world.policy(world.contents(), place)).checks().stream()
                        .filter(one -> one.name().equals("certificate"))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void theOneForTheRulesHostIsGoodUntilItEnds() {
        Instant end = ends();
        Check now = at(door.sandbox().clock().instant(), rule);
        assertThat(now).isEqualTo(new Check("certificate", Result.PASSED, "the certificate for *.example.com is good"));
        Check soon = at(end.minus(Duration.ofDays(13)), rule);
        assertThat(soon.result()).as("a revision may be what mends it").isEqualTo(Result.PASSED);
        assertThat(soon.said()).contains("*.example.com is good until " + end + " only");
        assertThat(at(end.minus(Duration.ofDays(15)), rule).said()).doesNotContain("only");
        Check over = at(end, rule);
        assertThat(over.result()).isEqualTo(Result.FAILED);
        assertThat(over.said()).isEqualTo("the certificate for *.example.com has expired: renew it");
    }

    @Test
    void theDefaultOneCountsWhereNoneIsForTheHost() {
        world.network.elb().modifyRule(r -> r.ruleArn(rule).conditions(host("elsewhere.net")));
        assertThat(at(door.sandbox().clock().instant(), rule).said())
                .isEqualTo("the certificate for example.org is good");
    }

    @Test
    void aListenerOfPlainHttpHasNone() {
        assertThat(at(door.sandbox().clock().instant(), world.rule))
                .isEqualTo(new Check("certificate", Result.PASSED, "its listener has none"));
    }
}
