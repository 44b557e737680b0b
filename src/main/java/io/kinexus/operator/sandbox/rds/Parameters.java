package io.kinexus.operator.sandbox.rds;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.model.ApplyMethod;
import software.amazon.awssdk.services.rds.model.CreateDbParameterGroupRequest;
import software.amazon.awssdk.services.rds.model.CreateDbParameterGroupResponse;
import software.amazon.awssdk.services.rds.model.DBParameterGroup;
import software.amazon.awssdk.services.rds.model.DBParameterGroupStatus;
import software.amazon.awssdk.services.rds.model.DeleteDbParameterGroupRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbParameterGroupResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbParameterGroupsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbParameterGroupsResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbParametersRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbParametersResponse;
import software.amazon.awssdk.services.rds.model.ModifyDbParameterGroupRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbParameterGroupResponse;
import software.amazon.awssdk.services.rds.model.Parameter;
import software.amazon.awssdk.services.rds.model.ResetDbParameterGroupRequest;
import software.amazon.awssdk.services.rds.model.ResetDbParameterGroupResponse;

/**
 * Parameter groups: one default for each family that an instance uses, and those that people make. Dynamic parameters act at
 * once; static ones leave every instance of the group pending a reboot.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithParamGroups.html">parameter groups</a>
 */
final class Parameters {
    static final String PENDING = "pending-reboot";
    private static final String DEFAULT = "default.";
    private static final int MOST = 20;
    private static final int LONGEST = 255;
    private static final List<String> SOURCES = List.of("user", "system", "engine-default");

    private final Rds rds;
    private final EngineParameters engines = new EngineParameters();
    private final Map<String, DBParameterGroup> groups = new TreeMap<>();
    private final Map<String, Map<String, Parameter>> set = new TreeMap<>();

    Parameters(Rds rds) {
        this.rds = rds;
    }

    void install(Handlers handlers) {
        engines.install(handlers);
        handlers.on(DescribeDbParameterGroupsRequest.class, this::describe);
        handlers.on(CreateDbParameterGroupRequest.class, this::create);
        handlers.on(ModifyDbParameterGroupRequest.class, this::modify);
        handlers.on(ResetDbParameterGroupRequest.class, this::reset);
        handlers.on(DeleteDbParameterGroupRequest.class, this::delete);
        handlers.on(DescribeDbParametersRequest.class, this::parameters);
    }

    /** What a group says of a parameter; empty where the engine's default holds. */
    Optional<String> value(String group, String parameter) {
        return Optional.ofNullable(set.getOrDefault(group, Map.of()).get(parameter))
                .map(Parameter::parameterValue);
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
        String family = Rds.required(request.dbParameterGroupFamily(), "DBParameterGroupFamily");
        if (!name.matches("[a-z](-?[a-z0-9.])*") || name.length() > LONGEST) {
            throw Rds.value("The parameter DBParameterGroupName is not a valid identifier.");
        }
        if (!EngineVersions.families().contains(family)) {
            throw Rds.value("ParameterGroupFamily " + family + " is not a valid parameter group family");
        }
        if (groups.containsKey(name)) {
            throw AwsFault.badRequest("DBParameterGroupAlreadyExists", "Parameter group " + name + " already exists");
        }
        DBParameterGroup group = DBParameterGroup.builder()
                .dbParameterGroupName(name)
                .dbParameterGroupFamily(family)
                .description(described(request.description()))
                .dbParameterGroupArn(rds.arn("pg", name))
                .build();
        groups.put(name, group);
        rds.tags().put(group.dbParameterGroupArn(), Rds.tags(request.tags()));
        return CreateDbParameterGroupResponse.builder().dbParameterGroup(group).build();
    }

    private static String described(@Nullable String text) {
        if (Rds.required(text, "Description").length() > LONGEST) {
            throw Rds.value("Description must be at most " + LONGEST + " characters.");
        }
        return Rds.required(text, "Description");
    }

    private ModifyDbParameterGroupResponse modify(ModifyDbParameterGroupRequest request) {
        DBParameterGroup group = changeable(request.dbParameterGroupName());
        checked(group, request.parameters()).forEach(p -> put(group.dbParameterGroupName(), p));
        return ModifyDbParameterGroupResponse.builder()
                .dbParameterGroupName(group.dbParameterGroupName())
                .build();
    }

    private void put(String group, Parameter parameter) {
        set.computeIfAbsent(group, key -> new TreeMap<>()).put(parameter.parameterName(), parameter);
        changed(group, parameter);
    }

    private List<Parameter> checked(DBParameterGroup group, List<Parameter> asked) {
        if (asked.isEmpty() || asked.size() > MOST) {
            throw Rds.value("A maximum of " + MOST + " parameters can be modified in a single request.");
        }
        return asked.stream()
                .map(p -> {
                    Parameter known = engines.known(group.dbParameterGroupFamily(), p.parameterName());
                    Rds.required(p.applyMethodAsString(), "ApplyMethod");
                    immediateFits(known, p);
                    String value = Rds.required(p.parameterValue(), "ParameterValue");
                    if (!EngineParameters.allows(known, value)) {
                        throw Rds.value("Invalid parameter value: " + value + " for: " + p.parameterName()
                                + " allowed values are: " + known.allowedValues());
                    }
                    return known.toBuilder()
                            .parameterValue(value)
                            .applyMethod(p.applyMethod())
                            .source("user")
                            .build();
                })
                .toList();
    }

    private static void immediateFits(Parameter known, Parameter asked) {
        if (known.applyType().equals("static") && asked.applyMethod() == ApplyMethod.IMMEDIATE) {
            throw Rds.combination("cannot use immediate apply method for static parameter");
        }
    }

    private ResetDbParameterGroupResponse reset(ResetDbParameterGroupRequest request) {
        DBParameterGroup group = changeable(request.dbParameterGroupName());
        Map<String, Parameter> own = set.getOrDefault(group.dbParameterGroupName(), Map.of());
        List<Parameter> which =
                NewInstance.is(request.resetAllParameters()) ? List.copyOf(own.values()) : request.parameters();
        which.forEach(p -> {
            Parameter known = engines.known(group.dbParameterGroupFamily(), p.parameterName());
            immediateFits(known, p);
            own.remove(p.parameterName());
            changed(group.dbParameterGroupName(), known);
        });
        return ResetDbParameterGroupResponse.builder()
                .dbParameterGroupName(group.dbParameterGroupName())
                .build();
    }

    /** A static one acts when the instance is rebooted. */
    private void changed(String group, Parameter parameter) {
        if (parameter.applyType().equals("static") || parameter.applyMethod() == ApplyMethod.PENDING_REBOOT) {
            rds.instances.values().stream()
                    .filter(one -> uses(one, group))
                    .forEach(one -> one.set(b -> b.dbParameterGroups(status(group, PENDING))));
        }
    }

    static boolean uses(StoredInstance one, String group) {
        return one.now.dbParameterGroups().stream()
                .anyMatch(used -> used.dbParameterGroupName().equals(group));
    }

    /** A group that an instance changes to acts only after a reboot. */
    DBParameterGroupStatus status(String group, String status) {
        return DBParameterGroupStatus.builder()
                .dbParameterGroupName(known(group).dbParameterGroupName())
                .parameterApplyStatus(status)
                .build();
    }

    /** What a reboot does. */
    void inSync(StoredInstance one) {
        one.set(b -> b.dbParameterGroups(one.now.dbParameterGroups().stream()
                .map(used -> used.toBuilder().parameterApplyStatus("in-sync").build())
                .toList()));
    }

    private DeleteDbParameterGroupResponse delete(DeleteDbParameterGroupRequest request) {
        DBParameterGroup group = changeable(request.dbParameterGroupName());
        String name = group.dbParameterGroupName();
        if (rds.instances.values().stream().anyMatch(one -> uses(one, name))) {
            throw AwsFault.badRequest(
                    "InvalidDBParameterGroupState",
                    "One or more database instances are still members of this parameter group " + name
                            + ", so the group cannot be deleted");
        }
        groups.remove(name);
        set.remove(name);
        rds.tags().forget(group.dbParameterGroupArn());
        return DeleteDbParameterGroupResponse.builder().build();
    }

    private DescribeDbParametersResponse parameters(DescribeDbParametersRequest request) {
        DBParameterGroup group = known(request.dbParameterGroupName());
        Map<String, Parameter> own = set.getOrDefault(group.dbParameterGroupName(), Map.of());
        if (request.source() != null && !SOURCES.contains(request.source())) {
            throw Rds.value("Invalid source: " + request.source());
        }
        List<Parameter> found = Stream.concat(
                        own.values().stream(),
                        engines.of(group.dbParameterGroupFamily()).stream()
                                .filter(one -> !own.containsKey(one.parameterName())))
                .filter(one -> request.source() == null || one.source().equals(request.source()))
                .toList();
        Pages.Page<Parameter> page = Rds.page(found, request.maxRecords(), request.marker());
        return DescribeDbParametersResponse.builder()
                .parameters(page.items())
                .marker(page.next())
                .build();
    }

    private DBParameterGroup changeable(@Nullable String asked) {
        DBParameterGroup group = known(asked);
        if (group.dbParameterGroupName().startsWith(DEFAULT)) {
            throw AwsFault.badRequest(
                    "InvalidDBParameterGroupState",
                    "Default parameter groups cannot be modified: " + group.dbParameterGroupName());
        }
        return group;
    }

    DBParameterGroup known(@Nullable String asked) {
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
