package io.kinexus.operator.kind.securitygroup;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Ec2Tags;
import io.kinexus.operator.aws.Ec2Writes;
import io.kinexus.operator.aws.GroupRuleSweep;
import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.aws.Tagged;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;

/**
 * The calls. A group's permissions less the rules that carry our tags are the undeclared ones; before any is taken out,
 * the rules are looked at again, by id and with their tags.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html">CreateSecurityGroup</a>
 */
final class SecurityGroupAws {
    private static final int PAGE = 1000;

    private SecurityGroupAws() {}

    static Map<ResourceId, Observation<SecurityGroupLive>> observe(
            Scope scope, Collection<Declared<SecurityGroupSpec>> wanted) {
        return Sweep.whole(wanted, all -> {
            Map<ResourceId, Observation<SecurityGroupLive>> seen = new LinkedHashMap<>(Tagged.observeNamed(
                    scope, all, "group-id", () -> ours(scope), (filter, values) -> matching(scope, filter, values)));
            all.stream()
                    .filter(one -> one.existing().isEmpty()
                            && seen.get(one.id()) instanceof Observation.Absent
                            && !one.spec().vpcId().contains("$"))
                    .forEach(one -> seen.put(one.id(), byName(scope, one.spec())));
            return seen;
        });
    }

    static Map<ResourceId, Observation<SecurityGroupLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return Tagged.surplus(scope, SecurityGroups.NAME, declared, () -> ours(scope));
    }

    static Outcome create(Scope scope, Declared<SecurityGroupSpec> wanted, Attempt attempt) {
        return Ec2Writes.attempt(() -> {
            String groupId = Ec2Writes.made(scope, attempt, () -> foundOrMade(scope, wanted));
            return cleanse(scope, groupId, wanted.spec());
        });
    }

    private static String foundOrMade(Scope scope, Declared<SecurityGroupSpec> wanted) {
        SecurityGroupSpec spec = wanted.spec();
        return list(scope, Ec2Tags.only(scope, wanted.id())).stream()
                .map(SecurityGroup::groupId)
                .findFirst()
                .orElseGet(() -> scope.client(Ec2Client.class)
                        .createSecurityGroup(r -> r.groupName(spec.name())
                                .description(spec.description())
                                .vpcId(spec.vpcId())
                                .tagSpecifications(Ec2Tags.specification(scope, wanted, SecurityGroups.TYPE)))
                        .groupId());
    }

    static Outcome update(
            Scope scope,
            Declared<SecurityGroupSpec> wanted,
            SecurityGroupLive live,
            List<FieldChange> changes,
            Attempt attempt) {
        return Ec2Writes.attempt(() -> cleanse(scope, live.groupId(), wanted.spec()));
    }

    /** Other groups' rules and network interfaces that still name it make AWS refuse: that passes when they go. */
    static Outcome delete(Scope scope, ResourceId id, SecurityGroupLive live, Attempt attempt) {
        return Ec2Writes.attempt(() -> {
            try {
                scope.client(Ec2Client.class).deleteSecurityGroup(r -> r.groupId(live.groupId()));
            } catch (SdkException failure) {
                if (!AwsFailures.is(failure, "InvalidGroup.NotFound")) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    /** Takes out every rule that carries no tag of ours, and puts the open way out in or leaves it where it is wanted. */
    private static Outcome cleanse(Scope scope, String groupId, SecurityGroupSpec spec) {
        Ec2Client ec2 = scope.client(Ec2Client.class);
        List<SecurityGroupRule> undeclared =
                GroupRuleSweep.list(scope, List.of(Ec2Tags.filter("group-id", List.of(groupId)))).stream()
                        .filter(rule -> !tagged(scope, rule))
                        .toList();
        List<String> ingress = undeclared.stream()
                .filter(rule -> !rule.isEgress())
                .map(SecurityGroupRule::securityGroupRuleId)
                .toList();
        List<String> egress = undeclared.stream()
                .filter(rule -> rule.isEgress() && !mayStay(rule, spec))
                .map(SecurityGroupRule::securityGroupRuleId)
                .toList();
        if (!ingress.isEmpty()) {
            ec2.revokeSecurityGroupIngress(r -> r.groupId(groupId).securityGroupRuleIds(ingress));
        }
        if (!egress.isEmpty()) {
            ec2.revokeSecurityGroupEgress(r -> r.groupId(groupId).securityGroupRuleIds(egress));
        }
        boolean open = undeclared.stream()
                .anyMatch(rule -> rule.isEgress() && GroupRuleSweep.text(rule).equals(SecurityGroups.ALL_OUT));
        if (spec.openEgress() && !open) {
            ec2.authorizeSecurityGroupEgress(r -> r.groupId(groupId).ipPermissions(allOut()));
        }
        return Outcome.done();
    }

    private static boolean mayStay(SecurityGroupRule rule, SecurityGroupSpec spec) {
        return spec.openEgress()
                && Set.of(SecurityGroups.ALL_OUT, SecurityGroups.ALL_OUT_IPV6).contains(GroupRuleSweep.text(rule));
    }

    private static IpPermission allOut() {
        return IpPermission.builder()
                .ipProtocol("-1")
                .ipRanges(IpRange.builder().cidrIp("0.0.0.0/0").build())
                .build();
    }

    private static boolean tagged(Scope scope, SecurityGroupRule rule) {
        return scope.environment().equals(Ec2Tags.map(rule.tags()).get(Ownership.ENVIRONMENT));
    }

    /** A group of that name without our tags is somebody's, and must be seen so that it is never taken for absent. */
    private static Observation<SecurityGroupLive> byName(Scope scope, SecurityGroupSpec spec) {
        return list(
                        scope,
                        List.of(
                                Ec2Tags.filter("group-name", List.of(spec.name())),
                                Ec2Tags.filter("vpc-id", List.of(spec.vpcId()))))
                .stream()
                .findFirst()
                .<Observation<SecurityGroupLive>>map(
                        group -> new Observation.Present<>(read(scope, group).live(), true, false))
                .orElseGet(Observation::absent);
    }

    private static List<Tagged<SecurityGroupLive>> ours(Scope scope) {
        return Tagged.once(scope, "ec2/security-groups", () -> list(scope, List.of(Ec2Tags.environment(scope))).stream()
                .map(group -> read(scope, group))
                .toList());
    }

    private static List<Tagged<SecurityGroupLive>> matching(Scope scope, String filter, List<String> values) {
        List<Tagged<SecurityGroupLive>> found = new ArrayList<>();
        Ec2Tags.batches(values).forEach(batch -> list(scope, List.of(Ec2Tags.filter(filter, batch)))
                .forEach(group -> found.add(read(scope, group))));
        return found;
    }

    private static List<SecurityGroup> list(Scope scope, List<Filter> filters) {
        return scope
                .client(Ec2Client.class)
                .describeSecurityGroupsPaginator(r -> r.filters(filters).maxResults(PAGE))
                .securityGroups()
                .stream()
                .toList();
    }

    private static Tagged<SecurityGroupLive> read(Scope scope, SecurityGroup group) {
        SecurityGroupLive live = new SecurityGroupLive(
                group.groupId(),
                Ec2Tags.arn(scope, SecurityGroups.TYPE, group.groupId()),
                group.groupName(),
                group.description(),
                group.vpcId(),
                undeclared(scope, group, false),
                undeclared(scope, group, true));
        return new Tagged<>(group.groupId(), live, true, Ec2Tags.map(group.tags()));
    }

    private static Set<String> undeclared(Scope scope, SecurityGroup group, boolean egress) {
        Set<String> rules = new HashSet<>();
        (egress ? group.ipPermissionsEgress() : group.ipPermissions())
                .forEach(permission -> rules.addAll(GroupRuleSweep.texts(permission)));
        rules.removeAll(GroupRuleSweep.tagged(scope).stream()
                .filter(rule -> rule.groupId().equals(group.groupId()) && rule.isEgress() == egress)
                .map(GroupRuleSweep::text)
                .collect(Collectors.toSet()));
        return rules;
    }
}
