package io.kinexus.operator.rollout.verify;

import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.resource.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * ECS can take the execution role, and the role may do what a start takes: pull the image, write logs, read each secret.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html">Task execution role</a>
 */
final class RoleProbe implements Probe {
    private static final String TASKS = "ecs-tasks.amazonaws.com";

    @Override
    public String name() {
        return "execution-role";
    }

    @Override
    public Object needs(Policy policy) {
        return List.of(policy.contents().executionRole(), policy.contents().secrets());
    }

    @Override
    public Findings look(Scope scope, Policy policy) {
        String arn = policy.contents().executionRole();
        String name = arn.substring(arn.lastIndexOf('/') + 1);
        if (!arn.startsWith("arn:aws:iam::" + scope.account() + ":")) {
            return new Findings().unknown(arn + " is not a role of account " + scope.account());
        }
        Optional<RolesAws.Found> found = RolesAws.find(scope, name);
        if (found.isEmpty()) {
            return new Findings().wrong("role " + name + " does not exist: create it, or name another executionRole");
        }
        Findings findings = new Findings();
        trusted(scope, name, found.get(), findings);
        Grants grants = new Grants(scope, name, found.get(), findings);
        needs(scope, policy).forEach(grants::check);
        found.get().unread().forEach(findings::unknown);
        return findings.fine("ECS can take role " + name + ", and it may do what a start takes");
    }

    private static void trusted(Scope scope, String name, RolesAws.Found role, Findings findings) {
        switch (Documents.of(List.of(role.trust())).trust(TASKS, Context.ofEcs(scope.account(), scope.region()))) {
            case ALLOWED -> {}
            case MAYBE ->
                findings.unknown("whether the conditions of role " + name + "'s trust policy hold for " + TASKS
                        + " cannot be told from here");
            default ->
                findings.wrong("role " + name + "'s trust policy does not let " + TASKS
                        + " assume it: allow it sts:AssumeRole");
        }
    }

    private static List<Grants.Need> needs(Scope scope, Policy policy) {
        List<Grants.Need> needs = new ArrayList<>();
        ImageName.parse(policy.contents().image()).ifPresent(image -> {
            needs.add(Grants.Need.of("ecr:GetAuthorizationToken", "*"));
            Grants.Need pull = Grants.Need.of("ecr:BatchGetImage", image.repositoryArn())
                    .orBy("repository " + image.repository(), () -> ImagesAws.ownPolicy(scope, image));
            needs.add(pull);
            needs.add(pull.also("ecr:GetDownloadUrlForLayer"));
        });
        Grants.Need logs = Grants.Need.of(
                "logs:CreateLogStream",
                "arn:aws:logs:" + scope.region() + ":" + scope.account() + ":log-group:/ecs/" + scope.environment()
                        + "/" + policy.place().service() + ":log-stream:any");
        needs.add(logs);
        needs.add(logs.also("logs:PutLogEvents"));
        Map<String, SecretName> secrets = new TreeMap<>();
        policy.contents().secrets().forEach(from -> SecretName.parse(from)
                .ifPresent(secret -> secrets.put(secret.arn(), secret)));
        secrets.values().forEach(secret -> {
            needs.add(secret(scope, secret));
            key(scope, secret).ifPresent(needs::add);
        });
        return needs;
    }

    private static Grants.Need secret(Scope scope, SecretName secret) {
        return secret.ofSecretsManager()
                ? Grants.Need.of("secretsmanager:GetSecretValue", secret.arn())
                        .orBy("secret " + secret.name(), () -> SecretsAws.ownPolicy(scope, secret.arn()))
                : Grants.Need.of("ssm:GetParameters", secret.arn());
    }

    /** Only for a key of one's own; that key's policy counts as much as the role's. */
    private static Optional<Grants.Need> key(Scope scope, SecretName secret) {
        boolean here = secret.ofSecretsManager() && secret.account().equals(scope.account());
        return (here ? SecretsAws.find(scope, secret.arn()) : Optional.<SecretsAws.Found>empty())
                .flatMap(SecretsAws.Found::key)
                .map(key -> key.startsWith("arn:") ? key : scope.account() + "'s key " + key)
                .map(key -> Grants.Need.of("kms:Decrypt", key).orBy("the key of secret " + secret.name(), () -> true));
    }
}
