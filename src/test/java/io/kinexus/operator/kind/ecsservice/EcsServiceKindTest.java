package io.kinexus.operator.kind.ecsservice;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.diff.Owner;
import io.kinexus.operator.core.health.Verdict;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.kind.ResourceKindContract;
import io.kinexus.operator.kind.ecsservice.EcsServiceSpec.Deployment;
import io.kinexus.operator.kind.ecsservice.EcsServiceSpec.Network;
import io.kinexus.operator.kind.ecsservice.EcsServiceSpec.Share;
import io.kinexus.operator.support.Balanced;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

class EcsServiceKindTest extends ResourceKindContract<EcsServiceSpec, EcsServiceLive> {
    private static final Attempt ATTEMPT = new Attempt("a");
    private static final Deployment ROLLING = Deployment.rolling(100, 200, true);

    @Override
    protected ResourceKind<EcsServiceSpec, EcsServiceLive> kind() {
        return new EcsServiceKind();
    }

    private String subnet = "subnet-that-is-not-there";

    @Override
    protected void given(Scope scope) {
        subnet = Balanced.network(scope).subnetIds().get(0);
        EcsClient ecs = scope.client(EcsClient.class);
        // With a tag, since moto's tagging API breaks over a cluster that has none.
        ecs.createCluster(r -> r.clusterName("main")
                .capacityProviders("FARGATE", "FARGATE_SPOT")
                .tags(Tag.builder().key("owner").value("tests").build()));
        register(ecs, "1");
        register(ecs, "2");
    }

    private static void register(EcsClient ecs, String tag) {
        ecs.registerTaskDefinition(r -> r.family("api")
                .cpu("256")
                .memory("512")
                .networkMode("awsvpc")
                .requiresCompatibilitiesWithStrings("FARGATE")
                .containerDefinitions(List.of(ContainerDefinition.builder()
                        .name("app")
                        .image("repo/api:" + tag)
                        .build())));
    }

    @Override
    protected Declared<EcsServiceSpec> wanted() {
        return Declared.of(
                ResourceId.of("test", "ecs-service", "api"),
                DeclarationId.of("service", "api"),
                spec(1, 2, false, List.of(), ROLLING));
    }

    private EcsServiceSpec spec(int revision, int count, boolean scaled, List<Share> capacity, Deployment deployment) {
        return new EcsServiceSpec(
                "api",
                "main",
                "arn:aws:ecs:us-east-1:123456789012:task-definition/api:" + revision,
                count,
                scaled,
                capacity,
                new Network(Set.of(subnet), Set.of(), false),
                List.of(),
                deployment,
                Optional.empty(),
                false);
    }

    @Override
    protected Declared<EcsServiceSpec> changed() {
        return wanted().spec(spec(
                2, 3, false, List.of(new Share("FARGATE_SPOT", 1, 0)), Deployment.rolling(50, 100, false)));
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(
                CreateServiceRequest.builder().build(),
                UpdateServiceRequest.builder().build());
    }

    private Diff diff(EcsServiceSpec spec) {
        return kind().fields().compare(spec, present(wanted()).live());
    }

    @Test
    void theScalersCountIsItsOwnUntilScalingGoes() {
        given(look());
        create(wanted(), ATTEMPT);
        look().client(EcsClient.class)
                .updateService(r -> r.cluster("main").service("api").desiredCount(7));
        EcsServiceSpec scaled = spec(1, 2, true, List.of(), ROLLING);
        assertThat(diff(scaled)).isInstanceOfSatisfying(Diff.InSync.class, same -> assertThat(same.yielded())
                .singleElement()
                .satisfies(change -> assertThat(change.owner()).isEqualTo(Owner.SCALER)));
        assertThat(diff(wanted().spec()))
                .isInstanceOfSatisfying(Diff.Drifted.class, drift -> assertThat(drift.changes())
                        .extracting(FieldChange::path)
                        .containsExactly("desiredCount"));
    }

    @Test
    void anUpdateNamesNoCountThatGitDoesNotOwn() {
        given(look());
        create(wanted(), ATTEMPT);
        EcsServiceSpec next = spec(2, 2, true, List.of(), ROLLING);
        look().client(EcsClient.class)
                .updateService(r -> r.cluster("main").service("api").desiredCount(7));
        update(wanted().spec(next));
        assertThat(present(wanted()).live().desiredCount()).isEqualTo(7);
        assertThat(present(wanted()).live().taskDefinition()).endsWith("api:2");
    }

    @Test
    void aNameIsTheSameTaskDefinitionAsItsArn() {
        given(look());
        create(wanted(), ATTEMPT);
        EcsServiceSpec arn = wanted().spec();
        EcsServiceSpec name = new EcsServiceSpec(
                arn.name(),
                arn.cluster(),
                "api:1",
                arn.desiredCount(),
                arn.scaled(),
                arn.capacity(),
                arn.network(),
                arn.targets(),
                arn.deployment(),
                arn.gracePeriodSeconds(),
                arn.executeCommand());
        assertThat(diff(name)).isInstanceOf(Diff.InSync.class);
    }

    @Test
    void itIsNotAtRestUntilItsDeploymentIsCompleted() {
        given(look());
        kind().creator().orElseThrow().create(look(), wanted(), ATTEMPT);
        assertThat(present(wanted()).settled()).isFalse();
        sandbox().advance(Duration.ofMinutes(3));
        assertThat(present(wanted()).settled()).isTrue();
        assertThat(kind().health(present(wanted()).live()).level()).isEqualTo(Verdict.Level.HEALTHY);
    }

    @Test
    void aServiceThatIsBeingDeletedDrainsAndIsThenAbsent() {
        given(look());
        create(wanted(), ATTEMPT);
        delete(wanted());
        assertThat(present(wanted()).settled()).isFalse();
        Outcome again = kind().creator().orElseThrow().create(look(), wanted(), new Attempt("b"));
        assertThat(again).isInstanceOf(Outcome.Waiting.class);
        sandbox().advance(Duration.ofMinutes(2));
        assertThat(observed(wanted())).isInstanceOf(Observation.Absent.class);
    }

    @Test
    void twentyServicesTakeTwoCalls() {
        given(look());
        List<Declared<EcsServiceSpec>> many = IntStream.range(0, 20)
                .mapToObj(i -> Declared.of(
                        ResourceId.of("test", "ecs-service", "s" + i),
                        DeclarationId.of("service", "s" + i),
                        wanted().spec()))
                .toList();
        int before = sandbox().calls().size();
        kind().observe(look(), many);
        assertThat(sandbox().calls().size() - before).isLessThanOrEqualTo(2);
    }
}
