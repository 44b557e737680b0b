package io.kinexus.operator.aws;

import io.kinexus.operator.core.resource.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;

/**
 * Rules of security groups as their own resources, with tags, and as the text that both of EC2's forms of a rule share.
 * Protocol, ports and source or destination identify a rule within its group and direction.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSecurityGroupRules.html">DescribeSecurityGroupRules</a>
 */
public final class GroupRuleSweep {
    private static final int PAGE = 1000;
    private static final String ALL = "-1";

    private GroupRuleSweep() {}

    /** Every rule that carries the environment's tag: one look a sweep, shared by all who need it. */
    public static List<SecurityGroupRule> tagged(Scope scope) {
        return Tagged.once(scope, "ec2/security-group-rules", () -> list(scope, List.of(Ec2Tags.environment(scope))));
    }

    /** A fresh look at the rules that match. */
    public static List<SecurityGroupRule> list(Scope scope, List<Filter> filters) {
        return scope
                .client(Ec2Client.class)
                .describeSecurityGroupRulesPaginator(r -> r.filters(filters).maxResults(PAGE))
                .securityGroupRules()
                .stream()
                .toList();
    }

    /** {@code tcp 443 10.0.0.0/16}; the same for the same rule in either form. */
    public static String text(SecurityGroupRule rule) {
        String peer = Stream.of(
                        Optional.ofNullable(rule.cidrIpv4()),
                        Optional.ofNullable(rule.cidrIpv6()),
                        Optional.ofNullable(rule.prefixListId()),
                        Optional.ofNullable(rule.referencedGroupInfo()).map(info -> info.groupId()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("nobody");
        return ports(rule.ipProtocol(), rule.fromPort(), rule.toPort()) + " " + peer;
    }

    /** Every single rule of a permission. */
    public static List<String> texts(IpPermission permission) {
        String ports = ports(permission.ipProtocol(), permission.fromPort(), permission.toPort());
        List<String> peers = new ArrayList<>();
        permission.ipRanges().forEach(range -> peers.add(range.cidrIp()));
        permission.ipv6Ranges().forEach(range -> peers.add(range.cidrIpv6()));
        permission.prefixListIds().forEach(list -> peers.add(list.prefixListId()));
        permission.userIdGroupPairs().forEach(pair -> peers.add(pair.groupId()));
        return peers.stream().map(peer -> ports + " " + peer).toList();
    }

    private static String ports(String protocol, @Nullable Integer from, @Nullable Integer to) {
        if (protocol.equals(ALL)) {
            return "all";
        }
        if (from == null || to == null) {
            return protocol;
        }
        return protocol + " " + (from.equals(to) ? from : from + "-" + to);
    }
}
