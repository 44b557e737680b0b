package io.kinexus.operator.kind.securitygrouprule;

import static io.kinexus.operator.core.diff.Field.exact;
import static io.kinexus.operator.core.diff.Field.field;

import io.kinexus.operator.aws.Ec2Permissions;
import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a security group rule is to us: its table, its calls, its permissions. Pure. */
final class SecurityGroupRules {
    static final KindName NAME = new KindName("security-group-rule");
    static final String TYPE = "security-group-rule";
    /** A thousand a page, found by the environment's tag. */
    static final Floor FLOOR = new Floor(1000, 0);

    private static final String GROUP = "security-group";
    private static final String INNER = "the rule itself, compared by its parts";
    private static final String OLD = "an older form of what the rule's parts say";

    static final Fields<SecurityGroupRuleSpec, SecurityGroupRuleLive> FIELDS =
            Fields.<SecurityGroupRuleSpec, SecurityGroupRuleLive>table()
                    .row(field("groupId", SecurityGroupRuleSpec::groupId, SecurityGroupRuleLive::groupId)
                            .effect(Effect.REPLACE))
                    .row(field("isEgress", SecurityGroupRuleSpec::egress, SecurityGroupRuleLive::egress)
                            .effect(Effect.REPLACE))
                    .row(field("ipProtocol", SecurityGroupRuleSpec::ipProtocol, SecurityGroupRuleLive::ipProtocol))
                    .row(field("fromPort", SecurityGroupRuleSpec::fromPort, SecurityGroupRuleLive::fromPort))
                    .row(field("toPort", SecurityGroupRuleSpec::toPort, SecurityGroupRuleLive::toPort))
                    .row(exact("cidrIpv4", SecurityGroupRuleSpec::cidrIpv4, SecurityGroupRuleLive::cidrIpv4))
                    .row(exact("cidrIpv6", SecurityGroupRuleSpec::cidrIpv6, SecurityGroupRuleLive::cidrIpv6))
                    .row(exact(
                            "prefixListId", SecurityGroupRuleSpec::prefixListId, SecurityGroupRuleLive::prefixListId))
                    .row(exact(
                            "referencedGroupId",
                            SecurityGroupRuleSpec::referencedGroupId,
                            SecurityGroupRuleLive::referencedGroupId))
                    .row(field("description", SecurityGroupRuleSpec::description, SecurityGroupRuleLive::description))
                    .unmanaged("ipPermissions", INNER)
                    .unmanaged("securityGroupRules", INNER)
                    .unmanaged(
                            "tagSpecifications", "compared and written for all kinds alike, from the ownership sweep")
                    .unmanaged("dryRun", "a property of the call")
                    .unmanaged("groupName", "the group is named by its id")
                    .unmanaged("cidrIp", OLD)
                    .unmanaged("sourceSecurityGroupName", OLD)
                    .unmanaged("sourceSecurityGroupOwnerId", OLD)
                    .build();

    /** Rules are put only into groups of ours: one that exists is never changed. */
    static final Set<Permission> PERMISSIONS = Stream.concat(
                    Stream.of(
                            Ec2Permissions.read("ec2:DescribeSecurityGroupRules"),
                            Ec2Permissions.make("ec2:AuthorizeSecurityGroupIngress", TYPE),
                            Ec2Permissions.make("ec2:AuthorizeSecurityGroupEgress", TYPE),
                            Ec2Permissions.change("ec2:AuthorizeSecurityGroupIngress", GROUP),
                            Ec2Permissions.change("ec2:AuthorizeSecurityGroupEgress", GROUP),
                            Ec2Permissions.change("ec2:ModifySecurityGroupRules", GROUP),
                            Ec2Permissions.change("ec2:ModifySecurityGroupRules", TYPE),
                            Ec2Permissions.change("ec2:RevokeSecurityGroupIngress", GROUP),
                            Ec2Permissions.change("ec2:RevokeSecurityGroupEgress", GROUP),
                            Ec2Permissions.change("ec2:RevokeSecurityGroupIngress", TYPE),
                            Ec2Permissions.change("ec2:RevokeSecurityGroupEgress", TYPE)),
                    Stream.concat(
                                    Ec2Permissions.tags(TYPE, "AuthorizeSecurityGroupIngress").stream(),
                                    Ec2Permissions.tags(TYPE, "AuthorizeSecurityGroupEgress").stream())
                            .distinct())
            .collect(Collectors.toUnmodifiableSet());

    private SecurityGroupRules() {}
}
