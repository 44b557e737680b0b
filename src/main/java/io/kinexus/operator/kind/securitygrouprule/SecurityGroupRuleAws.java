package io.kinexus.operator.kind.securitygrouprule;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Ec2Tags;
import io.kinexus.operator.aws.Ec2Writes;
import io.kinexus.operator.aws.GroupRuleSweep;
import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.aws.Tagged;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleRequest;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleUpdate;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/**
 * The calls. A rule is modified in place but for the type of its source, which takes a new rule under the same tags.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifySecurityGroupRules.html">ModifySecurityGroupRules</a>
 */
final class SecurityGroupRuleAws {
    private SecurityGroupRuleAws() {}

    static Map<ResourceId, Observation<SecurityGroupRuleLive>> observe(
            Scope scope, Collection<Declared<SecurityGroupRuleSpec>> wanted) {
        return Sweep.whole(
                wanted,
                all -> Tagged.observe(
                        all,
                        "security-group-rule-id",
                        () -> ours(scope),
                        (filter, values) -> matching(scope, filter, values)));
    }

    static Map<ResourceId, Observation<SecurityGroupRuleLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return Tagged.surplus(scope, SecurityGroupRules.NAME, declared, () -> ours(scope));
    }

    static Outcome create(Scope scope, Declared<SecurityGroupRuleSpec> wanted, Attempt attempt) {
        return Ec2Writes.attempt(() -> {
            if (!GroupRuleSweep.list(scope, Ec2Tags.only(scope, wanted.id())).isEmpty()) {
                return Outcome.done();
            }
            return authorize(scope, wanted);
        });
    }

    static Outcome update(
            Scope scope,
            Declared<SecurityGroupRuleSpec> wanted,
            SecurityGroupRuleLive live,
            List<FieldChange> changes,
            Attempt attempt) {
        return Ec2Writes.attempt(() -> {
            SecurityGroupRuleSpec spec = wanted.spec();
            if (!sameType(spec, live)) {
                revoke(scope, live);
                return authorize(scope, wanted);
            }
            scope.client(Ec2Client.class).modifySecurityGroupRules(r -> r.groupId(live.groupId())
                    .securityGroupRules(SecurityGroupRuleUpdate.builder()
                            .securityGroupRuleId(live.ruleId())
                            .securityGroupRule(request(spec))
                            .build()));
            return Outcome.done();
        });
    }

    static Outcome delete(Scope scope, ResourceId id, SecurityGroupRuleLive live, Attempt attempt) {
        return Ec2Writes.attempt(() -> {
            revoke(scope, live);
            return Outcome.done();
        });
    }

    private static void revoke(Scope scope, SecurityGroupRuleLive live) {
        Ec2Client ec2 = scope.client(Ec2Client.class);
        try {
            if (live.egress()) {
                ec2.revokeSecurityGroupEgress(r -> r.groupId(live.groupId()).securityGroupRuleIds(live.ruleId()));
            } else {
                ec2.revokeSecurityGroupIngress(r -> r.groupId(live.groupId()).securityGroupRuleIds(live.ruleId()));
            }
        } catch (SdkException failure) {
            if (!AwsFailures.is(
                    failure,
                    "InvalidSecurityGroupRuleId.NotFound",
                    "InvalidPermission.NotFound",
                    "InvalidGroup.NotFound")) {
                throw failure;
            }
        }
    }

    private static Outcome authorize(Scope scope, Declared<SecurityGroupRuleSpec> wanted) {
        Ec2Client ec2 = scope.client(Ec2Client.class);
        SecurityGroupRuleSpec spec = wanted.spec();
        TagSpecification tags = Ec2Tags.specification(scope, wanted, SecurityGroupRules.TYPE);
        try {
            if (spec.egress()) {
                ec2.authorizeSecurityGroupEgress(r -> r.groupId(spec.groupId())
                        .ipPermissions(permission(spec))
                        .tagSpecifications(tags));
            } else {
                ec2.authorizeSecurityGroupIngress(r -> r.groupId(spec.groupId())
                        .ipPermissions(permission(spec))
                        .tagSpecifications(tags));
            }
            return Outcome.done();
        } catch (SdkException failure) {
            if (!AwsFailures.is(failure, "InvalidPermission.Duplicate")) {
                throw failure;
            }
            // In a group of ours that rule is undeclared and about to be taken out; elsewhere a person must decide.
            return Outcome.retryable(
                    AwsFailures.code(failure),
                    "the same rule is in " + spec.groupId() + " without our tag on it; take it out, or tag it");
        }
    }

    private static boolean sameType(SecurityGroupRuleSpec spec, SecurityGroupRuleLive live) {
        return spec.cidrIpv4().isPresent() == live.cidrIpv4().isPresent()
                && spec.cidrIpv6().isPresent() == live.cidrIpv6().isPresent()
                && spec.prefixListId().isPresent() == live.prefixListId().isPresent()
                && spec.referencedGroupId().isPresent()
                        == live.referencedGroupId().isPresent();
    }

    private static SecurityGroupRuleRequest request(SecurityGroupRuleSpec spec) {
        return SecurityGroupRuleRequest.builder()
                .ipProtocol(spec.ipProtocol())
                .fromPort(spec.fromPort())
                .toPort(spec.toPort())
                .cidrIpv4(spec.cidrIpv4().orElse(null))
                .cidrIpv6(spec.cidrIpv6().orElse(null))
                .prefixListId(spec.prefixListId().orElse(null))
                .referencedGroupId(spec.referencedGroupId().orElse(null))
                .description(spec.description())
                .build();
    }

    private static IpPermission permission(SecurityGroupRuleSpec spec) {
        IpPermission.Builder permission = IpPermission.builder()
                .ipProtocol(spec.ipProtocol())
                .fromPort(spec.fromPort())
                .toPort(spec.toPort());
        spec.cidrIpv4()
                .ifPresent(cidr -> permission.ipRanges(IpRange.builder()
                        .cidrIp(cidr)
                        .description(spec.description())
                        .build()));
        spec.cidrIpv6()
                .ifPresent(cidr -> permission.ipv6Ranges(Ipv6Range.builder()
                        .cidrIpv6(cidr)
                        .description(spec.description())
                        .build()));
        spec.prefixListId()
                .ifPresent(list -> permission.prefixListIds(PrefixListId.builder()
                        .prefixListId(list)
                        .description(spec.description())
                        .build()));
        spec.referencedGroupId()
                .ifPresent(group -> permission.userIdGroupPairs(UserIdGroupPair.builder()
                        .groupId(group)
                        .description(spec.description())
                        .build()));
        return permission.build();
    }

    private static List<Tagged<SecurityGroupRuleLive>> ours(Scope scope) {
        return GroupRuleSweep.tagged(scope).stream()
                .map(rule -> read(scope, rule))
                .toList();
    }

    private static List<Tagged<SecurityGroupRuleLive>> matching(Scope scope, String filter, List<String> values) {
        return GroupRuleSweep.list(scope, List.of(Ec2Tags.filter(filter, values))).stream()
                .map(rule -> read(scope, rule))
                .toList();
    }

    private static Tagged<SecurityGroupRuleLive> read(Scope scope, SecurityGroupRule rule) {
        SecurityGroupRuleLive live = new SecurityGroupRuleLive(
                rule.securityGroupRuleId(),
                Ec2Tags.arn(scope, SecurityGroupRules.TYPE, rule.securityGroupRuleId()),
                rule.groupId(),
                rule.isEgress(),
                rule.ipProtocol(),
                Objects.requireNonNullElse(rule.fromPort(), -1),
                Objects.requireNonNullElse(rule.toPort(), -1),
                Optional.ofNullable(rule.cidrIpv4()),
                Optional.ofNullable(rule.cidrIpv6()),
                Optional.ofNullable(rule.prefixListId()),
                Optional.ofNullable(rule.referencedGroupInfo()).map(info -> info.groupId()),
                Objects.requireNonNullElse(rule.description(), ""));
        return new Tagged<>(rule.securityGroupRuleId(), live, true, Ec2Tags.map(rule.tags()));
    }
}
