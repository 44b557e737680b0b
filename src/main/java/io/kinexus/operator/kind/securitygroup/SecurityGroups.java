package io.kinexus.operator.kind.securitygroup;

import static io.kinexus.operator.core.diff.Field.field;

import io.kinexus.operator.aws.Ec2Permissions;
import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a security group is to us: its table, its calls, its permissions. Pure. */
final class SecurityGroups {
    static final KindName NAME = new KindName("security-group");
    static final String TYPE = "security-group";
    /** A thousand a page; the look at tagged rules is the rules' own, and shared. */
    static final Floor FLOOR = new Floor(1000, 0);

    /** The rule that AWS puts into a new group, and its twin where the VPC has IPv6. */
    static final String ALL_OUT = "all 0.0.0.0/0";

    static final String ALL_OUT_IPV6 = "all ::/0";

    private static final String RULE = "security-group-rule";
    private static final String OLD = "an older form of what ipPermissions says";

    static final Fields<SecurityGroupSpec, SecurityGroupLive> FIELDS =
            Fields.<SecurityGroupSpec, SecurityGroupLive>table()
                    .row(field("groupName", SecurityGroupSpec::name, SecurityGroupLive::name)
                            .effect(Effect.REPLACE))
                    .row(field("description", SecurityGroupSpec::description, SecurityGroupLive::description)
                            .effect(Effect.REPLACE))
                    .row(field("vpcId", SecurityGroupSpec::vpcId, SecurityGroupLive::vpcId)
                            .effect(Effect.REPLACE))
                    .row(field(
                                    "ipPermissions.ingress",
                                    (SecurityGroupSpec spec) -> Set.<String>of(),
                                    SecurityGroupLive::ingress)
                            .showing(SecurityGroups::text))
                    .row(field("ipPermissions.egress", SecurityGroups::wantedEgress, SecurityGroupLive::egress)
                            .matching(SecurityGroups::egressMatches)
                            .showing(SecurityGroups::text))
                    .unmanaged("groupId", "its identity")
                    .unmanaged(
                            "tagSpecifications", "compared and written for all kinds alike, from the ownership sweep")
                    .unmanaged("dryRun", "a property of the call")
                    .unmanaged("securityGroupRuleIds", "names the rules that are taken out")
                    .unmanaged("cidrIp", OLD)
                    .unmanaged("fromPort", OLD)
                    .unmanaged("toPort", OLD)
                    .unmanaged("ipProtocol", OLD)
                    .unmanaged("sourceSecurityGroupName", OLD)
                    .unmanaged("sourceSecurityGroupOwnerId", OLD)
                    .build();

    /** Undeclared rules carry no tags; that they are in a group of ours is the condition. */
    static final Set<Permission> PERMISSIONS = Stream.concat(
                    Stream.of(
                            Ec2Permissions.read("ec2:DescribeSecurityGroups"),
                            Ec2Permissions.read("ec2:DescribeSecurityGroupRules"),
                            Ec2Permissions.make("ec2:CreateSecurityGroup", TYPE),
                            Ec2Permissions.names("ec2:CreateSecurityGroup", "vpc"),
                            Ec2Permissions.change("ec2:AuthorizeSecurityGroupEgress", TYPE),
                            Ec2Permissions.change("ec2:RevokeSecurityGroupIngress", TYPE),
                            Ec2Permissions.change("ec2:RevokeSecurityGroupEgress", TYPE),
                            Ec2Permissions.names("ec2:AuthorizeSecurityGroupEgress", RULE),
                            Ec2Permissions.names("ec2:RevokeSecurityGroupIngress", RULE),
                            Ec2Permissions.names("ec2:RevokeSecurityGroupEgress", RULE),
                            Ec2Permissions.change("ec2:DeleteSecurityGroup", TYPE)),
                    Ec2Permissions.tags(TYPE, "CreateSecurityGroup").stream())
            .collect(Collectors.toUnmodifiableSet());

    private SecurityGroups() {}

    static Set<String> wantedEgress(SecurityGroupSpec spec) {
        return spec.openEgress() ? Set.of(ALL_OUT) : Set.of();
    }

    /** Where all may go out over IPv4, AWS's own twin for IPv6 is no drift. */
    private static boolean egressMatches(Set<String> want, Set<String> have) {
        Set<String> counted = new TreeSet<>(have);
        if (want.contains(ALL_OUT)) {
            counted.remove(ALL_OUT_IPV6);
        }
        return counted.equals(want);
    }

    private static String text(Set<String> rules) {
        return rules.isEmpty() ? "no undeclared rule" : String.join(", ", new TreeSet<>(rules));
    }
}
