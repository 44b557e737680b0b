package io.kinexus.operator.sandbox.ec2;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Pages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupEgressResponse;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesResponse;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.ModifySecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.ModifySecurityGroupRulesResponse;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressResponse;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleDescription;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsEgressRequest;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsEgressResponse;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsIngressRequest;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsIngressResponse;

/**
 * The rules of security groups, each with an id of its own.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html">Security group rules</a>
 */
final class GroupRules {
    private static final int PAGE = 1000;
    private static final Shelf.Label LABEL = new Shelf.Label(
            "security-group-rule",
            "sgr",
            "InvalidSecurityGroupRuleId.NotFound",
            "The security group rule ID '%s' does not exist");

    private final Ec2Desk desk;
    private final Shelf<SecurityGroupRule> shelf;

    GroupRules(Ec2Desk desk) {
        this.desk = desk;
        shelf = new Shelf<>(
                desk,
                LABEL,
                new Filters<SecurityGroupRule>()
                        .by("group-id", SecurityGroupRule::groupId)
                        .by("security-group-rule-id", SecurityGroupRule::securityGroupRuleId));
    }

    Shelf<SecurityGroupRule> shelf() {
        return shelf;
    }

    void install(Shelf<SecurityGroup> groups) {
        RuleInput input = new RuleInput(desk.account().id(), groups);
        desk.on(AuthorizeSecurityGroupIngressRequest.class, r -> AuthorizeSecurityGroupIngressResponse.builder()
                .returnValue(true)
                .securityGroupRules(authorize(input.ingress(r), r.tagSpecifications()))
                .build());
        desk.on(AuthorizeSecurityGroupEgressRequest.class, r -> AuthorizeSecurityGroupEgressResponse.builder()
                .returnValue(true)
                .securityGroupRules(authorize(input.egress(r), r.tagSpecifications()))
                .build());
        desk.on(RevokeSecurityGroupIngressRequest.class, r -> {
            input.mustKnow(r.groupId());
            revoke(r.securityGroupRuleIds().isEmpty() ? ids(input.ingress(r)) : r.securityGroupRuleIds(), false);
            return RevokeSecurityGroupIngressResponse.builder()
                    .returnValue(true)
                    .build();
        });
        desk.on(RevokeSecurityGroupEgressRequest.class, r -> {
            input.mustKnow(r.groupId());
            revoke(r.securityGroupRuleIds().isEmpty() ? ids(input.egress(r)) : r.securityGroupRuleIds(), true);
            return RevokeSecurityGroupEgressResponse.builder().returnValue(true).build();
        });
        desk.on(UpdateSecurityGroupRuleDescriptionsIngressRequest.class, r -> {
            describeAnew(input.ingress(r), r.securityGroupRuleDescriptions());
            return UpdateSecurityGroupRuleDescriptionsIngressResponse.builder()
                    .returnValue(true)
                    .build();
        });
        desk.on(UpdateSecurityGroupRuleDescriptionsEgressRequest.class, r -> {
            describeAnew(input.egress(r), r.securityGroupRuleDescriptions());
            return UpdateSecurityGroupRuleDescriptionsEgressResponse.builder()
                    .returnValue(true)
                    .build();
        });
        desk.on(DescribeSecurityGroupRulesRequest.class, this::describe);
        desk.on(ModifySecurityGroupRulesRequest.class, request -> modify(input, request));
    }

    private List<SecurityGroupRule> authorize(List<SecurityGroupRule> wanted, List<TagSpecification> specifications) {
        Map<String, String> tags = shelf.asked(specifications);
        for (int i = 0; i < wanted.size(); i++) {
            SecurityGroupRule rule = wanted.get(i);
            boolean twice = wanted.subList(0, i).stream().anyMatch(other -> same(other, rule));
            if (twice || alike(rule).isPresent()) {
                throw duplicate(rule);
            }
        }
        return wanted.stream().map(rule -> shown(add(rule, tags))).toList();
    }

    private static AwsFault duplicate(SecurityGroupRule rule) {
        return AwsFault.badRequest(
                "InvalidPermission.Duplicate",
                "the specified rule \"peer: " + peerText(rule) + ", " + rule.ipProtocol() + ", from port: "
                        + rule.fromPort() + ", to port: " + rule.toPort() + ", ALLOW\" already exists");
    }

    private SecurityGroupRule add(SecurityGroupRule rule, Map<String, String> tags) {
        String id = shelf.freshId();
        SecurityGroupRule made = rule.toBuilder()
                .securityGroupRuleId(id)
                .securityGroupRuleArn(shelf.arn(id))
                .build();
        shelf.add(id, made, tags);
        return made;
    }

    private Optional<SecurityGroupRule> alike(SecurityGroupRule rule) {
        return shelf.all().stream().filter(other -> same(other, rule)).findFirst();
    }

    /** The description is not part of a rule's identity. */
    private static boolean same(SecurityGroupRule one, SecurityGroupRule other) {
        return one.groupId().equals(other.groupId())
                && one.isEgress().equals(other.isEgress())
                && one.ipProtocol().equals(other.ipProtocol())
                && Objects.equals(one.fromPort(), other.fromPort())
                && Objects.equals(one.toPort(), other.toPort())
                && peerText(one).equals(peerText(other));
    }

    private List<String> ids(List<SecurityGroupRule> named) {
        return named.stream()
                .map(rule -> alike(rule)
                        .orElseThrow(() -> AwsFault.badRequest(
                                "InvalidPermission.NotFound",
                                "The specified rule does not exist in this security group."))
                        .securityGroupRuleId())
                .toList();
    }

    /** By what identifies a rule, or by id. */
    private void describeAnew(List<SecurityGroupRule> named, List<SecurityGroupRuleDescription> byId) {
        List<String> ids = ids(named);
        for (int i = 0; i < ids.size(); i++) {
            describeAnew(ids.get(i), named.get(i).description());
        }
        byId.forEach(one -> describeAnew(one.securityGroupRuleId(), one.description()));
    }

    private void describeAnew(String id, @Nullable String description) {
        shelf.replace(id, shelf.get(id).toBuilder().description(description).build());
    }

    private void revoke(List<String> ids, boolean egress) {
        for (String id : ids) {
            if (shelf.get(id).isEgress() != egress) {
                throw AwsFault.badRequest(
                        "InvalidSecurityGroupRuleId.NotFound",
                        "The security group rule ID '" + id + "' does not exist in this direction");
            }
        }
        ids.forEach(shelf::remove);
    }

    private DescribeSecurityGroupRulesResponse describe(DescribeSecurityGroupRulesRequest request) {
        Pages.Page<SecurityGroupRule> page = shelf.page(
                request.securityGroupRuleIds(), request.filters(), request.maxResults(), PAGE, request.nextToken());
        return DescribeSecurityGroupRulesResponse.builder()
                .securityGroupRules(page.items().stream().map(this::shown).toList())
                .nextToken(page.next())
                .build();
    }

    private SecurityGroupRule shown(SecurityGroupRule rule) {
        return rule.toBuilder().tags(shelf.tags(rule.securityGroupRuleId())).build();
    }

    private ModifySecurityGroupRulesResponse modify(RuleInput input, ModifySecurityGroupRulesRequest request) {
        List<SecurityGroupRule> next = new ArrayList<>();
        request.securityGroupRules().forEach(update -> {
            SecurityGroupRule live = shelf.get(update.securityGroupRuleId());
            if (!live.groupId().equals(request.groupId())) {
                throw AwsFault.badRequest(
                        "InvalidSecurityGroupRuleId.NotFound",
                        "The security group rule ID '" + live.securityGroupRuleId() + "' does not exist in the group '"
                                + request.groupId() + "'");
            }
            SecurityGroupRule changed = input.modified(live, update.securityGroupRule());
            alike(changed)
                    .filter(other -> !other.securityGroupRuleId().equals(live.securityGroupRuleId()))
                    .ifPresent(other -> {
                        throw duplicate(changed);
                    });
            next.add(changed);
        });
        next.forEach(rule -> shelf.replace(rule.securityGroupRuleId(), rule));
        return ModifySecurityGroupRulesResponse.builder().returnValue(true).build();
    }

    /** The rules of one group in one direction, in the order of their making. */
    List<SecurityGroupRule> of(String groupId, boolean egress) {
        return shelf.where(rule -> rule.groupId().equals(groupId) && rule.isEgress() == egress);
    }

    /** As DescribeSecurityGroups shows them: one permission for each protocol and range of ports. */
    List<IpPermission> permissions(String groupId, boolean egress) {
        return RuleInput.grouped(of(groupId, egress));
    }

    /** Whether a rule of another group names this one. */
    boolean refersTo(String groupId) {
        return shelf.all().stream().anyMatch(rule -> !rule.groupId().equals(groupId) && groupId.equals(peer(rule)));
    }

    void dropAll(String groupId) {
        shelf.where(rule -> rule.groupId().equals(groupId)).forEach(rule -> shelf.remove(rule.securityGroupRuleId()));
    }

    void letAllOut(String groupId) {
        add(all(groupId).isEgress(true).cidrIpv4(Block.ANYWHERE.toString()).build(), Map.of());
    }

    void letItselfIn(String groupId) {
        add(
                all(groupId)
                        .isEgress(false)
                        .referencedGroupInfo(info ->
                                info.groupId(groupId).userId(desk.account().id()))
                        .build(),
                Map.of());
    }

    private SecurityGroupRule.Builder all(String groupId) {
        return SecurityGroupRule.builder()
                .groupId(groupId)
                .groupOwnerId(desk.account().id())
                .ipProtocol("-1")
                .fromPort(-1)
                .toPort(-1);
    }

    /** The group that a rule lets in or out, if it names one. */
    static @Nullable String peer(SecurityGroupRule rule) {
        return rule.referencedGroupInfo() == null
                ? null
                : rule.referencedGroupInfo().groupId();
    }

    private static String peerText(SecurityGroupRule rule) {
        if (rule.cidrIpv4() != null) {
            return rule.cidrIpv4();
        }
        if (rule.cidrIpv6() != null) {
            return rule.cidrIpv6();
        }
        return rule.prefixListId() != null ? rule.prefixListId() : String.valueOf(peer(rule));
    }
}
