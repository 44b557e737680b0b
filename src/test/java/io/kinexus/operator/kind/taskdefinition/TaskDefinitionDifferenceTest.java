package io.kinexus.operator.kind.taskdefinition;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.kind.taskdefinition.TaskDefinitionSpec.Container;
import io.kinexus.operator.kind.taskdefinition.TaskDefinitionSpec.Logs;
import io.kinexus.operator.kind.taskdefinition.TaskDefinitionSpec.Probe;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.Ulimit;
import software.amazon.awssdk.services.ecs.model.Volume;

/** What AWS may say otherwise without a difference, and what is one. */
class TaskDefinitionDifferenceTest {
    private static final TaskDefinitionSpec SPEC = new TaskDefinitionSpec(
            "api",
            256,
            512,
            "X86_64",
            "arn:aws:iam::123456789012:role/kinexus/test/api-execution",
            Optional.of("arn:aws:iam::123456789012:role/kinexus/test/api-task"),
            List.of(new Container(
                    "app",
                    "repo/api:1",
                    true,
                    List.of("serve", "--fast"),
                    Set.of(8000, 9000),
                    Map.of("A", "1", "B", "2"),
                    Map.of("C", "arn:c", "D", "arn:d:key::"),
                    Map.of("kinexus/c", "v1", "kinexus/d", "v2"),
                    Optional.of(new Logs("awslogs", Map.of("awslogs-group", "/ecs/api"))),
                    Optional.of(new Probe(List.of("CMD", "true"), 30, 5, 3, Optional.empty())))),
            "main",
            "api");

    record Case(String reason, UnaryOperator<TaskDefinition.Builder> live, String path) {
        static Case same(String reason, UnaryOperator<TaskDefinition.Builder> live) {
            return new Case(reason, live, "");
        }

        static Case sameApp(String reason, UnaryOperator<ContainerDefinition.Builder> app) {
            return same(reason, live -> app(live, app));
        }

        static Case otherApp(String path, UnaryOperator<ContainerDefinition.Builder> app) {
            return new Case("another " + path, live -> app(live, app), "containerDefinitions[app]." + path);
        }

        static Case other(String path, UnaryOperator<TaskDefinition.Builder> live) {
            return new Case("another " + path, live, path);
        }

        private static TaskDefinition.Builder app(
                TaskDefinition.Builder live, UnaryOperator<ContainerDefinition.Builder> app) {
            ContainerDefinition before = live.build().containerDefinitions().get(0);
            return live.containerDefinitions(app.apply(before.toBuilder()).build());
        }

        @Override
        public String toString() {
            return reason;
        }
    }

    static Stream<Case> noDifference() {
        return Stream.of(
                Case.same("as registered", live -> live),
                Case.same("CPU in vCPU", live -> live.cpu("0.25 vCPU")),
                Case.same("CPU in vCPU without a zero", live -> live.cpu(".25vcpu")),
                Case.same("memory in GB", live -> live.memory("0.5 GB")),
                Case.same(
                        "no platform is x86 on Linux",
                        live -> live.runtimePlatform((software.amazon.awssdk.services.ecs.model.RuntimePlatform) null)),
                Case.same("a role by its name", live -> live.taskRoleArn("api-task")),
                Case.same("empty lists", live -> live.volumes(List.<Volume>of())
                        .placementConstraints(List.of())
                        .inferenceAccelerators(List.of())),
                Case.same("fault injection off", live -> live.enableFaultInjection(false)),
                Case.sameApp("essential left out", app -> app.essential(null)),
                Case.sameApp("no CPU of its own", app -> app.cpu(0)),
                Case.sameApp(
                        "variables in another order",
                        app -> app.environment(turned(app.build().environment()))),
                Case.sameApp(
                        "secrets in another order",
                        app -> app.secrets(turned(app.build().secrets()))),
                Case.sameApp(
                        "versions of secrets in another order",
                        app -> app.dockerLabels(Map.of("io.kinexus.secrets", "kinexus/d:v2,kinexus/c:v1"))),
                Case.sameApp(
                        "ports in another order",
                        app -> app.portMappings(turned(app.build().portMappings()))),
                Case.sameApp("ports without host and protocol", app -> app.portMappings(port(8000), port(9000))),
                Case.sameApp(
                        "no mounts",
                        app -> app.mountPoints(List.of()).volumesFrom(List.of()).systemControls(List.of())),
                Case.sameApp("the health check's defaults", app -> app.healthCheck(h -> h.command("CMD", "true"))));
    }

    static Stream<Case> differences() {
        return Stream.of(
                Case.otherApp("image", app -> app.image("repo/api:2")),
                Case.otherApp("command", app -> app.command("--fast", "serve")),
                Case.otherApp(
                        "environment",
                        app -> app.environment(
                                KeyValuePair.builder().name("A").value("9").build())),
                Case.otherApp("secrets", app -> app.secrets(List.<Secret>of())),
                Case.otherApp("secretVersions", app -> app.dockerLabels(Map.of("io.kinexus.secrets", "kinexus/c:v0"))),
                Case.otherApp("secretVersions", app -> app.dockerLabels(Map.of())),
                Case.otherApp(
                        "others",
                        app -> app.dockerLabels(
                                Map.of("io.kinexus.secrets", "kinexus/c:v1,kinexus/d:v2", "theirs", "1"))),
                Case.otherApp("portMappings", app -> app.portMappings(port(8000))),
                Case.otherApp("logConfiguration", app -> app.logConfiguration(l -> l.logDriver("fluentd"))),
                Case.otherApp("healthCheck", app -> app.healthCheck(h -> h.command("CMD", "false"))),
                Case.otherApp("essential", app -> app.essential(false)),
                Case.otherApp(
                        "others",
                        app -> app.ulimits(Ulimit.builder()
                                .name("nofile")
                                .softLimit(1)
                                .hardLimit(2)
                                .build())),
                Case.other(
                        "containerDefinitions",
                        live -> live.containerDefinitions(
                                live.build().containerDefinitions().get(0),
                                ContainerDefinition.builder()
                                        .name("side")
                                        .image("repo/side:1")
                                        .build())),
                Case.other("cpu", live -> live.cpu("512")),
                Case.other("memory", live -> live.memory("1024")
                        .containerDefinitions(live.build().containerDefinitions().get(0).toBuilder()
                                .memory(1024)
                                .build())),
                Case.otherApp("others", app -> app.memory(256)),
                Case.other("networkMode", live -> live.networkMode("host")),
                Case.other(
                        "runtimePlatform.cpuArchitecture",
                        live -> live.runtimePlatform(
                                p -> p.cpuArchitecture("ARM64").operatingSystemFamily("LINUX"))),
                Case.other("executionRoleArn", live -> live.executionRoleArn("arn:aws:iam::123456789012:role/x")),
                Case.other("taskRoleArn", live -> live.taskRoleArn(null)),
                Case.other(
                        "volumes",
                        live -> live.volumes(Volume.builder().name("v").build())),
                Case.other("ephemeralStorage", live -> live.ephemeralStorage(e -> e.sizeInGiB(50))),
                Case.other("pidMode", live -> live.pidMode("task")));
    }

    private static PortMapping port(int port) {
        return PortMapping.builder().containerPort(port).build();
    }

    private static <T> List<T> turned(List<T> items) {
        List<T> turned = new ArrayList<>(items);
        Collections.reverse(turned);
        return turned;
    }

    private static Diff diff(Case it) {
        RegisterTaskDefinitionRequest request = RevisionRequestAws.of(SPEC, Map.of());
        TaskDefinition.Builder live = TaskDefinition.builder()
                .taskDefinitionArn("arn:aws:ecs:us-east-1:123456789012:task-definition/api:16")
                .family("api")
                .revision(16)
                .cpu(request.cpu())
                .memory(request.memory())
                .networkMode(request.networkMode())
                .requiresCompatibilities(request.requiresCompatibilities())
                .runtimePlatform(request.runtimePlatform())
                .executionRoleArn(request.executionRoleArn())
                .taskRoleArn(request.taskRoleArn())
                .containerDefinitions(request.containerDefinitions());
        TaskDefinition changed = it.live().apply(live).build();
        return TaskDefinitions.FIELDS.compare(SPEC, RevisionReaderAws.read(changed));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("noDifference")
    void whatAwsSaysOtherwiseIsNoDifference(Case it) {
        assertThat(diff(it)).isInstanceOf(Diff.InSync.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("differences")
    void whatTasksAreMadeOfIsADifferenceThatReplacesThem(Case it) {
        assertThat(diff(it)).isInstanceOfSatisfying(Diff.Drifted.class, drift -> {
            assertThat(drift.changes()).extracting(FieldChange::path).containsExactly(it.path());
            assertThat(drift.worst()).isEqualTo(Effect.ROLLOUT);
        });
    }
}
