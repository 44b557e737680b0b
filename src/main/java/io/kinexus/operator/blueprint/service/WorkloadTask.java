package io.kinexus.operator.blueprint.service;

import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.Value;
import io.kinexus.operator.blueprint.secret.SecretDeclaration;
import io.kinexus.operator.blueprint.service.ServiceDeclaration.SecretKey;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.kind.loggroup.LogGroupSpec;
import io.kinexus.operator.kind.taskdefinition.TaskDefinitionSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The task definition and the log group. */
public final class WorkloadTask {
    private static final int LIMIT = 255;
    /** Keys that a secret only has once its database is there. */
    private static final Set<String> CONNECTION = Set.of("host", "port", "dbname", "url");

    private final Workload work;
    private final Site site;
    private final WorkloadRoles roles;
    private final String name;

    public WorkloadTask(Workload work, Site site, WorkloadRoles roles) {
        this.work = work;
        this.site = site;
        this.roles = roles;
        this.name = site.self().name();
    }

    static String logGroup(Site site) {
        return "/ecs/" + site.environment() + "/" + site.self().name();
    }

    /** The family of its task definitions. */
    public static String family(Site site) {
        return site.derived(site.self().name(), "task", LIMIT);
    }

    public List<Declared<?>> declared() {
        return List.of(
                Declared.of(site.id("log-group", name), site.self(), new LogGroupSpec(logGroup(site), Optional.of((int)
                        work.logRetention().toDays()))),
                taskDefinition());
    }

    private Declared<TaskDefinitionSpec> taskDefinition() {
        TaskDefinitionSpec spec = new TaskDefinitionSpec(
                family(site),
                work.cpu(),
                work.memory(),
                work.architecture().name(),
                roles.executionArn(),
                Optional.of(roles.taskArn()),
                List.of(container()),
                site.ref("cluster", work.cluster(), "name"),
                name);
        Set<ResourceId> first = new LinkedHashSet<>(roles.first());
        first.add(site.id("log-group", name));
        return Declared.of(site.id("task-definition", name), site.self(), spec)
                .after(first)
                .waitsFor(missing());
    }

    private TaskDefinitionSpec.Container container() {
        return new TaskDefinitionSpec.Container(
                TaskDefinitionSpec.APP,
                work.image(),
                true,
                work.command(),
                work.port().map(Set::of).orElse(Set.of()),
                environment(),
                secrets(),
                secretVersions(),
                Optional.of(new TaskDefinitionSpec.Logs(
                        "awslogs",
                        Map.of(
                                "awslogs-group", logGroup(site),
                                "awslogs-region", site.settings().region(),
                                "awslogs-stream-prefix", name))),
                Optional.empty());
    }

    private Map<String, String> environment() {
        Map<String, String> variables = new TreeMap<>();
        Neighbour neighbour = new Neighbour(site);
        work.environment().forEach((variable, value) -> {
            if (value instanceof Value.Text plain) {
                variables.put(variable, plain.text());
            } else if (value instanceof Value.From from) {
                neighbour.value(from).ifPresent(text -> variables.put(variable, text));
            }
        });
        return variables;
    }

    /** Declarations of which a variable needs a value that only AWS can tell, and that are not managed yet. */
    private List<DeclarationId> missing() {
        Neighbour neighbour = new Neighbour(site);
        return work.environment().values().stream()
                .filter(Value.From.class::isInstance)
                .map(Value.From.class::cast)
                .filter(from ->
                        !site.managed(from.from()) && neighbour.value(from).isEmpty())
                .map(Value.From::from)
                .distinct()
                .sorted()
                .toList();
    }

    public String executionRole() {
        return roles.executionArn();
    }

    /** By variable, where its value comes from. */
    public Map<String, String> secrets() {
        Map<String, String> variables = new TreeMap<>();
        work.secrets().forEach((variable, secret) -> variables.put(variable, valueFrom(secret)));
        return variables;
    }

    /** {@code arn} for the whole value, {@code arn:key::} for one key of its newest version. */
    private String valueFrom(SecretKey secret) {
        String arn = site.ref(waits(secret) ? "secret-connection" : "secret", secret.secret(), "arn");
        return secret.key().map(key -> arn + ":" + key + "::").orElse(arn);
    }

    /** Whether it is a key that is only there once the database is. */
    private boolean waits(SecretKey secret) {
        return secret.key().filter(CONNECTION::contains).isPresent()
                && site.find(SecretDeclaration.class, secret.secret())
                        .flatMap(SecretDeclaration::generate)
                        .flatMap(SecretDeclaration.Generate::forDatabase)
                        .isPresent();
    }

    /** By secret; where any variable needs the connection, the version is the one that has it. */
    private Map<String, String> secretVersions() {
        Map<String, String> versions = new TreeMap<>();
        work.secrets().values().forEach(secret -> {
            String version = site.ref(waits(secret) ? "secret-connection" : "secret", secret.secret(), "versionId");
            versions.merge(secret.secret(), version, (one, other) -> waits(secret) ? other : one);
        });
        return versions;
    }
}
