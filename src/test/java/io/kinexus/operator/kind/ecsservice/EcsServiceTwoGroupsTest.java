package io.kinexus.operator.kind.ecsservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.diff.Owner;
import io.kinexus.operator.core.policy.Policy.Strategy;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.kind.ResourceKindContract;
import io.kinexus.operator.kind.ecsservice.EcsServiceSpec.Advanced;
import io.kinexus.operator.kind.ecsservice.EcsServiceSpec.Deployment;
import io.kinexus.operator.kind.ecsservice.EcsServiceSpec.Network;
import io.kinexus.operator.kind.ecsservice.EcsServiceSpec.Steps;
import io.kinexus.operator.kind.ecsservice.EcsServiceSpec.Target;
import io.kinexus.operator.support.Balanced;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;
import software.amazon.awssdk.services.iam.IamClient;

/** A service between whose two target groups ECS moves traffic. */
class EcsServiceTwoGroupsTest extends ResourceKindContract<EcsServiceSpec, EcsServiceLive> {
    private static final Attempt ATTEMPT = new Attempt("a");
    private static final String ROLE = "arn:aws:iam::123456789012:role/mover";
    private static final Duration WHOLE = Duration.ofMinutes(15);

    private String subnet = "subnet-that-is-not-there";
    private String blue = "blue";
    private String green = "green";
    private String rule = "rule";

    @Override
    protected ResourceKind<EcsServiceSpec, EcsServiceLive> kind() {
        return new EcsServiceKind();
    }

    @Override
    protected void given(Scope scope) {
        Balanced all = Balanced.network(scope);
        subnet = all.subnetIds().get(0);
        String listener = all.listener(all.balancer("main"), 80);
        blue = all.group("blue");
        green = all.group("green");
        rule = all.elb()
                .createRule(r -> r.listenerArn(listener)
                        .priority(10)
                        .conditions(Balanced.path("/*"))
                        .actions(Action.builder()
                                .type("forward")
                                .forwardConfig(f -> f.targetGroups(weighted(blue, 1), weighted(green, 0)))
                                .build()))
                .rules()
                .get(0)
                .ruleArn();
        scope.client(IamClient.class).createRole(r -> r.roleName("mover").assumeRolePolicyDocument("""
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ecs.amazonaws.com"},\
            "Action":"sts:AssumeRole"}]}\
            """));
        EcsClient ecs = scope.client(EcsClient.class);
        ecs.createCluster(r -> r.clusterName("main"));
        List.of("1", "2", "3", "4").forEach(tag -> register(ecs, tag));
    }

    private static TargetGroupTuple weighted(String group, int weight) {
        return TargetGroupTuple.builder().targetGroupArn(group).weight(weight).build();
    }

    private static void register(EcsClient ecs, String tag) {
        ecs.registerTaskDefinition(r -> r.family("api")
                .cpu("256")
                .memory("512")
                .networkMode("awsvpc")
                .requiresCompatibilitiesWithStrings("FARGATE")
                .containerDefinitions(ContainerDefinition.builder()
                        .name("app")
                        .image("repo/api:" + tag)
                        .portMappings(PortMapping.builder().containerPort(8000).build())
                        .build()));
    }

    @Override
    protected Declared<EcsServiceSpec> wanted() {
        return declared(1, two(), canary());
    }

    @Override
    protected Declared<EcsServiceSpec> changed() {
        return declared(
                1,
                two(),
                new Deployment(
                        Strategy.LINEAR,
                        50,
                        150,
                        false,
                        Optional.of(7),
                        Optional.of(new Steps(25, 2)),
                        Set.of("errors", "slow")));
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(
                CreateServiceRequest.builder().build(),
                UpdateServiceRequest.builder().build());
    }

    private Target two() {
        return new Target(blue, "app", 8000, Optional.of(new Advanced(green, rule, Optional.empty(), ROLE)));
    }

    private Target one() {
        return new Target(blue, "app", 8000);
    }

    private static Deployment canary() {
        return new Deployment(
                Strategy.CANARY, 100, 200, false, Optional.of(2), Optional.of(new Steps(5, 3)), Set.of("errors"));
    }

    private static Deployment blueGreen() {
        return new Deployment(Strategy.BLUE_GREEN, 100, 200, false, Optional.of(1), Optional.empty(), Set.of());
    }

    private static Deployment rolling() {
        return Deployment.rolling(100, 200, true);
    }

    private Declared<EcsServiceSpec> declared(int revision, Target target, Deployment deployment) {
        EcsServiceSpec spec = new EcsServiceSpec(
                "api",
                "main",
                "arn:aws:ecs:us-east-1:123456789012:task-definition/api:" + revision,
                2,
                false,
                List.of(),
                new Network(Set.of(subnet), Set.of(), false),
                List.of(target),
                deployment,
                Optional.of(30),
                false);
        return Declared.of(ResourceId.of("test", "ecs-service", "api"), DeclarationId.of("service", "api"), spec);
    }

    private List<FieldChange> drift(Declared<EcsServiceSpec> wanted) {
        Diff diff = kind().fields().compare(wanted.spec(), present(wanted).live());
        return diff instanceof Diff.Drifted drifted ? drifted.changes() : List.of();
    }

    private Outcome write(Declared<EcsServiceSpec> wanted) {
        return kind().updater()
                .orElseThrow()
                .update(look(), wanted, present(wanted).live(), drift(wanted), ATTEMPT);
    }

    /** Turn after turn, with time between them; what was said on the way. */
    private List<String> settle(Declared<EcsServiceSpec> wanted) {
        List<String> said = new ArrayList<>();
        for (int turn = 0;
                turn < 8 && !(drift(wanted).isEmpty() && present(wanted).settled());
                turn++) {
            if (!drift(wanted).isEmpty()) {
                Outcome outcome = write(wanted);
                said.add(outcome instanceof Outcome.Waiting waiting ? waiting.on() : "written");
            }
            sandbox().advance(WHOLE);
        }
        return said;
    }

    private Map<String, Integer> weights() {
        return look()
                .client(ElasticLoadBalancingV2Client.class)
                .describeRules(r -> r.ruleArns(rule))
                .rules()
                .get(0)
                .actions()
                .get(0)
                .forwardConfig()
                .targetGroups()
                .stream()
                .collect(Collectors.toMap(TargetGroupTuple::targetGroupArn, TargetGroupTuple::weight));
    }

    private String strategyOfTheNewestDeployment() {
        EcsClient ecs = look().client(EcsClient.class);
        String newest = ecs.listServiceDeployments(r -> r.cluster("main").service("api"))
                .serviceDeployments()
                .get(0)
                .serviceDeploymentArn();
        return ecs.describeServiceDeployments(r -> r.serviceDeploymentArns(newest))
                .serviceDeployments()
                .get(0)
                .deploymentConfiguration()
                .strategyAsString();
    }

    @Test
    void everyRevisionGoesOutByTheStrategyIntoTheOtherGroupAndLeavesNoDifference() {
        given(look());
        create(wanted(), ATTEMPT);
        sandbox().advance(WHOLE);
        for (int revision = 2; revision <= 4; revision++) {
            Map<String, Integer> before = weights();
            Declared<EcsServiceSpec> next = declared(revision, two(), canary());
            assertThat(write(next)).isInstanceOf(Outcome.Done.class);
            assertThat(strategyOfTheNewestDeployment()).isEqualTo("CANARY");
            assertThat(drift(next)).as("while it is under way").isEmpty();
            sandbox().advance(WHOLE);
            assertThat(weights())
                    .as("revision " + revision)
                    .isNotEqualTo(before)
                    .containsValues(100, 0);
            assertInSync(next);
        }
    }

    @Test
    void whichGroupIsNamedFirstIsNoDifference() {
        given(look());
        create(wanted(), ATTEMPT);
        Target swapped = new Target(green, "app", 8000, Optional.of(new Advanced(blue, rule, Optional.empty(), ROLE)));
        assertThat(drift(declared(1, swapped, canary()))).isEmpty();
        Target other = new Target(green, "app", 8000, Optional.of(new Advanced(blue, "other", Optional.empty(), ROLE)));
        assertThat(drift(declared(1, other, canary())))
                .extracting(FieldChange::path, FieldChange::effect)
                .containsExactly(tuple("loadBalancers", Effect.ROLLOUT));
    }

    @Test
    void howItDeploysIsTheRolloutsWhileADeploymentIsUnderWay() {
        given(look());
        create(wanted(), ATTEMPT);
        sandbox().advance(WHOLE);
        EcsClient ecs = look().client(EcsClient.class);
        ecs.updateService(
                r -> r.cluster("main").service("api").taskDefinition("api:2").deploymentConfiguration(d -> d.strategy(
                                "BLUE_GREEN")
                        .bakeTimeInMinutes(0)));
        Declared<EcsServiceSpec> second = declared(2, two(), canary());
        Diff during = kind().fields().compare(second.spec(), present(second).live());
        assertThat(during).isInstanceOfSatisfying(Diff.InSync.class, same -> assertThat(same.yielded())
                .isNotEmpty()
                .allSatisfy(change -> assertThat(change.owner()).isEqualTo(Owner.ROLLOUT)));
        sandbox().advance(WHOLE);
        assertThat(drift(second))
                .as("at rest it is git's, and starts no tasks")
                .extracting(FieldChange::path)
                .contains("deploymentConfiguration.strategy", "deploymentConfiguration.bakeTimeInMinutes");
        assertThat(drift(second))
                .allSatisfy(change -> assertThat(change.effect()).isEqualTo(Effect.IN_PLACE));
    }

    @Test
    void fromOneStrategyThatMovesTrafficToAnotherNoTaskIsStarted() {
        given(look());
        create(wanted(), ATTEMPT);
        sandbox().advance(WHOLE);
        String before = present(wanted()).live().progress().says().toString();
        Declared<EcsServiceSpec> other = declared(1, two(), blueGreen());
        assertThat(write(other)).isInstanceOf(Outcome.Done.class);
        assertInSync(other);
        assertThat(present(other).live().progress().says().toString()).isEqualTo(before);
    }

    @Test
    void theSecondGroupComesByARollingDeploymentAndOnlyThenTheNewRevisionByTheStrategy() {
        given(look());
        create(declared(1, one(), rolling()), ATTEMPT);
        sandbox().advance(WHOLE);
        Declared<EcsServiceSpec> second = declared(2, two(), canary());
        assertThat(write(second)).isInstanceOf(Outcome.Waiting.class);
        assertThat(strategyOfTheNewestDeployment()).isEqualTo("ROLLING");
        assertThat(present(second).live().taskDefinition()).endsWith("api:1");
        assertThat(write(second)).as("not before that has ended").isInstanceOf(Outcome.Waiting.class);
        sandbox().advance(WHOLE);
        assertThat(write(second)).isInstanceOf(Outcome.Done.class);
        assertThat(strategyOfTheNewestDeployment()).isEqualTo("CANARY");
        sandbox().advance(WHOLE);
        assertInSync(second);
        assertThat(weights()).isEqualTo(Map.of(blue, 0, green, 100));
    }

    @Test
    void theSecondGroupIsLetGoAtOnceWhereTheFirstOneServes() {
        given(look());
        create(wanted(), ATTEMPT);
        sandbox().advance(WHOLE);
        Declared<EcsServiceSpec> plain = declared(1, one(), rolling());
        assertThat(settle(plain)).containsExactly("written");
        assertInSync(plain);
    }

    @Test
    void whatServesFromTheSecondGroupComesBackToTheFirstBeforeThatIsAllThereIs() {
        given(look());
        create(wanted(), ATTEMPT);
        sandbox().advance(WHOLE);
        settle(declared(2, two(), canary()));
        assertThat(weights()).isEqualTo(Map.of(blue, 0, green, 100));
        Declared<EcsServiceSpec> plain = declared(3, one(), rolling());
        assertThat(write(plain)).isInstanceOf(Outcome.Waiting.class);
        assertThat(strategyOfTheNewestDeployment()).isEqualTo("BLUE_GREEN");
        sandbox().advance(WHOLE);
        assertThat(weights()).isEqualTo(Map.of(blue, 100, green, 0));
        assertThat(settle(plain)).containsExactly("written");
        assertInSync(plain);
        assertThat(present(plain).live().shifts()).isFalse();
    }
}
