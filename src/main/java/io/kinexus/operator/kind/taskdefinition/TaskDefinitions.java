package io.kinexus.operator.kind.taskdefinition;

import static io.kinexus.operator.core.diff.Field.field;
import static io.kinexus.operator.core.diff.Field.maybe;

import io.kinexus.operator.aws.RollbackFamily;
import io.kinexus.operator.aws.SecretVersion;
import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.diff.Field;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import io.kinexus.operator.kind.taskdefinition.TaskDefinitionSpec.Container;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a task definition is to us: its table, its calls, its permissions. Pure. */
final class TaskDefinitions {
    static final KindName NAME = new KindName("task-definition");
    /** Which revision runs comes with the services; revisions never change and are kept. */
    static final Floor FLOOR = new Floor(0, 0);

    private static final String NAMED = "arn:aws:ecs:${region}:${account}:task-definition/${family}:*";
    private static final String COPIES =
            "arn:aws:ecs:${region}:${account}:task-definition/" + RollbackFamily.pattern("${family}") + ":*";
    private static final String NO_RESOURCE =
            "task definitions are read and registered without resource-level permissions";
    private static final String NONE = "(none)";
    private static final String APP = "containerDefinitions[" + TaskDefinitionSpec.APP + "].";

    static final Fields<TaskDefinitionSpec, TaskDefinitionLive> FIELDS = table();

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.on("ecs:DescribeServices", "arn:aws:ecs:${region}:${account}:service/*")
                    .because("which revision runs is read with all services of a cluster"),
            Permission.anywhere("ecs:DescribeTaskDefinition", NO_RESOURCE),
            Permission.anywhere("ecs:ListTaskDefinitions", NO_RESOURCE),
            Permission.on("ecs:RegisterTaskDefinition", NAMED, COPIES),
            Permission.on("ecs:TagResource", NAMED, COPIES),
            Permission.anywhere("ecs:DeregisterTaskDefinition", NO_RESOURCE),
            Permission.on(
                            "iam:PassRole",
                            "arn:aws:iam::${account}:role/kinexus/${environment}/*",
                            "${arn:executionRole}",
                            "${arn:taskRole}")
                    .when("StringEquals", "iam:PassedToService", "ecs-tasks.amazonaws.com"),
            Permission.anywhere("tag:GetResources", "the tagging API has no resource-level permissions"));

    private TaskDefinitions() {}

    private static Fields<TaskDefinitionSpec, TaskDefinitionLive> table() {
        Fields.Builder<TaskDefinitionSpec, TaskDefinitionLive> table = Fields.table();
        containers(table);
        task(table);
        TaskDefinitionSpec.NEVER_SET.forEach(member -> table.row(rollout(
                field(member, s -> NONE, (TaskDefinitionLive l) -> l.extras().getOrDefault(member, NONE)))));
        return table.unmanaged("family", "its identity")
                .unmanaged("tags", "compared and written for all kinds alike, from the ownership sweep")
                .build();
    }

    private static void containers(Fields.Builder<TaskDefinitionSpec, TaskDefinitionLive> table) {
        table.row(app("image", Container::image))
                .row(app("command", Container::command))
                .row(app("environment", Container::environment).showing(map -> new TreeMap<>(map).toString()))
                .row(app("secrets", Container::secrets).showing(map -> new TreeMap<>(map).toString()))
                .row(rollout(maybe(
                                FieldChange.SECRET_VERSIONS,
                                spec -> app(spec.containers()).map(Container::secretVersions),
                                live -> app(live.containers()).map(Container::secretVersions)))
                        .showing(TaskDefinitions::versions))
                .row(app("portMappings", Container::ports).showing(set -> new TreeSet<>(set).toString()))
                .row(app(
                        "logConfiguration",
                        c -> c.logs().map(TaskDefinitions::text).orElse(NONE)))
                .row(app(
                        "healthCheck", c -> c.healthCheck().map(String::valueOf).orElse(NONE)))
                .row(app("essential", Container::essential))
                .row(rollout(field(APP + "others", s -> Map.of(), TaskDefinitionLive::containerExtras))
                        .showing(TaskDefinitions::sorted))
                .row(rollout(field("containerDefinitions", s -> others(s.containers()), l -> others(l.containers())))
                        .showing(TaskDefinitions::sorted));
    }

    private static void task(Fields.Builder<TaskDefinitionSpec, TaskDefinitionLive> table) {
        table.row(rollout(field("cpu", TaskDefinitionSpec::cpu, TaskDefinitionLive::cpu)))
                .row(rollout(field("memory", TaskDefinitionSpec::memory, TaskDefinitionLive::memory)))
                .row(rollout(field("networkMode", s -> "awsvpc", TaskDefinitionLive::networkMode)))
                .row(rollout(
                        field("requiresCompatibilities", s -> Set.of("FARGATE"), TaskDefinitionLive::compatibilities)))
                .row(rollout(field(
                        "runtimePlatform.cpuArchitecture",
                        TaskDefinitionSpec::architecture,
                        TaskDefinitionLive::architecture)))
                .row(rollout(field("runtimePlatform.operatingSystemFamily", s -> "LINUX", TaskDefinitionLive::system)))
                .row(rollout(field(
                        "executionRoleArn", s -> role(Optional.of(s.executionRole())), l -> role(l.executionRole()))))
                .row(rollout(field("taskRoleArn", s -> role(s.taskRole()), l -> role(l.taskRole()))));
    }

    private static String sorted(Map<?, ?> map) {
        return map.isEmpty() ? NONE : new TreeMap<>(map).toString();
    }

    private static String versions(Map<String, String> versions) {
        return versions.isEmpty()
                ? NONE
                : new TreeMap<>(versions)
                        .entrySet().stream()
                                .map(one ->
                                        "secret " + one.getKey() + " version " + SecretVersion.shown(one.getValue()))
                                .collect(Collectors.joining(", "));
    }

    private static <V> Field<TaskDefinitionSpec, TaskDefinitionLive, V> app(
            String member, Function<Container, V> value) {
        return rollout(maybe(APP + member, spec -> app(spec.containers()).map(value), live -> app(live.containers())
                .map(value)));
    }

    private static <V> Field<TaskDefinitionSpec, TaskDefinitionLive, V> rollout(
            Field<TaskDefinitionSpec, TaskDefinitionLive, V> row) {
        return row.effect(Effect.ROLLOUT);
    }

    private static Optional<Container> app(List<Container> containers) {
        return containers.stream()
                .filter(c -> c.name().equals(TaskDefinitionSpec.APP))
                .findFirst();
    }

    /** Containers beside {@code app}, by name. */
    private static Map<String, Container> others(List<Container> containers) {
        Map<String, Container> others = new TreeMap<>();
        containers.stream()
                .filter(c -> !c.name().equals(TaskDefinitionSpec.APP))
                .forEach(c -> others.put(c.name(), c));
        return others;
    }

    /** A role is the same by its ARN and by its name. */
    private static String role(Optional<String> nameOrArn) {
        return nameOrArn.map(role -> role.substring(role.lastIndexOf('/') + 1)).orElse(NONE);
    }

    private static String text(TaskDefinitionSpec.Logs logs) {
        return logs.driver() + " " + new TreeMap<>(logs.options());
    }
}
