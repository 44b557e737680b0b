package io.kinexus.operator.support;

import io.kinexus.operator.core.resource.Scope;
import java.util.List;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/** A network and what stands in it, made by hand through the API, for tests of what a load balancer leads to. */
public record Balanced(String vpcId, List<String> subnetIds, String groupId, Scope scope) {

    public static Balanced network(Scope scope) {
        Ec2Client ec2 = scope.client(Ec2Client.class);
        String vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
        List<String> subnets = List.of(
                subnet(ec2, vpc, scope.region() + "a", "10.0.0.0/24"),
                subnet(ec2, vpc, scope.region() + "b", "10.0.1.0/24"),
                subnet(ec2, vpc, scope.region() + "c", "10.0.2.0/24"));
        String group = ec2.createSecurityGroup(
                        r -> r.groupName("lb").description("lb").vpcId(vpc))
                .groupId();
        return new Balanced(vpc, subnets, group, scope);
    }

    private static String subnet(Ec2Client ec2, String vpc, String zone, String block) {
        return ec2.createSubnet(r -> r.vpcId(vpc).availabilityZone(zone).cidrBlock(block))
                .subnet()
                .subnetId();
    }

    public ElasticLoadBalancingV2Client elb() {
        return scope.client(ElasticLoadBalancingV2Client.class);
    }

    /** The ARN of a load balancer in the first two subnets. */
    public String balancer(String name) {
        return elb().createLoadBalancer(
                        r -> r.name(name).subnets(subnetIds.subList(0, 2)).securityGroups(groupId))
                .loadBalancers()
                .get(0)
                .loadBalancerArn();
    }

    /** The ARN of a group of addresses on port 8000, checked each 10 s. */
    public String group(String name) {
        return elb().createTargetGroup(r -> r.name(name)
                        .protocol("HTTP")
                        .port(8000)
                        .vpcId(vpcId)
                        .targetType("ip")
                        .healthCheckIntervalSeconds(10))
                .targetGroups()
                .get(0)
                .targetGroupArn();
    }

    /** The ARN of a listener that answers 404 by itself. */
    public String listener(String balancer, int port) {
        return elb().createListener(r ->
                        r.loadBalancerArn(balancer).port(port).protocol("HTTP").defaultActions(answer("404", "")))
                .listeners()
                .get(0)
                .listenerArn();
    }

    public static RuleCondition path(String pattern) {
        return RuleCondition.builder().field("path-pattern").values(pattern).build();
    }

    public static Action forward(String group) {
        return Action.builder()
                .type(ActionTypeEnum.FORWARD)
                .targetGroupArn(group)
                .build();
    }

    public static Action answer(String status, String body) {
        return Action.builder()
                .type(ActionTypeEnum.FIXED_RESPONSE)
                .fixedResponseConfig(f -> f.statusCode(status).messageBody(body))
                .build();
    }

    /** The ARN of a certificate, issued once the door has settled. */
    public String certificate(String domain) {
        return scope.client(AcmClient.class)
                .requestCertificate(r -> r.domainName(domain).validationMethod("DNS"))
                .certificateArn();
    }
}
