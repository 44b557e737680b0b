package io.kinexus.operator.wire;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.support.DataNetwork;
import io.kinexus.operator.support.RunningService;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterSetting;
import software.amazon.awssdk.services.ecs.model.Service;

/** Each makes the call that AWS answers in one way, and moto in another. */
final class CallProofs {
    private CallProofs() {}

    static boolean ruleDescription(Scope scope) {
        String group = DataNetwork.make(scope).groupId();
        Ec2Client ec2 = scope.client(Ec2Client.class);
        ec2.authorizeSecurityGroupIngress(r -> r.groupId(group)
                .ipPermissions(IpPermission.builder()
                        .ipProtocol("tcp")
                        .fromPort(80)
                        .toPort(80)
                        .userIdGroupPairs(UserIdGroupPair.builder()
                                .groupId(group)
                                .description("why")
                                .build())
                        .build()));
        return ec2.describeSecurityGroupRules(r -> {}).securityGroupRules().stream()
                .map(SecurityGroupRule::description)
                .noneMatch("why"::equals);
    }

    static boolean clusterSettings(Scope scope) {
        EcsClient ecs = scope.client(EcsClient.class);
        ecs.createCluster(r -> r.clusterName("proof"));
        return notOffered(() -> ecs.updateClusterSettings(r -> r.cluster("proof")
                .settings(ClusterSetting.builder()
                        .name("containerInsights")
                        .value("enabled")
                        .build())));
    }

    static boolean deploymentConfiguration(Scope scope) {
        RunningService.make(scope, 1);
        Service made = scope.client(EcsClient.class)
                .createService(r -> r.cluster("main")
                        .serviceName("proof")
                        .taskDefinition("api:1")
                        .desiredCount(0)
                        .deploymentConfiguration(d -> d.minimumHealthyPercent(50)))
                .service();
        return made.deploymentConfiguration() == null
                || !Integer.valueOf(50).equals(made.deploymentConfiguration().minimumHealthyPercent());
    }

    static boolean natGatewayKeepsItsAddress(Scope scope) {
        Ec2Client ec2 = scope.client(Ec2Client.class);
        String subnet = DataNetwork.make(scope).subnetIds().get(0);
        String address = ec2.allocateAddress(r -> r.domain("vpc")).allocationId();
        String gateway = ec2.createNatGateway(r -> r.subnetId(subnet).allocationId(address))
                .natGateway()
                .natGatewayId();
        ec2.deleteNatGateway(r -> r.natGatewayId(gateway));
        try {
            ec2.createNatGateway(r -> r.subnetId(subnet).allocationId(address));
            return false;
        } catch (SdkException failure) {
            return AwsFailures.is(failure, "Resource.AlreadyAssociated");
        }
    }

    static boolean missingPolicy(Scope scope) {
        RunningService.make(scope, 1);
        try {
            scope.client(ApplicationAutoScalingClient.class).deleteScalingPolicy(r -> r.policyName("proof")
                    .serviceNamespace("ecs")
                    .resourceId(RunningService.RESOURCE)
                    .scalableDimension("ecs:service:DesiredCount"));
            return true;
        } catch (SdkException failure) {
            return !AwsFailures.is(failure, "ObjectNotFoundException");
        }
    }

    static boolean missingTarget(Scope scope) {
        RunningService.make(scope, 1);
        try {
            scope.client(ApplicationAutoScalingClient.class).deregisterScalableTarget(r -> r.serviceNamespace("ecs")
                    .resourceId(RunningService.RESOURCE)
                    .scalableDimension("ecs:service:DesiredCount"));
            return true;
        } catch (SdkException failure) {
            return !AwsFailures.is(failure, "ObjectNotFoundException");
        }
    }

    static boolean endpointTwice(Scope scope) {
        Ec2Client ec2 = scope.client(Ec2Client.class);
        String vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
        String table = ec2.createRouteTable(r -> r.vpcId(vpc)).routeTable().routeTableId();
        String endpoint = ec2.createVpcEndpoint(r -> r.vpcId(vpc)
                        .vpcEndpointType("Gateway")
                        .serviceName("com.amazonaws." + scope.region() + ".s3")
                        .routeTableIds(table))
                .vpcEndpoint()
                .vpcEndpointId();
        ec2.deleteVpcEndpoints(r -> r.vpcEndpointIds(endpoint));
        try {
            ec2.deleteVpcEndpoints(r -> r.vpcEndpointIds(endpoint));
            return false;
        } catch (SdkException failure) {
            return AwsFailures.is(failure, "InvalidRoute.NotFound");
        }
    }

    static boolean notOffered(Runnable call) {
        try {
            call.run();
            return false;
        } catch (SdkException failure) {
            return AwsFailures.notOffered(failure);
        }
    }
}
