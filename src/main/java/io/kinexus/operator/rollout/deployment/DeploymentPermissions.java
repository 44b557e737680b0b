package io.kinexus.operator.rollout.deployment;

import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.resource.Permission;
import java.util.Set;

/**
 * What IAM must allow for following deployments and acting on them, besides what the kinds ask for: roles are passed and
 * services updated by them too.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html">Amazon
 *     ECS</a>
 */
final class DeploymentPermissions {
    private static final String ECS = "arn:aws:ecs:${region}:${account}:";
    private static final String SERVICES = ECS + "service/*";
    private static final String DEPLOYMENTS = ECS + "service-deployment/*";
    private static final String TASKS = ECS + "task/*";
    private static final String AWS_ID = "its ARN ends in an id of AWS's";

    static final Set<Permission> ALL = Set.of(
            Permission.on("ecs:DescribeServices", SERVICES).because("services are described ten a call"),
            Permission.on("ecs:ListServiceDeployments", SERVICES).because("deployments are found by their service"),
            Permission.on("ecs:DescribeServiceDeployments", DEPLOYMENTS).because(AWS_ID),
            Permission.on("ecs:DescribeServiceRevisions", ECS + "service-revision/*")
                    .because(AWS_ID),
            Permission.on("ecs:StopServiceDeployment", DEPLOYMENTS).because(AWS_ID),
            Permission.anywhere("ecs:DescribeTaskDefinition", "it has no resource-level permissions"),
            Permission.on("ecs:RunTask", ECS + "task-definition/${environment}-*:*"),
            Ownership.only(Permission.on("ecs:StopTask", TASKS)),
            Permission.on("ecs:DescribeTasks", TASKS).because(AWS_ID),
            Permission.anywhere("ecs:ListTasks", "it is narrowed by container instance only"),
            Permission.on("ecs:TagResource", TASKS)
                    .because(AWS_ID)
                    .when("StringEquals", "aws:RequestTag/" + Ownership.ENVIRONMENT, "${environment}"),
            Permission.on("logs:GetLogEvents", "arn:aws:logs:${region}:${account}:log-group:/ecs/${environment}/*"),
            Permission.anywhere("elasticloadbalancing:DescribeRules", "its reads have no resource-level permissions"),
            Permission.anywhere(
                    "application-autoscaling:DescribeScalableTargets", "its reads have no resource-level permissions"),
            Permission.on(
                            "application-autoscaling:RegisterScalableTarget",
                            "arn:aws:application-autoscaling:${region}:${account}:scalable-target/*")
                    .because("the id in a scalable target's ARN is AWS's own")
                    .when("StringEquals", "application-autoscaling:service-namespace", "ecs"));

    private DeploymentPermissions() {}
}
