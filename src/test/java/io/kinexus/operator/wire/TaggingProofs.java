package io.kinexus.operator.wire;

import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.support.Balanced;
import io.kinexus.operator.support.DataNetwork;
import io.kinexus.operator.support.RunningService;
import java.util.Map;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;

/** Each makes one thing with a tag, and asks the tagging API for all that carries it. */
final class TaggingProofs {
    static final String KEY = "wire";
    static final String VALUE = "proof";

    private TaggingProofs() {}

    static boolean elasticIp(Scope scope) {
        scope.client(Ec2Client.class).allocateAddress(r -> r.domain("vpc").tagSpecifications(tagged("elastic-ip")));
        return unlisted(scope);
    }

    static boolean endpoint(Scope scope) {
        Ec2Client ec2 = scope.client(Ec2Client.class);
        String vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
        ec2.createVpcEndpoint(r -> r.vpcId(vpc)
                .vpcEndpointType("Gateway")
                .serviceName("com.amazonaws." + scope.region() + ".s3")
                .tagSpecifications(tagged("vpc-endpoint")));
        return unlisted(scope);
    }

    static boolean groupRule(Scope scope) {
        String group = DataNetwork.make(scope).groupId();
        scope.client(Ec2Client.class).authorizeSecurityGroupIngress(r -> r.groupId(group)
                .ipPermissions(IpPermission.builder()
                        .ipProtocol("tcp")
                        .fromPort(80)
                        .toPort(80)
                        .ipRanges(IpRange.builder().cidrIp("10.0.0.0/8").build())
                        .build())
                .tagSpecifications(tagged("security-group-rule")));
        return unlisted(scope);
    }

    static boolean eventRule(Scope scope) {
        EventBridgeClient events = scope.client(EventBridgeClient.class);
        events.createEventBus(r -> r.name("proof"));
        events.putRule(r -> r.name("proof")
                .eventBusName("proof")
                .eventPattern("{\"source\":[\"proof\"]}")
                .tags(software.amazon.awssdk.services.eventbridge.model.Tag.builder()
                        .key(KEY)
                        .value(VALUE)
                        .build()));
        return unlisted(scope);
    }

    static boolean listener(Scope scope) {
        Balanced around = Balanced.network(scope);
        String balancer = around.balancer("main");
        around.elb().createListener(r -> r.loadBalancerArn(balancer)
                .port(80)
                .protocol("HTTP")
                .defaultActions(Balanced.answer("404", ""))
                .tags(balancing()));
        return unlisted(scope);
    }

    static boolean listenerRule(Scope scope) {
        Balanced around = Balanced.network(scope);
        String listener = around.listener(around.balancer("main"), 80);
        around.elb().createRule(r -> r.listenerArn(listener)
                .priority(10)
                .conditions(Balanced.path("/*"))
                .actions(Balanced.answer("404", ""))
                .tags(balancing()));
        return unlisted(scope);
    }

    static boolean dbSubnetGroup(Scope scope) {
        DataNetwork network = DataNetwork.make(scope);
        scope.client(RdsClient.class).createDBSubnetGroup(r -> r.dbSubnetGroupName("proof")
                .dbSubnetGroupDescription("proof")
                .subnetIds(network.subnetIds())
                .tags(software.amazon.awssdk.services.rds.model.Tag.builder()
                        .key(KEY)
                        .value(VALUE)
                        .build()));
        return unlisted(scope);
    }

    static boolean scalableTarget(Scope scope) {
        RunningService.make(scope, 1);
        scope.client(ApplicationAutoScalingClient.class).registerScalableTarget(r -> r.serviceNamespace("ecs")
                .resourceId(RunningService.RESOURCE)
                .scalableDimension("ecs:service:DesiredCount")
                .minCapacity(1)
                .maxCapacity(2)
                .tags(Map.of(KEY, VALUE)));
        return unlisted(scope);
    }

    private static software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag balancing() {
        return software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag.builder()
                .key(KEY)
                .value(VALUE)
                .build();
    }

    private static TagSpecification tagged(String type) {
        return TagSpecification.builder()
                .resourceType(type)
                .tags(Tag.builder().key(KEY).value(VALUE).build())
                .build();
    }

    static boolean unlisted(Scope scope) {
        return scope.client(ResourceGroupsTaggingApiClient.class)
                .getResources(r ->
                        r.tagFilters(TagFilter.builder().key(KEY).values(VALUE).build()))
                .resourceTagMappingList()
                .isEmpty();
    }
}
