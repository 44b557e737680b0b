package io.kinexus.operator.sandbox.ec2;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Pages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Vpc;

/**
 * Security groups. A new one lets everything out, and each VPC has a default one that stays.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/security-groups.html">Security groups</a>
 */
final class SecurityGroups implements Vpcs.Dweller {
    private static final int PAGE = 1000;
    private static final Pattern WORDING = Pattern.compile("[a-zA-Z0-9. _\\-:/()#,@\\[\\]+=&;{}!$*]{1,255}");
    private static final String USUAL = "default";
    private static final Shelf.Label LABEL =
            new Shelf.Label("security-group", "sg", "InvalidGroup.NotFound", "The security group '%s' does not exist");

    private final Ec2Desk desk;
    private final Shelf<SecurityGroup> shelf;
    private final GroupRules rules;
    private final List<Predicate<String>> users = new ArrayList<>();

    SecurityGroups(Ec2Desk desk) {
        this.desk = desk;
        rules = new GroupRules(desk);
        shelf = new Shelf<>(
                desk,
                LABEL,
                new Filters<SecurityGroup>()
                        .by("group-id", SecurityGroup::groupId)
                        .by("group-name", SecurityGroup::groupName)
                        .by("description", SecurityGroup::description)
                        .by("vpc-id", SecurityGroup::vpcId)
                        .by("owner-id", SecurityGroup::ownerId)
                        .byEach("ip-permission.cidr", group -> ingress(group, SecurityGroupRule::cidrIpv4))
                        .byEach("ip-permission.group-id", group -> ingress(group, GroupRules::peer))
                        .byEach("ip-permission.protocol", group -> ingress(group, SecurityGroupRule::ipProtocol))
                        .byEach("ip-permission.from-port", group -> ingress(group, SecurityGroupRule::fromPort))
                        .byEach("ip-permission.to-port", group -> ingress(group, SecurityGroupRule::toPort)));
    }

    private List<String> ingress(SecurityGroup group, Function<SecurityGroupRule, @Nullable Object> property) {
        return rules.of(group.groupId(), false).stream()
                .flatMap(rule -> Stream.ofNullable(property.apply(rule)))
                .map(String::valueOf)
                .toList();
    }

    void install(Shelf<Vpc> vpcs) {
        rules.install(shelf);
        desk.on(CreateSecurityGroupRequest.class, request -> create(vpcs, request));
        desk.on(DescribeSecurityGroupsRequest.class, this::describe);
        desk.on(DeleteSecurityGroupRequest.class, this::delete);
    }

    Shelf<SecurityGroup> shelf() {
        return shelf;
    }

    GroupRules rules() {
        return rules;
    }

    /** Someone who may hold a group, so that it cannot be deleted. */
    void usedBy(Predicate<String> user) {
        users.add(user);
    }

    /** @throws AwsFault {@code InvalidGroup.NotFound} */
    GroupIdentifier identifier(String id) {
        SecurityGroup group = shelf.get(id);
        return GroupIdentifier.builder()
                .groupId(id)
                .groupName(group.groupName())
                .build();
    }

    private CreateSecurityGroupResponse create(Shelf<Vpc> vpcs, CreateSecurityGroupRequest request) {
        if (request.vpcId() == null) {
            throw Ec2Desk.missing("VpcId");
        }
        Vpc vpc = vpcs.get(request.vpcId());
        checkWording(request);
        boolean there = shelf.all().stream()
                .anyMatch(group ->
                        group.vpcId().equals(vpc.vpcId()) && group.groupName().equals(request.groupName()));
        if (there) {
            throw AwsFault.badRequest(
                    "InvalidGroup.Duplicate",
                    "The security group '" + request.groupName() + "' already exists for VPC '" + vpc.vpcId() + "'");
        }
        Map<String, String> tags = shelf.asked(request.tagSpecifications());
        String id = make(vpc, request.groupName(), request.description(), tags);
        return CreateSecurityGroupResponse.builder()
                .groupId(id)
                .securityGroupArn(shelf.arn(id))
                .tags(shelf.tags(id))
                .build();
    }

    private static void checkWording(CreateSecurityGroupRequest request) {
        String name = request.groupName();
        if (!WORDING.matcher(name).matches() || name.startsWith("sg-") || name.equals(USUAL)) {
            throw Ec2Desk.invalid("Value (" + name + ") for parameter GroupName is invalid. Character sets beyond ASCII"
                    + " are not supported, and names may not begin with 'sg-' or be 'default'.");
        }
        if (!WORDING.matcher(request.description()).matches()) {
            throw Ec2Desk.invalid("Value (" + request.description()
                    + ") for parameter GroupDescription is invalid. Character sets beyond ASCII are not supported.");
        }
    }

    private String make(Vpc vpc, String name, String description, Map<String, String> tags) {
        String id = shelf.freshId();
        SecurityGroup group = SecurityGroup.builder()
                .groupId(id)
                .groupName(name)
                .description(description)
                .vpcId(vpc.vpcId())
                .ownerId(desk.account().id())
                .securityGroupArn(shelf.arn(id))
                .build();
        shelf.add(id, group, tags);
        rules.letAllOut(id);
        return id;
    }

    private DescribeSecurityGroupsResponse describe(DescribeSecurityGroupsRequest request) {
        List<String> ids = new ArrayList<>(request.groupIds());
        request.groupNames().forEach(name -> ids.add(named(name)));
        Pages.Page<SecurityGroup> page =
                shelf.page(ids, request.filters(), request.maxResults(), PAGE, request.nextToken());
        return DescribeSecurityGroupsResponse.builder()
                .securityGroups(page.items().stream().map(this::shown).toList())
                .nextToken(page.next())
                .build();
    }

    /** By name only in the default VPC, as AWS says; the first one made serves here. */
    private String named(String name) {
        return shelf.all().stream()
                .filter(group -> group.groupName().equals(name))
                .map(SecurityGroup::groupId)
                .findFirst()
                .orElseThrow(() -> AwsFault.badRequest(
                        "InvalidGroup.NotFound", "The security group '" + name + "' does not exist"));
    }

    private SecurityGroup shown(SecurityGroup group) {
        return group.toBuilder()
                .ipPermissions(rules.permissions(group.groupId(), false))
                .ipPermissionsEgress(rules.permissions(group.groupId(), true))
                .tags(shelf.tags(group.groupId()))
                .build();
    }

    private DeleteSecurityGroupResponse delete(DeleteSecurityGroupRequest request) {
        if (request.groupId() == null && request.groupName() == null) {
            throw AwsFault.badRequest("MissingParameter", "Either 'groupId' or 'groupName' must be specified.");
        }
        String id = request.groupId() == null ? named(request.groupName()) : request.groupId();
        SecurityGroup group = shelf.get(id);
        if (group.groupName().equals(USUAL)) {
            throw AwsFault.badRequest(
                    "CannotDelete",
                    "the specified group: \"" + id + "\" name: \"default\" cannot be deleted by a user");
        }
        if (rules.refersTo(id) || users.stream().anyMatch(user -> user.test(id))) {
            throw Ec2Desk.inUse("resource " + id + " has a dependent object");
        }
        drop(id);
        return DeleteSecurityGroupResponse.builder()
                .returnValue(true)
                .groupId(id)
                .build();
    }

    private void drop(String id) {
        rules.dropAll(id);
        shelf.remove(id);
    }

    @Override
    public void made(Vpc vpc) {
        String id = make(vpc, USUAL, "default VPC security group", Map.of());
        rules.letItselfIn(id);
    }

    @Override
    public void mayGo(Vpc vpc) {
        boolean others = shelf.all().stream()
                .anyMatch(group ->
                        group.vpcId().equals(vpc.vpcId()) && !group.groupName().equals(USUAL));
        if (others) {
            throw Ec2Desk.inUse("The vpc '" + vpc.vpcId() + "' has dependencies and cannot be deleted.");
        }
    }

    @Override
    public void gone(Vpc vpc) {
        shelf.where(group -> group.vpcId().equals(vpc.vpcId())).forEach(group -> drop(group.groupId()));
    }

    /** The default group of a VPC. */
    String usual(String vpcId) {
        return shelf.all().stream()
                .filter(group ->
                        group.vpcId().equals(vpcId) && group.groupName().equals(USUAL))
                .map(SecurityGroup::groupId)
                .findFirst()
                .orElseThrow();
    }
}
