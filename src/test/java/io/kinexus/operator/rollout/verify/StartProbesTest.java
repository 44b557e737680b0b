package io.kinexus.operator.rollout.verify;

import static io.kinexus.operator.rollout.verify.Case.NOTHING;
import static io.kinexus.operator.rollout.verify.Case.with;

import io.kinexus.operator.core.policy.Contents;
import io.kinexus.operator.core.rollout.Verification.Result;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** What a task starts with: its image, its role, its secrets. */
class StartProbesTest {
    @ParameterizedTest
    @MethodSource({"images", "roles", "secrets"})
    void whatATaskStartsWith(Case one) {
        one.holds();
    }

    static Stream<Case> images() {
        return Stream.of(
                image("a tag that nobody pushed", "X86_64", Ready.IMAGE + "2-missing", Result.FAILED, "does not exist"),
                image("built for another", "X86_64", Ready.IMAGE + "2-arm", Result.FAILED, "linux/arm64"),
                image("built for this one", "ARM64", Ready.IMAGE + "2-arm", Result.PASSED, "for linux/arm64"),
                image("fails only later", "X86_64", Ready.IMAGE + "2-nosecret", Result.PASSED, "sha256:"),
                image("by digest", "X86_64", Ready.IMAGE.replace(":", "@sha256:" + "a".repeat(64)), Result.PASSED, "a"),
                image("elsewhere", "X86_64", "ghcr.io/team/api:2", Result.NOT_CHECKED, "not in ECR"),
                image(
                        "another account's",
                        "X86_64",
                        Ready.IMAGE.replace("123456789012", "999999999999") + "1",
                        Result.PASSED,
                        "sha256:"),
                image(
                        "another region's",
                        "X86_64",
                        Ready.IMAGE.replace("us-east-1", "eu-west-1") + "1-missing",
                        Result.FAILED,
                        "does not exist"),
                image(
                        "not known yet",
                        "X86_64",
                        "${repository/api.uri}:1",
                        Result.NOT_CHECKED,
                        "waits for repository/api"));
    }

    private static Case image(String reason, String architecture, String image, Result result, String said) {
        return new Case(
                reason, NOTHING, world -> with(world, image, architecture, world.role, 1024, 2), "image", result, said);
    }

    static Stream<Case> roles() {
        String read = "secretsmanager:GetSecretValue";
        return Stream.of(
                role(
                        "no such role",
                        world -> {},
                        "arn:aws:iam::123456789012:role/none",
                        Result.FAILED,
                        "role none does not exist"),
                role(
                        "of another account",
                        world -> {},
                        "arn:aws:iam::999999999999:role/x",
                        Result.NOT_CHECKED,
                        "not a role of account 123456789012"),
                role(
                        "not there yet",
                        world -> {},
                        "${role/api-execution.arn}",
                        Result.NOT_CHECKED,
                        "waits for role/api-execution"),
                role(
                        "for somebody else",
                        world -> world.scope.client(IamClient.class).updateAssumeRolePolicy(r -> r.roleName(Ready.ROLE)
                                .policyDocument(Ready.TRUST.replace("ecs-tasks", "ec2"))),
                        "",
                        Result.FAILED,
                        "does not let ecs-tasks.amazonaws.com assume it"),
                role(
                        "for another account",
                        world -> world.scope.client(IamClient.class).updateAssumeRolePolicy(r -> r.roleName(Ready.ROLE)
                                .policyDocument(Ready.TRUST.replace("123456789012", "999999999999"))),
                        "",
                        Result.FAILED,
                        "does not let ecs-tasks.amazonaws.com assume it"),
                role(
                        "may not read",
                        world -> world.inline("Allow", read, world.secret + "x"),
                        "",
                        Result.FAILED,
                        "may not secretsmanager:GetSecretValue on arn:aws:secretsmanager"),
                role(
                        "is denied",
                        world -> world.inline("Deny", "secretsmanager:*", "*"),
                        "",
                        Result.FAILED,
                        "is denied secretsmanager:GetSecretValue"),
                role(
                        "the secret may allow it",
                        world -> {
                            world.inline("Allow", "s3:GetObject", "*");
                            world.scope.client(SecretsManagerClient.class).putResourcePolicy(r -> r.secretId(
                                            world.secret)
                                    .resourcePolicy("{\"Version\":\"2012-10-17\",\"Statement\":[]}"));
                        },
                        "",
                        Result.NOT_CHECKED,
                        "secret a/b has a policy of its own"),
                role(
                        "may not pull and log",
                        Ready::detach,
                        "",
                        Result.FAILED,
                        "may not ecr:GetAuthorizationToken on *"),
                role("may not log", Ready::detach, "", Result.FAILED, "log-group:/ecs/test/api"),
                role(
                        "a policy that cannot be read",
                        world -> world.scope.client(IamClient.class).attachRolePolicy(r -> r.roleName(Ready.ROLE)
                                .policyArn("arn:aws:iam::aws:policy/ReadOnlyAccess")),
                        "",
                        Result.NOT_CHECKED,
                        "policy arn:aws:iam::aws:policy/ReadOnlyAccess could not be read"),
                role(
                        "limited by a boundary",
                        world -> {
                            String boundary = world.scope
                                    .client(IamClient.class)
                                    .createPolicy(
                                            r -> r.policyName("limit")
                                                    .policyDocument(
                                                            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                                                                    + "\"Action\":[\"ecr:*\",\"logs:*\"],\"Resource\":\"*\"}]}"))
                                    .policy()
                                    .arn();
                            world.scope.client(IamClient.class).putRolePermissionsBoundary(r -> r.roleName(Ready.ROLE)
                                    .permissionsBoundary(boundary));
                        },
                        "",
                        Result.FAILED,
                        "is denied secretsmanager:GetSecretValue"));
    }

    private static Case role(String reason, Consumer<Ready> change, String role, Result result, String said) {
        return new Case(
                reason,
                change,
                world -> with(world, Ready.IMAGE + "1", "X86_64", role.isEmpty() ? world.role : role, 1024, 2),
                "execution-role",
                result,
                said);
    }

    static Stream<Case> secrets() {
        String none = "arn:aws:secretsmanager:us-east-1:123456789012:secret:none-AbCdEf";
        return Stream.of(
                secret("with a key", NOTHING, "", Result.PASSED, "whether it has the key url is not known"),
                secret("missing", NOTHING, none, Result.FAILED, "secret none does not exist"),
                secret(
                        "going away",
                        world -> world.scope
                                .client(SecretsManagerClient.class)
                                .deleteSecret(r -> r.secretId(world.secret)),
                        "",
                        Result.FAILED,
                        "secret a/b is scheduled for deletion"),
                secret(
                        "empty",
                        world -> world.scope.client(SecretsManagerClient.class).createSecret(r -> r.name("empty")),
                        "empty",
                        Result.FAILED,
                        "secret empty has no version with AWSCURRENT"),
                secret(
                        "a parameter",
                        NOTHING,
                        "arn:aws:ssm:us-east-1:123456789012:parameter/x",
                        Result.NOT_CHECKED,
                        "is a parameter of Systems Manager"),
                secret(
                        "another account's",
                        NOTHING,
                        none.replace("123456789012", "999999999999"),
                        Result.NOT_CHECKED,
                        "in another account or region"),
                secret(
                        "not known yet",
                        NOTHING,
                        "${secret/a/b.arn}:url::",
                        Result.NOT_CHECKED,
                        "waits for secret/a/b"));
    }

    private static Case secret(String reason, Consumer<Ready> change, String arn, Result result, String said) {
        return new Case(
                reason,
                change,
                world -> {
                    Contents as = world.contents();
                    Set<String> secrets =
                            arn.isEmpty() ? as.secrets() : Set.of(arn.contains(":") ? arn : named(world, arn));
                    return world.policy(
                            new Contents(as.image(), as.architecture(), as.executionRole(), secrets, 1024, 2048, 2),
                            world.place());
                },
                "secrets",
                result,
                said);
    }

    private static String named(Ready world, String name) {
        return world.scope
                .client(SecretsManagerClient.class)
                .describeSecret(r -> r.secretId(name))
                .arn();
    }
}
