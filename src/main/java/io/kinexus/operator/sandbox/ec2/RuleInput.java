package io.kinexus.operator.sandbox.ec2;

import io.kinexus.operator.sandbox.AwsFault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleRequest;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsEgressRequest;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsIngressRequest;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** Between permissions, as the older calls write them, and single rules, as EC2 keeps them. Checks what comes in. */
final class RuleInput {
    private static final int MOST_PORTS = 65535;
    private static final int ALL = -1;

    private final String owner;
    private final Shelf<SecurityGroup> groups;

    RuleInput(String owner, Shelf<SecurityGroup> groups) {
        this.owner = owner;
        this.groups = groups;
    }

    List<SecurityGroupRule> ingress(AuthorizeSecurityGroupIngressRequest r) {
        return rules(
                group(r.groupId(), r.groupName()),
                false,
                permissions(r.ipPermissions(), r.ipProtocol(), r.fromPort(), r.toPort(), r.cidrIp()));
    }

    List<SecurityGroupRule> ingress(RevokeSecurityGroupIngressRequest r) {
        return rules(
                group(r.groupId(), r.groupName()),
                false,
                permissions(r.ipPermissions(), r.ipProtocol(), r.fromPort(), r.toPort(), r.cidrIp()));
    }

    List<SecurityGroupRule> egress(AuthorizeSecurityGroupEgressRequest r) {
        return rules(
                group(r.groupId(), null),
                true,
                permissions(r.ipPermissions(), r.ipProtocol(), r.fromPort(), r.toPort(), r.cidrIp()));
    }

    List<SecurityGroupRule> egress(RevokeSecurityGroupEgressRequest r) {
        return rules(
                group(r.groupId(), null),
                true,
                permissions(r.ipPermissions(), r.ipProtocol(), r.fromPort(), r.toPort(), r.cidrIp()));
    }

    List<SecurityGroupRule> ingress(UpdateSecurityGroupRuleDescriptionsIngressRequest r) {
        return r.ipPermissions().isEmpty()
                ? List.of()
                : rules(group(r.groupId(), r.groupName()), false, r.ipPermissions());
    }

    List<SecurityGroupRule> egress(UpdateSecurityGroupRuleDescriptionsEgressRequest r) {
        return r.ipPermissions().isEmpty()
                ? List.of()
                : rules(group(r.groupId(), r.groupName()), true, r.ipPermissions());
    }

    /** Rules are named by their own ids; the group, where it is named too, must be there. */
    void mustKnow(@Nullable String groupId) {
        Optional.ofNullable(groupId).ifPresent(groups::get);
    }

    private String group(@Nullable String id, @Nullable String name) {
        if (id != null) {
            return groups.get(id).groupId();
        }
        return groups.all().stream()
                .filter(group -> group.groupName().equals(name))
                .map(SecurityGroup::groupId)
                .findFirst()
                .orElseThrow(() -> name == null
                        ? AwsFault.badRequest("MissingParameter", "The request must contain the parameter groupId")
                        : AwsFault.badRequest(
                                "InvalidGroup.NotFound", "The security group '" + name + "' does not exist"));
    }

    private static List<IpPermission> permissions(
            List<IpPermission> listed,
            @Nullable String protocol,
            @Nullable Integer from,
            @Nullable Integer to,
            @Nullable String cidr) {
        if (!listed.isEmpty()) {
            return listed;
        }
        if (protocol == null) {
            throw Ec2Desk.missing("ipPermissions");
        }
        return List.of(IpPermission.builder()
                .ipProtocol(protocol)
                .fromPort(from)
                .toPort(to)
                .ipRanges(IpRange.builder().cidrIp(cidr).build())
                .build());
    }

    private List<SecurityGroupRule> rules(String groupId, boolean egress, List<IpPermission> permissions) {
        List<SecurityGroupRule> rules = new ArrayList<>();
        for (IpPermission permission : permissions) {
            SecurityGroupRule one = ported(permission.ipProtocol(), permission.fromPort(), permission.toPort())
                    .groupId(groupId)
                    .groupOwnerId(owner)
                    .isEgress(egress)
                    .build();
            peers(permission, one).map(SecurityGroupRule.Builder::build).forEach(rules::add);
        }
        if (rules.isEmpty()) {
            throw AwsFault.badRequest(
                    "InvalidParameterValue",
                    "Invalid value 'null' for IpPermissions: a source or destination is needed");
        }
        return rules;
    }

    /** One rule for each source or destination of a permission. */
    private Stream<SecurityGroupRule.Builder> peers(IpPermission permission, SecurityGroupRule one) {
        Stream<SecurityGroupRule.Builder> blocks = permission.ipRanges().stream()
                .map(range -> one.toBuilder()
                        .cidrIpv4(Block.parse(range.cidrIp()).toString())
                        .description(range.description()));
        Stream<SecurityGroupRule.Builder> ipv6 = permission.ipv6Ranges().stream()
                .map(range -> one.toBuilder().cidrIpv6(range.cidrIpv6()).description(range.description()));
        Stream<SecurityGroupRule.Builder> lists = permission.prefixListIds().stream()
                .map(list -> one.toBuilder().prefixListId(list.prefixListId()).description(list.description()));
        Stream<SecurityGroupRule.Builder> others = permission.userIdGroupPairs().stream()
                .map(pair -> one.toBuilder()
                        .referencedGroupInfo(info -> info.groupId(group(pair.groupId(), pair.groupName()))
                                .userId(owner))
                        .description(pair.description()));
        return Stream.of(blocks, ipv6, lists, others).flatMap(each -> each);
    }

    /** A live rule with what the request says of it; what kind of source it has cannot change. */
    SecurityGroupRule modified(SecurityGroupRule live, SecurityGroupRuleRequest update) {
        SecurityGroupRule.Builder next = ported(update.ipProtocol(), update.fromPort(), update.toPort())
                .securityGroupRuleId(live.securityGroupRuleId())
                .securityGroupRuleArn(live.securityGroupRuleArn())
                .groupId(live.groupId())
                .groupOwnerId(live.groupOwnerId())
                .isEgress(live.isEgress())
                .description(update.description());
        boolean same = (live.cidrIpv4() == null) == (update.cidrIpv4() == null)
                && (live.cidrIpv6() == null) == (update.cidrIpv6() == null)
                && (live.prefixListId() == null) == (update.prefixListId() == null)
                && (live.referencedGroupInfo() == null) == (update.referencedGroupId() == null);
        if (!same) {
            throw Ec2Desk.invalid("The source or destination type of a security group rule cannot be changed");
        }
        if (update.cidrIpv4() != null) {
            next.cidrIpv4(Block.parse(update.cidrIpv4()).toString());
        }
        if (update.referencedGroupId() != null) {
            String peer = groups.get(update.referencedGroupId()).groupId();
            next.referencedGroupInfo(info -> info.groupId(peer).userId(owner));
        }
        return next.cidrIpv6(update.cidrIpv6())
                .prefixListId(update.prefixListId())
                .build();
    }

    private static SecurityGroupRule.Builder ported(
            @Nullable String protocol, @Nullable Integer from, @Nullable Integer to) {
        String name = protocol(protocol);
        if (name.equals("-1")) {
            return SecurityGroupRule.builder().ipProtocol(name).fromPort(ALL).toPort(ALL);
        }
        if (from == null || to == null) {
            throw Ec2Desk.invalid("Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.");
        }
        boolean ports = name.equals("tcp") || name.equals("udp");
        if (ports && (from < 0 || to > MOST_PORTS || from > to)) {
            throw Ec2Desk.invalid("Invalid TCP/UDP port range (" + from + ":" + to + ")");
        }
        return SecurityGroupRule.builder().ipProtocol(name).fromPort(from).toPort(to);
    }

    private static String protocol(@Nullable String asked) {
        String name = asked == null ? "" : asked.toLowerCase(Locale.ROOT);
        return switch (name) {
            case "6", "tcp" -> "tcp";
            case "17", "udp" -> "udp";
            case "1", "icmp" -> "icmp";
            case "58", "icmpv6" -> "icmpv6";
            case "all", "-1" -> "-1";
            case "" -> throw Ec2Desk.missing("ipProtocol");
            default -> {
                if (!name.matches("\\d{1,3}")) {
                    throw Ec2Desk.invalid("Invalid value '" + asked + "' for IP protocol. Unknown protocol.");
                }
                yield name;
            }
        };
    }

    static List<IpPermission> grouped(List<SecurityGroupRule> rules) {
        Map<List<@Nullable Object>, List<SecurityGroupRule>> byPorts = new LinkedHashMap<>();
        rules.forEach(rule -> byPorts.computeIfAbsent(
                        Arrays.asList(rule.ipProtocol(), rule.fromPort(), rule.toPort()), key -> new ArrayList<>())
                .add(rule));
        return byPorts.values().stream().map(RuleInput::permission).toList();
    }

    private static IpPermission permission(List<SecurityGroupRule> alike) {
        SecurityGroupRule first = alike.get(0);
        boolean all = first.ipProtocol().equals("-1");
        return IpPermission.builder()
                .ipProtocol(first.ipProtocol())
                .fromPort(all ? null : first.fromPort())
                .toPort(all ? null : first.toPort())
                .ipRanges(alike.stream()
                        .filter(rule -> rule.cidrIpv4() != null)
                        .map(rule -> IpRange.builder()
                                .cidrIp(rule.cidrIpv4())
                                .description(rule.description())
                                .build())
                        .toList())
                .ipv6Ranges(alike.stream()
                        .filter(rule -> rule.cidrIpv6() != null)
                        .map(rule -> Ipv6Range.builder()
                                .cidrIpv6(rule.cidrIpv6())
                                .description(rule.description())
                                .build())
                        .toList())
                .prefixListIds(alike.stream()
                        .filter(rule -> rule.prefixListId() != null)
                        .map(rule -> PrefixListId.builder()
                                .prefixListId(rule.prefixListId())
                                .description(rule.description())
                                .build())
                        .toList())
                .userIdGroupPairs(alike.stream()
                        .filter(rule -> Objects.nonNull(rule.referencedGroupInfo()))
                        .map(rule -> UserIdGroupPair.builder()
                                .groupId(rule.referencedGroupInfo().groupId())
                                .userId(rule.referencedGroupInfo().userId())
                                .description(rule.description())
                                .build())
                        .toList())
                .build();
    }
}
