package io.kinexus.operator.sandbox.elbv2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kinexus.operator.support.Balanced;
import io.kinexus.operator.support.SandboxDoor;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerStateEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RulePriorityPair;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.s3.S3Client;

/** What AWS refuses is refused with AWS's own code, and what it fills in is filled in. */
class Elbv2SandboxTest {
    private final SandboxDoor door = new SandboxDoor();
    private final Balanced around = Balanced.network(door.scope());
    private final ElasticLoadBalancingV2Client elb = around.elb();

    @Test
    void aLoadBalancerIsActiveAfterTwoMinutes() {
        String arn = around.balancer("main");
        assertThat(described(arn).state().code()).isEqualTo(LoadBalancerStateEnum.PROVISIONING);
        door.sandbox().advance(Duration.ofMinutes(2));
        LoadBalancer live = described(arn);
        assertThat(live.state().code()).isEqualTo(LoadBalancerStateEnum.ACTIVE);
        assertThat(live.dnsName()).startsWith("main-").endsWith(".us-east-1.elb.amazonaws.com");
        assertThat(live.vpcId()).isEqualTo(around.vpcId());
        assertThat(live.availabilityZones()).hasSize(2);
    }

    @Test
    void theSameLoadBalancerTwiceIsOneAndAnotherOfItsNameIsRefused() {
        assertThat(around.balancer("main")).isEqualTo(around.balancer("main"));
        refused(
                "DuplicateLoadBalancerName",
                () -> elb.createLoadBalancer(
                        r -> r.name("main").scheme("internal").subnets(around.subnetIds())));
    }

    @Test
    void aLoadBalancerNeedsTwoZonesThatAreThere() {
        List<String> one = around.subnetIds().subList(0, 1);
        refused("ValidationError", () -> elb.createLoadBalancer(r -> r.name("a").subnets(one)));
        refused("SubnetNotFound", () -> elb.createLoadBalancer(r -> r.name("a").subnets("subnet-1", "subnet-2")));
        refused(
                "InvalidSecurityGroup",
                () -> elb.createLoadBalancer(
                        r -> r.name("a").subnets(around.subnetIds()).securityGroups("sg-1")));
    }

    @Test
    void aProtectedLoadBalancerStays() {
        String arn = around.balancer("main");
        protect(arn, "true");
        refused("OperationNotPermitted", () -> elb.deleteLoadBalancer(r -> r.loadBalancerArn(arn)));
        protect(arn, "false");
        elb.deleteLoadBalancer(r -> r.loadBalancerArn(arn));
        refused("LoadBalancerNotFound", () -> elb.describeLoadBalancers(r -> r.names("main")));
        elb.deleteLoadBalancer(r -> r.loadBalancerArn(arn));
    }

    @Test
    void attributesAreKnownAndInRange() {
        String arn = around.balancer("main");
        refused("ValidationError", () -> set(arn, "colour", "blue"));
        refused("ValidationError", () -> set(arn, "idle_timeout.timeout_seconds", "4001"));
        refused("InvalidConfigurationRequest", () -> set(arn, "routing.http2.enabled", "maybe"));
    }

    @Test
    void logsGoOnlyWhereTheBucketLetsThemIn() {
        String arn = around.balancer("main");
        S3Client s3 = door.scope().client(S3Client.class);
        refused("InvalidConfigurationRequest", () -> logs(arn));
        s3.createBucket(r -> r.bucket("lb-logs"));
        refused("InvalidConfigurationRequest", () -> logs(arn));
        s3.putBucketPolicy(r -> r.bucket("lb-logs").policy("""
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:PutObject",
            "Principal":{"Service":"logdelivery.elasticloadbalancing.amazonaws.com"},
            "Resource":"arn:aws:s3:::lb-logs/*"}]}\
            """));
        logs(arn);
    }

    private void logs(String arn) {
        elb.modifyLoadBalancerAttributes(r -> r.loadBalancerArn(arn)
                .attributes(
                        attribute("access_logs.s3.enabled", "true"), attribute("access_logs.s3.bucket", "lb-logs")));
    }

    private static LoadBalancerAttribute attribute(String key, String value) {
        return LoadBalancerAttribute.builder().key(key).value(value).build();
    }

    @Test
    void aTargetGroupThatARuleLeadsToStays() {
        String group = around.group("blue");
        String listener = around.listener(around.balancer("main"), 80);
        rule(listener, 1, group);
        refused("ResourceInUse", () -> elb.deleteTargetGroup(r -> r.targetGroupArn(group)));
        assertThat(elb.describeTargetGroups(r -> r.names("blue"))
                        .targetGroups()
                        .get(0)
                        .loadBalancerArns())
                .hasSize(1);
    }

    @Test
    void aTargetGroupServesOneLoadBalancer() {
        String group = around.group("blue");
        rule(around.listener(around.balancer("one"), 80), 1, group);
        String second = around.listener(around.balancer("two"), 80);
        refused("TargetGroupAssociationLimit", () -> rule(second, 1, group));
    }

    @Test
    void aTargetGroupsChecksMakeSense() {
        refused("DuplicateTargetGroupName", () -> {
            around.group("blue");
            elb.createTargetGroup(r -> r.name("blue").protocol("HTTP").port(1).vpcId(around.vpcId()));
        });
        String arn = around.group("green");
        refused(
                "ValidationError",
                () -> elb.modifyTargetGroup(r -> r.targetGroupArn(arn).healthCheckTimeoutSeconds(60)));
        refused(
                "ValidationError",
                () -> elb.modifyTargetGroup(r -> r.targetGroupArn(arn).healthyThresholdCount(11)));
    }

    @Test
    void aPortHasOneListener() {
        String balancer = around.balancer("main");
        assertThat(around.listener(balancer, 80)).isEqualTo(around.listener(balancer, 80));
        refused(
                "DuplicateListener",
                () -> elb.createListener(r -> r.loadBalancerArn(balancer)
                        .port(80)
                        .protocol("HTTP")
                        .defaultActions(Balanced.answer("503", ""))));
    }

    @Test
    void httpsNeedsACertificateThatIsIssued() {
        String balancer = around.balancer("main");
        refused("ValidationError", () -> https(balancer, List.of()));
        refused(
                "CertificateNotFound",
                () -> https(balancer, List.of("arn:aws:acm:us-east-1:123456789012:certificate/x")));
        String certificate = around.certificate("api.example.com");
        refused("UnsupportedCertificate", () -> https(balancer, List.of(certificate)));
        door.settle();
        https(balancer, List.of(certificate));
    }

    @Test
    void prioritiesAreUniqueAndCanBeSwappedAtOnce() {
        String listener = around.listener(around.balancer("main"), 80);
        String first = rule(listener, 10, around.group("blue"));
        String second = rule(listener, 20, around.group("green"));
        refused("PriorityInUse", () -> rule(listener, 10, around.group("other")));
        refused("PriorityInUse", () -> elb.setRulePriorities(r -> r.rulePriorities(pair(first, 20))));
        elb.setRulePriorities(r -> r.rulePriorities(pair(first, 20), pair(second, 10)));
        assertThat(elb.describeRules(r -> r.listenerArn(listener)).rules())
                .extracting(rule -> rule.priority())
                .containsExactly("10", "20", "default");
        assertThat(elb.describeRules(r -> r.listenerArn(listener))
                        .rules()
                        .get(0)
                        .ruleArn())
                .isEqualTo(second);
    }

    @Test
    void theDefaultRuleIsTheListeners() {
        String listener = around.listener(around.balancer("main"), 80);
        String rule =
                elb.describeRules(r -> r.listenerArn(listener)).rules().get(0).ruleArn();
        refused("OperationNotPermitted", () -> elb.deleteRule(r -> r.ruleArn(rule)));
    }

    @Test
    void tagsOfTwentyAtOnce() {
        String arn = around.group("blue");
        elb.addTags(
                r -> r.resourceArns(arn).tags(Tag.builder().key("a").value("1").build()));
        assertThat(elb.describeTags(r -> r.resourceArns(arn))
                        .tagDescriptions()
                        .get(0)
                        .tags())
                .extracting(Tag::key)
                .containsExactly("a");
        List<String> many = IntStream.range(0, 21).mapToObj(i -> arn).toList();
        refused("ValidationError", () -> elb.describeTags(r -> r.resourceArns(many)));
    }

    @Test
    void aPageHoldsFourHundred() {
        refused("ValidationError", () -> elb.describeTargetGroups(r -> r.pageSize(401)));
        IntStream.range(0, 5).forEach(i -> around.group("group-" + i));
        assertThat(elb.describeTargetGroupsPaginator(r -> r.pageSize(2)).targetGroups())
                .hasSize(5);
    }

    private static void refused(String code, ThrowingCallable call) {
        AwsServiceException refusal = catchThrowableOfType(AwsServiceException.class, call);
        assertThat(refusal).as(code).isNotNull();
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
    }

    private LoadBalancer described(String arn) {
        return elb.describeLoadBalancers(r -> r.loadBalancerArns(arn))
                .loadBalancers()
                .get(0);
    }

    private void protect(String arn, String value) {
        set(arn, Attributes.DELETION_PROTECTION, value);
    }

    private void set(String arn, String key, String value) {
        elb.modifyLoadBalancerAttributes(r -> r.loadBalancerArn(arn).attributes(attribute(key, value)));
    }

    private void https(String balancer, List<String> certificates) {
        elb.createListener(r -> r.loadBalancerArn(balancer)
                .port(443)
                .protocol("HTTPS")
                .certificates(certificates.stream()
                        .map(arn -> Certificate.builder().certificateArn(arn).build())
                        .toList())
                .defaultActions(Balanced.answer("404", "")));
    }

    private String rule(String listener, int priority, String group) {
        return elb.createRule(r -> r.listenerArn(listener)
                        .priority(priority)
                        .conditions(Balanced.path("/" + priority))
                        .actions(Balanced.forward(group)))
                .rules()
                .get(0)
                .ruleArn();
    }

    private static RulePriorityPair pair(String arn, int priority) {
        return RulePriorityPair.builder().ruleArn(arn).priority(priority).build();
    }
}
