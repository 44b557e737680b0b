package io.kinexus.operator.kind.securitygrouprule;

import io.kinexus.operator.core.resource.Live;
import java.util.Optional;

/** One rule as read; a rule for everything has ports of -1. */
record SecurityGroupRuleLive(
        String ruleId,
        String arn,
        String groupId,
        boolean egress,
        String ipProtocol,
        int fromPort,
        int toPort,
        Optional<String> cidrIpv4,
        Optional<String> cidrIpv6,
        Optional<String> prefixListId,
        Optional<String> referencedGroupId,
        String description)
        implements Live {}
