package io.kinexus.operator.sandbox.rds;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.model.AvailabilityZone;
import software.amazon.awssdk.services.rds.model.CreateDbSubnetGroupRequest;
import software.amazon.awssdk.services.rds.model.CreateDbSubnetGroupResponse;
import software.amazon.awssdk.services.rds.model.DBSubnetGroup;
import software.amazon.awssdk.services.rds.model.DeleteDbSubnetGroupRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbSubnetGroupResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbSubnetGroupsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbSubnetGroupsResponse;
import software.amazon.awssdk.services.rds.model.ModifyDbSubnetGroupRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbSubnetGroupResponse;
import software.amazon.awssdk.services.rds.model.Subnet;

/**
 * Subnet groups: at least two zones of one VPC; names in lower case.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBSubnetGroup.html">CreateDBSubnetGroup</a>
 */
final class SubnetGroups {
    private static final int ZONES = 2;

    private final Rds rds;

    SubnetGroups(Rds rds) {
        this.rds = rds;
    }

    void install(Handlers handlers) {
        handlers.on(CreateDbSubnetGroupRequest.class, this::create);
        handlers.on(DescribeDbSubnetGroupsRequest.class, this::describe);
        handlers.on(ModifyDbSubnetGroupRequest.class, this::modify);
        handlers.on(DeleteDbSubnetGroupRequest.class, this::delete);
    }

    private CreateDbSubnetGroupResponse create(CreateDbSubnetGroupRequest request) {
        String name =
                Rds.required(request.dbSubnetGroupName(), "DBSubnetGroupName").toLowerCase(Locale.ROOT);
        Rds.required(request.dbSubnetGroupDescription(), "DBSubnetGroupDescription");
        if (!name.matches("[a-z0-9 ._-]{1,255}") || name.equals("default")) {
            throw Rds.value("The parameter DBSubnetGroupName must be provided and must not be blank.");
        }
        if (rds.subnetGroups.containsKey(name)) {
            throw AwsFault.badRequest(
                    "DBSubnetGroupAlreadyExists", "The DB subnet group '" + name + "' already exists.");
        }
        DBSubnetGroup group = filled(
                        DBSubnetGroup.builder()
                                .dbSubnetGroupName(name)
                                .dbSubnetGroupDescription(request.dbSubnetGroupDescription())
                                .dbSubnetGroupArn(rds.arn("subgrp", name))
                                .subnetGroupStatus("Complete")
                                .supportedNetworkTypes("IPV4"),
                        request.subnetIds())
                .build();
        rds.subnetGroups.put(name, group);
        rds.tags().put(group.dbSubnetGroupArn(), Rds.tags(request.tags()));
        return CreateDbSubnetGroupResponse.builder().dbSubnetGroup(group).build();
    }

    private DBSubnetGroup.Builder filled(DBSubnetGroup.Builder group, List<String> ids) {
        List<Subnet> subnets = new ArrayList<>();
        List<String> vpcs = new ArrayList<>();
        for (String id : ids) {
            software.amazon.awssdk.services.ec2.model.Subnet real = rds.ec2()
                    .subnet(id)
                    .orElseThrow(() ->
                            AwsFault.badRequest("InvalidSubnet", "Some input subnets in :[" + id + "] are invalid."));
            vpcs.add(real.vpcId());
            subnets.add(Subnet.builder()
                    .subnetIdentifier(id)
                    .subnetAvailabilityZone(AvailabilityZone.builder()
                            .name(real.availabilityZone())
                            .build())
                    .subnetStatus("Active")
                    .build());
        }
        if (vpcs.stream().distinct().count() > 1) {
            throw AwsFault.badRequest("InvalidSubnet", "Subnets are not all in the same VPC.");
        }
        if (zones(subnets).size() < ZONES) {
            throw AwsFault.badRequest(
                    "DBSubnetGroupDoesNotCoverEnoughAZs",
                    "The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. Current AZ"
                            + " coverage: "
                            + zones(subnets) + ". Add subnets to cover at least " + ZONES + " AZs.");
        }
        return group.vpcId(vpcs.get(0)).subnets(subnets);
    }

    static List<String> zones(List<Subnet> subnets) {
        return subnets.stream()
                .map(subnet -> subnet.subnetAvailabilityZone().name())
                .distinct()
                .sorted()
                .toList();
    }

    private DescribeDbSubnetGroupsResponse describe(DescribeDbSubnetGroupsRequest request) {
        List<DBSubnetGroup> found = request.dbSubnetGroupName() == null
                ? List.copyOf(rds.subnetGroups.values())
                : List.of(known(request.dbSubnetGroupName()));
        Pages.Page<DBSubnetGroup> page = Rds.page(found, request.maxRecords(), request.marker());
        return DescribeDbSubnetGroupsResponse.builder()
                .dbSubnetGroups(page.items())
                .marker(page.next())
                .build();
    }

    private ModifyDbSubnetGroupResponse modify(ModifyDbSubnetGroupRequest request) {
        DBSubnetGroup before = known(request.dbSubnetGroupName());
        List<String> lost = before.subnets().stream()
                .map(Subnet::subnetIdentifier)
                .filter(id -> !request.subnetIds().contains(id))
                .toList();
        if (rds.instances.values().stream()
                .filter(one -> one.now.dbSubnetGroup().dbSubnetGroupName().equals(before.dbSubnetGroupName()))
                .anyMatch(one -> one.interfaces.values().stream().anyMatch(lost::contains))) {
            throw AwsFault.badRequest("SubnetAlreadyInUse", "The DB subnet is already in use.");
        }
        DBSubnetGroup.Builder changed = before.toBuilder();
        if (request.dbSubnetGroupDescription() != null) {
            changed.dbSubnetGroupDescription(request.dbSubnetGroupDescription());
        }
        DBSubnetGroup after = filled(changed, request.subnetIds()).build();
        rds.subnetGroups.put(after.dbSubnetGroupName(), after);
        return ModifyDbSubnetGroupResponse.builder().dbSubnetGroup(after).build();
    }

    private DeleteDbSubnetGroupResponse delete(DeleteDbSubnetGroupRequest request) {
        DBSubnetGroup group = known(request.dbSubnetGroupName());
        if (rds.instances.values().stream()
                .anyMatch(one -> one.now.dbSubnetGroup().dbSubnetGroupName().equals(group.dbSubnetGroupName()))) {
            throw AwsFault.badRequest(
                    "InvalidDBSubnetGroupStateFault",
                    "Cannot delete the subnet group '" + group.dbSubnetGroupName()
                            + "' because at least one database instance is still using it.");
        }
        rds.subnetGroups.remove(group.dbSubnetGroupName());
        rds.tags().forget(group.dbSubnetGroupArn());
        return DeleteDbSubnetGroupResponse.builder().build();
    }

    DBSubnetGroup known(@Nullable String name) {
        DBSubnetGroup group =
                rds.subnetGroups.get(Rds.required(name, "DBSubnetGroupName").toLowerCase(Locale.ROOT));
        if (group == null) {
            throw Rds.notFound("DBSubnetGroupNotFoundFault", "DB subnet group '" + name + "' does not exist.");
        }
        return group;
    }
}
