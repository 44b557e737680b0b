package io.kinexus.operator.rollout.verify;

import io.kinexus.operator.core.resource.Permission;
import java.util.Set;

/** What the checks call. Nothing here writes, and no secret's value is read. */
final class Permissions {
    private static final String REPOSITORIES = "arn:aws:ecr:*:*:repository/*";
    private static final String ROLES = "arn:aws:iam::${account}:role/*";
    private static final String SECRETS = "arn:aws:secretsmanager:${region}:${account}:secret:*";
    private static final String NO_RESOURCE = "AWS offers no resource for it";

    static final Set<Permission> ALL = Set.of(
            image("ecr:BatchGetImage"),
            image("ecr:GetDownloadUrlForLayer"),
            image("ecr:GetRepositoryPolicy"),
            role("iam:GetRole"),
            role("iam:ListRolePolicies"),
            role("iam:GetRolePolicy"),
            role("iam:ListAttachedRolePolicies"),
            policy("iam:GetPolicy"),
            policy("iam:GetPolicyVersion"),
            Permission.anywhere("secretsmanager:ListSecrets", NO_RESOURCE),
            secret("secretsmanager:DescribeSecret"),
            secret("secretsmanager:GetResourcePolicy"),
            Permission.anywhere("elasticloadbalancing:DescribeTargetGroups", NO_RESOURCE),
            Permission.anywhere("elasticloadbalancing:DescribeTargetHealth", NO_RESOURCE),
            Permission.anywhere("elasticloadbalancing:DescribeRules", NO_RESOURCE),
            Permission.anywhere("elasticloadbalancing:DescribeListenerCertificates", NO_RESOURCE),
            Permission.on("acm:DescribeCertificate", "arn:aws:acm:${region}:${account}:certificate/*")
                    .because("a listener may have a certificate of any environment"),
            Permission.anywhere("ec2:DescribeSubnets", NO_RESOURCE),
            Permission.on("ecs:DescribeServices", "arn:aws:ecs:${region}:${account}:service/*")
                    .because("a cluster may be shared with other environments"),
            Permission.anywhere("cloudwatch:GetMetricData", NO_RESOURCE),
            Permission.on("cloudwatch:DescribeAlarms", "arn:aws:cloudwatch:${region}:${account}:alarm:*")
                    .because("alarms are listed together"));

    private Permissions() {}

    private static Permission image(String action) {
        return Permission.on(action, REPOSITORIES).because("images may lie in any account and region");
    }

    private static Permission role(String action) {
        return Permission.on(action, ROLES).because("a service may run with a role made by hand");
    }

    private static Permission policy(String action) {
        return Permission.on(action, "arn:aws:iam::${account}:policy/*", "arn:aws:iam::aws:policy/*")
                .because("any policy may be attached to a role");
    }

    private static Permission secret(String action) {
        return Permission.on(action, SECRETS).because("a service may read a secret made by hand");
    }
}
