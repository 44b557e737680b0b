package io.kinexus.operator.kind.taskdefinition;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.kind.ResourceKindContract;
import io.kinexus.operator.kind.taskdefinition.TaskDefinitionSpec.Container;
import io.kinexus.operator.kind.taskdefinition.TaskDefinitionSpec.Logs;
import io.kinexus.operator.support.Balanced;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

class TaskDefinitionKindTest extends ResourceKindContract<TaskDefinitionSpec, TaskDefinitionLive> {
    private static final Attempt ATTEMPT = new Attempt("a");

    @Override
    protected ResourceKind<TaskDefinitionSpec, TaskDefinitionLive> kind() {
        return new TaskDefinitionKind();
    }

    @Override
    protected Declared<TaskDefinitionSpec> wanted() {
        return Declared.of(
                ResourceId.of("test", "task-definition", "api"),
                DeclarationId.of("service", "api"),
                Specs.taskDefinition("repo/api:1"));
    }

    @Override
    protected Declared<TaskDefinitionSpec> changed() {
        return wanted().spec(Specs.taskDefinition("repo/api:2"));
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(RegisterTaskDefinitionRequest.builder().build());
    }

    /** Specs that tests vary. */
    static final class Specs {
        private Specs() {}

        static TaskDefinitionSpec taskDefinition(String image) {
            return new TaskDefinitionSpec(
                    "test-api-task",
                    256,
                    512,
                    "X86_64",
                    "arn:aws:iam::123456789012:role/kinexus/test/test-api-execution",
                    Optional.empty(),
                    List.of(container(image)),
                    "main",
                    "api");
        }

        static Container container(String image) {
            return new Container(
                    "app",
                    image,
                    true,
                    List.of("serve"),
                    Set.of(8000, 9000),
                    Map.of("A", "1", "B", "2", "C", "3"),
                    Map.of(),
                    Map.of(),
                    Optional.of(new Logs("awslogs", Map.of("awslogs-group", "/ecs/test/api"))),
                    Optional.empty());
        }
    }

    private EcsClient ecs() {
        return look().client(EcsClient.class);
    }

    /** Somebody runs a revision of the family in service {@code api}. */
    private void run(String taskDefinition) {
        Scope scope = look();
        String subnet = Balanced.network(scope).subnetIds().get(0);
        scope.client(EcsClient.class).createCluster(r -> r.clusterName("main"));
        scope.client(EcsClient.class).createService(r -> r.cluster("main")
                .serviceName("api")
                .taskDefinition(taskDefinition)
                .desiredCount(0)
                .launchType("FARGATE")
                .networkConfiguration(n -> n.awsvpcConfiguration(v -> v.subnets(subnet))));
    }

    private List<FieldChange> drift(Declared<TaskDefinitionSpec> one) {
        Diff diff = kind().fields().compare(one.spec(), present(one).live());
        assertThat(diff).isInstanceOf(Diff.Drifted.class);
        return ((Diff.Drifted) diff).changes();
    }

    @Test
    void anImageThatSomebodyMovedIsShownAsSuch() {
        create(wanted(), ATTEMPT);
        run("test-api-task:1");
        TaskDefinition live = ecs().describeTaskDefinition(r -> r.taskDefinition("test-api-task"))
                .taskDefinition();
        ecs().registerTaskDefinition(RegisterTaskDefinitionRequest.builder()
                .family(live.family())
                .cpu("0.25 vCPU")
                .memory("0.5 GB")
                .networkMode("awsvpc")
                .requiresCompatibilities(live.requiresCompatibilities())
                .executionRoleArn(live.executionRoleArn())
                .containerDefinitions(live.containerDefinitions().get(0).toBuilder()
                        .image("repo/api:theirs")
                        .build())
                .build());
        ecs().updateService(r -> r.cluster("main").service("api").taskDefinition("test-api-task:2"));
        assertThat(drift(wanted())).singleElement().satisfies(change -> {
            assertThat(change.path()).isEqualTo("containerDefinitions[app].image");
            assertThat(change.before()).isEqualTo("repo/api:theirs");
            assertThat(change.after()).isEqualTo("repo/api:1");
            assertThat(change.effect()).isEqualTo(Effect.ROLLOUT);
        });
    }

    @Test
    void aNewerRevisionThatTheServiceDoesNotRunYetIsTheLiveOne() {
        create(wanted(), ATTEMPT);
        run("test-api-task:1");
        update(changed());
        assertInSync(changed());
        assertThat(kind().outputs(present(changed()).live()).get("revision")).isEqualTo("2");
    }

    @Test
    void aLostReplyMakesNoSecondRevision() {
        create(wanted(), ATTEMPT);
        create(wanted(), new Attempt("b"));
        assertThat(ecs().listTaskDefinitions(r -> r.familyPrefix("test-api-task"))
                        .taskDefinitionArns())
                .hasSize(1);
    }

    /** A rollback runs a copy of an older revision: what the next rollout would bring is still the own family's newest. */
    @Test
    void whileACopyRunsTheNewestOfTheFamilyIsTheLiveOne() {
        create(wanted(), ATTEMPT);
        run(copy());
        assertInSync(wanted());
        assertThat(kind().outputs(present(wanted()).live()).get("family")).isEqualTo("test-api-task");
    }

    @Test
    void copiesGoWithTheFamily() {
        create(wanted(), ATTEMPT);
        copy();
        delete(wanted());
        assertThat(kind().surplus(look(), Set.of())).isEmpty();
        assertThat(ecs().listTaskDefinitions(r -> r.status("ACTIVE")).taskDefinitionArns())
                .isEmpty();
    }

    @Test
    void copiesThatAreLeftOverAloneGoToo() {
        create(wanted(), ATTEMPT);
        copy();
        ecs().deregisterTaskDefinition(r -> r.taskDefinition("test-api-task:1"));
        TaskDefinitionLive left = Optional.ofNullable(
                        kind().surplus(look(), Set.of()).get(wanted().id()))
                .flatMap(Observation::seen)
                .orElseThrow();
        assertThat(left.family()).isEqualTo("test-api-task-rollback");
        kind().deleter().orElseThrow().delete(look(), wanted().id(), left, ATTEMPT);
        assertThat(kind().surplus(look(), Set.of())).isEmpty();
    }

    private String copy() {
        TaskDefinition own = ecs().describeTaskDefinition(r -> r.taskDefinition("test-api-task"))
                .taskDefinition();
        return ecs().registerTaskDefinition(r -> r.family("test-api-task-rollback")
                        .cpu(own.cpu())
                        .memory(own.memory())
                        .networkMode(own.networkMode())
                        .requiresCompatibilities(own.requiresCompatibilities())
                        .executionRoleArn(own.executionRoleArn())
                        .containerDefinitions(own.containerDefinitions())
                        .tags(Ownership.tags(look(), wanted().id()).entrySet().stream()
                                .map(t -> Tag.builder()
                                        .key(t.getKey())
                                        .value(t.getValue())
                                        .build())
                                .toList()))
                .taskDefinition()
                .taskDefinitionArn();
    }

    @Test
    void aRevisionIsDescribedOnce() {
        create(wanted(), ATTEMPT);
        run("test-api-task:1");
        present(wanted());
        int before = sandbox().calls().size();
        present(wanted());
        assertThat(sandbox().calls().size() - before)
                .as("only DescribeServices")
                .isEqualTo(1);
    }

    @Test
    void whatSomebodyAddedIsNotOverlooked() {
        create(wanted(), ATTEMPT);
        TaskDefinition live = ecs().describeTaskDefinition(r -> r.taskDefinition("test-api-task"))
                .taskDefinition();
        ecs().registerTaskDefinition(r -> r.family(live.family())
                .cpu("256")
                .memory("512")
                .networkMode("awsvpc")
                .requiresCompatibilities(live.requiresCompatibilities())
                .executionRoleArn(live.executionRoleArn())
                .ephemeralStorage(e -> e.sizeInGiB(50))
                .containerDefinitions(List.of(live.containerDefinitions().get(0).toBuilder()
                        .privileged(true)
                        .build())));
        assertThat(drift(wanted()))
                .extracting(FieldChange::path)
                .containsExactlyInAnyOrder("containerDefinitions[app].others", "ephemeralStorage");
    }
}
