package io.kinexus.operator.rollout.diagnosis;

import io.kinexus.operator.aws.GroupRuleSweep;
import io.kinexus.operator.core.resource.Scope;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ReferencedSecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;

/** What security groups let pass now, whoever made the rules. A rule for addresses counts: it may hold the other's. */
final class RulesAws {
    private static final String ALL = "-1";

    private RulesAws() {}

    private record Rules(List<SecurityGroupRule> all) {}

    private record Key(String group) {}

    static boolean in(Scope scope, String group, String from, int port) {
        return passes(scope, group, from, port, false);
    }

    static boolean out(Scope scope, String group, String to, int port) {
        return passes(scope, group, to, port, true);
    }

    private static boolean passes(Scope scope, String group, String other, int port, boolean egress) {
        return of(scope, group).stream()
                .filter(rule -> Boolean.TRUE.equals(rule.isEgress()) == egress)
                .filter(rule -> covers(rule, port))
                .anyMatch(rule -> rule.cidrIpv4() != null
                        || Optional.ofNullable(rule.referencedGroupInfo())
                                .map(ReferencedSecurityGroup::groupId)
                                .filter(other::equals)
                                .isPresent());
    }

    private static boolean covers(SecurityGroupRule rule, int port) {
        if (ALL.equals(rule.ipProtocol())) {
            return true;
        }
        return "tcp".equals(rule.ipProtocol())
                && rule.fromPort() != null
                && rule.toPort() != null
                && rule.fromPort() <= port
                && port <= rule.toPort();
    }

    private static List<SecurityGroupRule> of(Scope scope, String group) {
        return scope.once(
                        new Key(group),
                        Rules.class,
                        () -> new Rules(GroupRuleSweep.list(
                                scope,
                                List.of(Filter.builder()
                                        .name("group-id")
                                        .values(group)
                                        .build()))))
                .all();
    }
}
