package io.kinexus.operator.sandbox.rds;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.model.CreateDbParameterGroupRequest;
import software.amazon.awssdk.services.rds.model.CreateDbParameterGroupResponse;
import software.amazon.awssdk.services.rds.model.DBParameterGroup;
import software.amazon.awssdk.services.rds.model.DeleteDbParameterGroupRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbParameterGroupResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbParameterGroupsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbParameterGroupsResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbParametersRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbParametersResponse;
import software.amazon.awssdk.services.rds.model.ModifyDbParameterGroupRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbParameterGroupResponse;
import software.amazon.awssdk.services.rds.model.Parameter;

/** Parameter groups: one default for each family that an instance uses, and those that people make. */
final class Parameters {
    private static final String DEFAULT = "default.";

    private final Rds rds;
    private final Map<String, DBParameterGroup> groups = new TreeMap<>();
    private final Map<String, Map<String, Parameter>> set = new TreeMap<>();

    Parameters(Rds rds) {
        this.rds = rds;
    }

    void install(Handlers handlers) {
        handlers.on(DescribeDbParameterGroupsRequest.class, this::describe);
        handlers.on(CreateDbParameterGroupRequest.class, this::create);
        handlers.on(ModifyDbParameterGroupRequest.class, this::modify);
        handlers.on(DeleteDbParameterGroupRequest.class, this::delete);
        handlers.on(DescribeDbParametersRequest.class, this::parameters);
    }

    private DescribeDbParameterGroupsResponse describe(DescribeDbParameterGroupsRequest request) {
        List<DBParameterGroup> all = new ArrayList<>(groups.values());
        rds.instances.values().stream()
                .flatMap(one -> one.now.dbParameterGroups().stream())
                .map(group -> group.dbParameterGroupName())
                .filter(name -> name.startsWith(DEFAULT))
                .distinct()
                .forEach(name -> all.add(usual(name)));
        List<DBParameterGroup> found =
                request.dbParameterGroupName() == null ? all : List.of(known(request.dbParameterGroupName()));
        Pages.Page<DBParameterGroup> page = Rds.page(found, request.maxRecords(), request.marker());
        return DescribeDbParameterGroupsResponse.builder()
                .dbParameterGroups(page.items())
                .marker(page.next())
                .build();
    }

    private CreateDbParameterGroupResponse create(CreateDbParameterGroupRequest request) {
        String name = Instances.lower(Rds.required(request.dbParameterGroupName(), "DBParameterGroupName"));
        if (groups.containsKey(name)) {
            throw AwsFault.badRequest("DBParameterGroupAlreadyExists", "Parameter group " + name + " already exists");
        }
        DBParameterGroup group = DBParameterGroup.builder()
                .dbParameterGroupName(name)
                .dbParameterGroupFamily(Rds.required(request.dbParameterGroupFamily(), "DBParameterGroupFamily"))
                .description(Rds.required(request.description(), "Description"))
                .dbParameterGroupArn(rds.arn("pg", name))
                .build();
        groups.put(name, group);
        rds.tags().put(group.dbParameterGroupArn(), Rds.tags(request.tags()));
        return CreateDbParameterGroupResponse.builder().dbParameterGroup(group).build();
    }

    private ModifyDbParameterGroupResponse modify(ModifyDbParameterGroupRequest request) {
        String name = known(request.dbParameterGroupName()).dbParameterGroupName();
        if (name.startsWith(DEFAULT)) {
            throw AwsFault.badRequest(
                    "InvalidDBParameterGroupState", "Default parameter groups cannot be modified: " + name);
        }
        request.parameters().forEach(p -> set.computeIfAbsent(name, key -> new LinkedHashMap<>())
                .put(
                        p.parameterName(),
                        p.toBuilder().source("user").isModifiable(true).build()));
        return ModifyDbParameterGroupResponse.builder()
                .dbParameterGroupName(name)
                .build();
    }

    private DeleteDbParameterGroupResponse delete(DeleteDbParameterGroupRequest request) {
        DBParameterGroup group = known(request.dbParameterGroupName());
        groups.remove(group.dbParameterGroupName());
        set.remove(group.dbParameterGroupName());
        rds.tags().forget(group.dbParameterGroupArn());
        return DeleteDbParameterGroupResponse.builder().build();
    }

    private DescribeDbParametersResponse parameters(DescribeDbParametersRequest request) {
        String name = known(request.dbParameterGroupName()).dbParameterGroupName();
        List<Parameter> found = "engine-default".equals(request.source())
                ? List.of()
                : List.copyOf(set.getOrDefault(name, Map.of()).values());
        Pages.Page<Parameter> page = Rds.page(found, request.maxRecords(), request.marker());
        return DescribeDbParametersResponse.builder()
                .parameters(page.items())
                .marker(page.next())
                .build();
    }

    private DBParameterGroup known(@Nullable String asked) {
        String name = Instances.lower(Rds.required(asked, "DBParameterGroupName"));
        if (name.startsWith(DEFAULT)) {
            return usual(name);
        }
        DBParameterGroup group = groups.get(name);
        if (group == null) {
            throw Rds.notFound("DBParameterGroupNotFound", "DBParameterGroup not found: " + name);
        }
        return group;
    }

    private DBParameterGroup usual(String name) {
        String family = name.substring(DEFAULT.length());
        return DBParameterGroup.builder()
                .dbParameterGroupName(name)
                .dbParameterGroupFamily(family)
                .description("Default parameter group for " + family)
                .dbParameterGroupArn(rds.arn("pg", name))
                .build();
    }
}
