package io.kinexus.operator.kind.role;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.aws.Clients;
import io.kinexus.operator.aws.Session;
import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.environment.Limits;
import io.kinexus.operator.core.environment.Mode;
import io.kinexus.operator.core.environment.Settings;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.kind.ResourceKindContract;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.TagRoleRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;

class RoleKindTest extends ResourceKindContract<RoleSpec, RoleLive> {
    private static final Attempt ATTEMPT = new Attempt("00000000-0000-0000-0000-000000000009");
    private static final String PULL = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";

    @Override
    protected ResourceKind<RoleSpec, RoleLive> kind() {
        return new RoleKind();
    }

    private String pull = PULL;
    private String readOnly = "arn:aws:iam::aws:policy/ReadOnlyAccess";

    /** The account's own policies, which every server has once they are made. */
    @Override
    protected void given(Scope scope) {
        pull = policy(scope, "pull");
        readOnly = policy(scope, "read-only");
    }

    private static String policy(Scope scope, String name) {
        return scope.client(IamClient.class)
                .createPolicy(r -> r.policyName(name).policyDocument(allow("ecr:*")))
                .policy()
                .arn();
    }

    @Override
    protected Declared<RoleSpec> wanted() {
        return declared(new RoleSpec(
                "test-api-execution",
                RoleSpec.path("test"),
                "pulls images",
                trust("ecs-tasks.amazonaws.com"),
                Map.of("secrets", allow("secretsmanager:GetSecretValue", "kms:Decrypt")),
                Set.of(pull),
                Optional.empty()));
    }

    @Override
    protected Declared<RoleSpec> changed() {
        return declared(new RoleSpec(
                "test-api-execution",
                RoleSpec.path("test"),
                "",
                trust("ecs.amazonaws.com"),
                Map.of("queue", allow("sqs:SendMessage")),
                Set.of(readOnly),
                Optional.of(7200)));
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(
                CreateRoleRequest.builder().build(),
                UpdateRoleRequest.builder().build(),
                UpdateAssumeRolePolicyRequest.builder().build(),
                PutRolePolicyRequest.builder().build(),
                AttachRolePolicyRequest.builder().build(),
                PutRolePermissionsBoundaryRequest.builder().build(),
                TagRoleRequest.builder().build());
    }

    @Test
    void policiesAddedByHandAreRemoved() {
        create(wanted(), ATTEMPT);
        iam().putRolePolicy(
                        r -> r.roleName("test-api-execution").policyName("mine").policyDocument(allow("*")));
        iam().attachRolePolicy(
                        r -> r.roleName("test-api-execution").policyArn("arn:aws:iam::aws:policy/AdministratorAccess"));
        assertThat(drift()).extracting(FieldChange::path).containsExactly("policyDocument", "policyArn");
        update(wanted());
        assertInSync(wanted());
    }

    @Test
    void tagsOfTheEnvironmentArePutBack() {
        create(wanted(), ATTEMPT);
        iam().untagRole(r -> r.roleName("test-api-execution").tagKeys("application"));
        assertThat(drift()).singleElement().satisfies(change -> {
            assertThat(change.path()).isEqualTo("tags");
            assertThat(change.before()).isEqualTo("without {application=kinexus}");
        });
        update(wanted());
        assertInSync(wanted());
    }

    @Test
    void everyRoleCarriesTheBoundaryOfItsEnvironment() {
        given(look());
        create(wanted(), ATTEMPT);
        assertInSync(wanted());
        Scope bounded = bounded(readOnly);
        assertThat(drift(bounded)).singleElement().satisfies(change -> {
            assertThat(change.path()).isEqualTo("permissionsBoundary");
            assertThat(change.before()).isEqualTo("(none)");
        });
        kind().updater().orElseThrow().update(bounded, wanted(), live(bounded), drift(bounded), ATTEMPT);
        assertThat(kind().fields().compare(wanted().spec(), live(bounded(readOnly))))
                .isInstanceOf(Diff.InSync.class);
        assertThat(drift(bounded(pull))).extracting(FieldChange::before).containsExactly(readOnly);
        delete(wanted());
        kind().creator().orElseThrow().create(bounded(pull), wanted(), ATTEMPT);
        assertThat(iam().getRole(r -> r.roleName("test-api-execution"))
                        .role()
                        .permissionsBoundary()
                        .permissionsBoundaryArn())
                .isEqualTo(pull);
    }

    /** The same account, seen by an environment that asks for a boundary. */
    private Scope bounded(String arn) {
        Scope plain = look();
        Settings settings = new Settings(
                plain.environment(),
                plain.account(),
                plain.region(),
                Mode.ENFORCE,
                plain.tags(),
                Duration.ofMinutes(1),
                Duration.ofMinutes(10),
                new Limits(3, 3),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.of(arn));
        Clients clients = new Clients() {
            @Override
            public <C> C client(Class<C> service, String account, String region) {
                return plain.client(service, region);
            }
        };
        return new Session(settings, clients, Runnable::run).sweep();
    }

    private RoleLive live(Scope scope) {
        return kind().observe(scope, List.of(wanted()))
                .getOrDefault(wanted().id(), Observation.absent())
                .seen()
                .orElseThrow();
    }

    private List<FieldChange> drift(Scope scope) {
        return ((Diff.Drifted) kind().fields().compare(wanted().spec(), live(scope))).changes();
    }

    @Test
    void aRoleOfTheSameNameThatIsNotOursIsLeftAlone() {
        iam().createRole(r -> r.roleName("test-api-execution").assumeRolePolicyDocument(trust("ec2.amazonaws.com")));
        Outcome outcome = kind().creator().orElseThrow().create(look(), wanted(), ATTEMPT);
        assertThat(outcome).isInstanceOf(Outcome.Terminal.class);
        assertThat(iam().listRolePolicies(r -> r.roleName("test-api-execution")).policyNames())
                .isEmpty();
        assertThat(present(wanted()).ours()).isFalse();
    }

    @Test
    void aCreateThatStoppedHalfWayIsCompleted() {
        create(
                declared(new RoleSpec(
                        "test-api-execution",
                        RoleSpec.path("test"),
                        "pulls images",
                        trust("ecs-tasks.amazonaws.com"),
                        Map.of(),
                        Set.of(),
                        Optional.empty())),
                ATTEMPT);
        create(wanted(), ATTEMPT);
        assertInSync(wanted());
    }

    @Test
    void aManagedPolicyThatDoesNotExistIsAnError() {
        RoleSpec spec = wanted().spec();
        Outcome outcome = kind().creator()
                .orElseThrow()
                .create(
                        look(),
                        declared(new RoleSpec(
                                spec.name(),
                                spec.path(),
                                "",
                                spec.trustPolicy(),
                                Map.of(),
                                Set.of("arn:aws:iam::aws:policy/NoSuchPolicy"),
                                Optional.empty())),
                        ATTEMPT);
        assertThat(outcome).isInstanceOf(Outcome.Terminal.class);
    }

    @Test
    void anExistingRoleIsFoundByItsArnWhereverItsPath() {
        String arn = iam().createRole(
                        r -> r.roleName("by-hand").path("/team/").assumeRolePolicyDocument(trust("ecs.amazonaws.com")))
                .role()
                .arn();
        assertThat(kind().outputs(present(wanted().existing(arn)).live()))
                .containsEntry("arn", arn)
                .containsEntry("name", "by-hand");
    }

    private List<FieldChange> drift() {
        Diff diff = kind().fields().compare(wanted().spec(), present(wanted()).live());
        return ((Diff.Drifted) diff).changes();
    }

    private IamClient iam() {
        return look().client(IamClient.class);
    }

    private static Declared<RoleSpec> declared(RoleSpec spec) {
        return Declared.of(ResourceId.of("test", "role", "api-execution"), DeclarationId.of("service", "api"), spec);
    }

    private static String trust(String service) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\""
                + service + "\"},\"Action\":\"sts:AssumeRole\"}]}";
    }

    private static String allow(String... actions) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\""
                + String.join("\",\"", actions) + "\"],\"Resource\":\"*\"}]}";
    }
}
