package io.kinexus.operator.rollout.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.aws.SecretVersion;
import io.kinexus.operator.core.policy.Contents;
import io.kinexus.operator.core.policy.Place;
import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.rollout.Order;
import io.kinexus.operator.core.rollout.Rollout;
import io.kinexus.operator.core.rollout.Subject;
import io.kinexus.operator.core.rollout.Subject.Good;
import io.kinexus.operator.kind.taskdefinition.TaskDefinitionKind;
import io.kinexus.operator.kind.taskdefinition.TaskDefinitionSpec;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.support.SandboxDoor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** A good revision reads a key, a login of a database, and something that a database was connected to. */
@ParameterizedClass
@EnumSource(SandboxDoor.Way.class)
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
class SecretVersionsTest {
    private static final String KEY = "test/key";
    private static final String LOGIN = "test/login";
    private static final String CONNECTED = "test/connected";
    private static final String OWN = "task-definition/test-api-task:1";
    private static final String COPY = "task-definition/test-api-task-rollback:1";

    private static final Policy POLICY = new Policy(
            Policy.Strategy.ROLLING,
            0,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            true,
            new Contents("repo/api:1", "ARM64", "arn", Set.of(), 256, 512, 1),
            new Place(
                    "main",
                    "api",
                    "arn",
                    "app",
                    Set.of(),
                    Set.of(),
                    false,
                    Optional.empty(),
                    List.of(),
                    Duration.ZERO));

    @Parameter
    private SandboxDoor.Way way = SandboxDoor.Way.IN_PROCESS;

    private SandboxDoor door = new SandboxDoor();
    private String good = "";

    @BeforeEach
    void aGoodRevision() {
        door = new SandboxDoor(SandboxScript.plain(), way);
        make(KEY, "{\"apiKey\":\"one\"}", Tag.builder().key("team").value("x").build());
        make(
                LOGIN,
                "{\"username\":\"u\",\"password\":\"one\"}",
                Tag.builder().key("team").value("x").build());
        make(
                CONNECTED,
                "one",
                Tag.builder().key("kinexus:connection").value("db").build());
        good = registered(
                "repo/api:1", Map.of(KEY, version(KEY), LOGIN, version(LOGIN), CONNECTED, version(CONNECTED)));
    }

    @AfterEach
    void close() {
        door.close();
    }

    /** What people do to the secrets, what the rollback runs then, and what of it is pinned. */
    record Case(String reason, Consumer<SecretVersionsTest> hand, String runs, Set<String> pinned, String said) {
        @Override
        public String toString() {
            return reason;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("nothing", on -> {}, OWN, Set.of(), ""),
                new Case("a new key", on -> on.rotate(KEY), COPY, Set.of("API_KEY"), "test/key keeps version"),
                new Case(
                        "two new keys",
                        on -> {
                            on.rotate(KEY);
                            on.rotate(KEY);
                        },
                        OWN,
                        Set.of(),
                        "neither AWSCURRENT nor AWSPREVIOUS"),
                new Case("a new password", on -> on.rotate(LOGIN), OWN, Set.of(), "test/login is read in its current"),
                new Case("a database's", on -> on.rotate(CONNECTED), OWN, Set.of(), "test/connected is read in its"),
                new Case(
                        "a new key and a new password",
                        on -> {
                            on.rotate(KEY);
                            on.rotate(LOGIN);
                        },
                        COPY,
                        Set.of("API_KEY"),
                        "test/login is read in its current"),
                new Case("a key that is gone", on -> on.remove(KEY), OWN, Set.of(), "test/key has no current version"),
                new Case("bad weather", on -> on.door.fail(), OWN, Set.of(), "could not be kept: InternalError"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void isGoneBackTo(Case it) {
        it.hand().accept(this);
        Kept kept = keep(good);
        assertThat(kept.taskDefinition()).endsWith(it.runs());
        assertThat(kept.said()).contains(it.said()).doesNotContain("\"one\"");
        if (it.runs().equals(COPY)) {
            assertThat(pinned(kept.taskDefinition())).isEqualTo(it.pinned());
        }
    }

    @Test
    void theCopyIsTheSameButForItsSecrets() {
        String first = version(KEY);
        rotate(KEY);
        DescribeTaskDefinitionResponse copy = described(keep(good).taskDefinition());
        DescribeTaskDefinitionResponse before = described(good);
        assertThat(app(copy).toBuilder().secrets(app(before).secrets()).build()).isEqualTo(app(before));
        assertThat(secrets(copy).get("API_KEY")).endsWith(":apiKey::" + first);
        assertThat(copy.tags()).containsAll(before.tags());
        assertThat(copy.taskDefinition().toBuilder()
                        .family(before.taskDefinition().family())
                        .taskDefinitionArn(good)
                        .containerDefinitions(app(before))
                        .registeredAt(before.taskDefinition().registeredAt())
                        .build())
                .isEqualTo(before.taskDefinition());
    }

    @Test
    void theLabelSaysWhatTheCopyReads() {
        rotate(KEY);
        rotate(LOGIN);
        Map<String, String> label = SecretVersion.versions(
                app(described(keep(good).taskDefinition())).dockerLabels().getOrDefault(SecretVersion.LABEL, ""));
        assertThat(label).containsEntry(LOGIN, version(LOGIN)).doesNotContainEntry(KEY, version(KEY));
    }

    @Test
    void askedAgainItIsTheSameCopy() {
        rotate(KEY);
        String copy = keep(good).taskDefinition();
        assertThat(keep(good).taskDefinition()).isEqualTo(copy);
        assertThat(keep(copy).taskDefinition())
                .as("going back to the copy itself")
                .isEqualTo(copy);
    }

    @Test
    void aCopyWhoseVersionIsGoneReadsTheCurrentOne() {
        rotate(KEY);
        String copy = keep(good).taskDefinition();
        rotate(KEY);
        String other = keep(copy).taskDefinition();
        assertThat(other).endsWith("task-definition/test-api-task-rollback:2");
        assertThat(pinned(other)).isEmpty();
        assertThat(keep(other).taskDefinition()).isEqualTo(other);
    }

    @Test
    void theRolloutGoesBackToTheCopyAndSaysSoOnce() {
        rotate(KEY);
        Instant now = door.sandbox().clock().instant();
        Rollout before =
                rollout(now).subject(new Subject(Optional.of(new Good(good, Optional.of("arn"))), Map.of("a", 1.0)));
        Rollout kept = new SecretVersions().keep(door.scope(), before, now);
        assertThat(kept.subject())
                .isEqualTo(new Subject(
                        Optional.of(new Good(keep(good).taskDefinition(), Optional.of("arn"))), Map.of("a", 1.0)));
        assertThat(kept.history()).hasSize(before.history().size() + 1);
        assertThat(kept.history().get(1).because()).contains("secret test/key keeps version");
        Rollout again = new SecretVersions().keep(door.scope(), kept, now);
        assertThat(again).isEqualTo(kept);
    }

    @Test
    void whatHasNothingToGoBackToIsLeftAlone() {
        Rollout first = rollout(door.sandbox().clock().instant());
        assertThat(new SecretVersions().keep(door.scope(), first, first.order().at()))
                .isEqualTo(first);
    }

    private static Rollout rollout(Instant now) {
        return Rollout.begin(
                "api-1",
                new Order(
                        ResourceId.of("test", "ecs-service", "api"),
                        "0".repeat(64),
                        "c0ffee",
                        "secret rotated",
                        false,
                        now,
                        now,
                        POLICY));
    }

    @Test
    void whatWasRegisteredWithoutVersionsIsRunAsItIs() {
        String old = registered("repo/api:0", Map.of());
        rotate(KEY);
        assertThat(keep(old))
                .isEqualTo(new Kept(
                        old,
                        "secrets are read in their current versions: nothing says which ones test-api-task:2"
                                + " ran with"));
    }

    private Kept keep(String arn) {
        return new SecretVersions().keep(door.scope(), arn);
    }

    private SecretsManagerClient secretsManager() {
        return door.scope().client(SecretsManagerClient.class);
    }

    private void make(String name, String value, Tag tag) {
        secretsManager().createSecret(r -> r.name(name).secretString(value).tags(tag));
    }

    private void rotate(String name) {
        secretsManager()
                .putSecretValue(r -> r.secretId(name).secretString("{\"apiKey\":\"two\",\"password\":\"two\"}"));
    }

    private void remove(String name) {
        secretsManager().deleteSecret(r -> r.secretId(name));
    }

    private String arn(String name) {
        return secretsManager().describeSecret(r -> r.secretId(name)).arn();
    }

    private String version(String name) {
        return secretsManager().getSecretValue(r -> r.secretId(name)).versionId();
    }

    private String registered(String image, Map<String, String> versions) {
        TaskDefinitionSpec spec = new TaskDefinitionSpec(
                "test-api-task",
                256,
                512,
                "ARM64",
                "arn:aws:iam::123456789012:role/kinexus/test/test-api-execution",
                Optional.of("arn:aws:iam::123456789012:role/kinexus/test/test-api-task"),
                List.of(new TaskDefinitionSpec.Container(
                        TaskDefinitionSpec.APP,
                        image,
                        true,
                        List.of("serve"),
                        Set.of(8000),
                        Map.of("A", "1"),
                        Map.of(
                                "API_KEY",
                                arn(KEY) + ":apiKey::",
                                "PASSWORD",
                                arn(LOGIN) + ":password::",
                                "ALL",
                                arn(CONNECTED)),
                        versions,
                        Optional.of(new TaskDefinitionSpec.Logs("awslogs", Map.of("awslogs-group", "/ecs/test/api"))),
                        Optional.empty())),
                "main",
                "api");
        Declared<TaskDefinitionSpec> wanted =
                Declared.of(ResourceId.of("test", "task-definition", "api"), DeclarationId.of("service", "api"), spec);
        new TaskDefinitionKind().creator().orElseThrow().create(door.scope(), wanted, new Attempt("a"));
        return described("test-api-task").taskDefinition().taskDefinitionArn();
    }

    private DescribeTaskDefinitionResponse described(String reference) {
        return door.scope().client(EcsClient.class).describeTaskDefinition(r -> r.taskDefinition(reference)
                .include(TaskDefinitionField.TAGS));
    }

    private static ContainerDefinition app(DescribeTaskDefinitionResponse answer) {
        return answer.taskDefinition().containerDefinitions().get(0);
    }

    private static Map<String, String> secrets(DescribeTaskDefinitionResponse answer) {
        return app(answer).secrets().stream()
                .collect(Collectors.toMap(Secret::name, Secret::valueFrom, (one, same) -> one, TreeMap::new));
    }

    /** Variables that name a version. */
    private Set<String> pinned(String reference) {
        return secrets(described(reference)).entrySet().stream()
                .filter(one -> !ValueFrom.parse(one.getValue()).version().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
