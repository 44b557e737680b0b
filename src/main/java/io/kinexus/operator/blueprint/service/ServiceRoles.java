package io.kinexus.operator.blueprint.service;

import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.service.ServiceDeclaration.SecretKey;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.kind.role.RoleSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The role that ECS starts tasks with, the role of the container, and the one to move traffic: each with the least. */
final class ServiceRoles {
    private static final int LIMIT = 64;
    private static final Pattern ECR = Pattern.compile(
            "(\\d{12})\\.dkr\\.ecr\\.([a-z0-9-]+)\\.amazonaws\\.com/([a-z0-9._/-]+?)(?::[^/@]+)?(?:@.+)?");

    private final ServiceDeclaration service;
    private final Site site;
    private final String name;

    ServiceRoles(ServiceDeclaration service, Site site) {
        this.service = service;
        this.site = site;
        this.name = site.self().name();
    }

    String executionArn() {
        return service.executionRole().orElseGet(() -> arn("execution"));
    }

    String taskArn() {
        return service.taskRole().orElseGet(() -> arn("task"));
    }

    /** The role that ECS moves traffic between two target groups with. */
    String infrastructureArn() {
        return arn("infrastructure");
    }

    private boolean moves() {
        return service.ingress().isPresent()
                && service.rolloutOrPlain().strategy().twoGroups();
    }

    /** What is there before the service, though nothing of it says so. */
    Set<ResourceId> beforeService() {
        return moves() ? Set.of(site.id("role", name + "-infrastructure")) : Set.of();
    }

    /** Named outright: one that is lost is made again under the same ARN, and replaces no tasks. */
    private String arn(String suffix) {
        return "arn:aws:iam::" + site.settings().account() + ":role" + RoleSpec.path(site.environment())
                + site.derived(name, suffix, LIMIT);
    }

    /** Those of its own that its tasks start with. */
    Set<ResourceId> first() {
        Set<ResourceId> own = new LinkedHashSet<>();
        if (service.executionRole().isEmpty()) {
            own.add(site.id("role", name + "-execution"));
        }
        if (service.taskRole().isEmpty()) {
            own.add(site.id("role", name + "-task"));
        }
        return own;
    }

    List<Declared<?>> declared() {
        List<Declared<?>> roles = new ArrayList<>();
        if (service.executionRole().isEmpty()) {
            roles.add(role(
                    "execution",
                    "starts its tasks: pulls the image, writes logs, reads secrets",
                    trustTasks(),
                    execution()));
        }
        if (service.taskRole().isEmpty()) {
            roles.add(role("task", "the role of its containers", trustTasks(), task()));
        }
        if (moves()) {
            roles.add(role(
                    "infrastructure",
                    "lets ECS move traffic between its target groups",
                    PolicyText.trustService("ecs.amazonaws.com"),
                    infrastructure()));
        }
        return roles;
    }

    private String trustTasks() {
        return PolicyText.trustTasks(site.settings().region(), site.settings().account());
    }

    private Declared<RoleSpec> role(String suffix, String does, String trust, PolicyText policy) {
        RoleSpec spec = new RoleSpec(
                site.derived(name, suffix, LIMIT),
                RoleSpec.path(site.environment()),
                "service/" + name + ": " + does,
                trust,
                policy.empty() ? Map.of() : Map.of(suffix, policy.text()),
                Set.of(),
                Optional.empty());
        return Declared.of(site.id("role", name + "-" + suffix), site.self(), spec);
    }

    /**
     * What AWS's AmazonECSTaskExecutionRolePolicy allows everywhere, and reading secrets. The token is for the whole
     * registry; everything else names its one resource. Secrets are encrypted by the service's own key, which needs no
     * {@code kms:Decrypt}.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html">task execution role</a>
     */
    private PolicyText execution() {
        PolicyText policy = new PolicyText();
        Matcher ecr = ECR.matcher(service.image());
        if (ecr.matches()) {
            String repository = "arn:aws:ecr:" + ecr.group(2) + ":" + ecr.group(1) + ":repository/" + ecr.group(3);
            policy.allow(List.of("ecr:GetAuthorizationToken"), List.of("*"))
                    .allow(
                            List.of(
                                    "ecr:BatchCheckLayerAvailability",
                                    "ecr:BatchGetImage",
                                    "ecr:GetDownloadUrlForLayer"),
                            List.of(repository));
        }
        return policy.allow(
                        List.of("logs:CreateLogStream", "logs:PutLogEvents"),
                        List.of("arn:aws:logs:" + site.settings().region() + ":"
                                + site.settings().account() + ":log-group:" + ServiceTask.logGroup(site) + ":*"))
                .allow(
                        List.of("secretsmanager:GetSecretValue"),
                        service.secrets().values().stream()
                                .map(SecretKey::secret)
                                .distinct()
                                .sorted()
                                .map(secret -> site.ref("secret", secret, "arn"))
                                .toList());
    }

    private PolicyText task() {
        PolicyText policy = new PolicyText();
        Neighbour neighbour = new Neighbour(site);
        service.connectsTo().forEach(other -> neighbour.allow(policy, Neighbour.id(other)));
        service.permissions()
                .forEach(grant -> policy.allow(grant.actions(), neighbour.resources(Neighbour.id(grant.on()))));
        return policy;
    }

    /**
     * What AWS's AmazonECSInfrastructureRolePolicyForLoadBalancers (version 6) allows everywhere, for this service's rule and
     * groups alone, but for {@code ModifyListener}: the listener itself is never changed, since the service has a rule of its
     * own. The four reads have no resource-level permissions.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonECSInfrastructureRolePolicyForLoadBalancers.html">the
     *     managed policy</a>
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/AmazonECSInfrastructureRolePolicyForLoadBalancers.html">infrastructure role for load balancers</a>
     */
    private PolicyText infrastructure() {
        return new PolicyText()
                .allow(
                        List.of(
                                "elasticloadbalancing:DescribeListeners",
                                "elasticloadbalancing:DescribeRules",
                                "elasticloadbalancing:DescribeTargetGroups",
                                "elasticloadbalancing:DescribeTargetHealth"),
                        List.of("*"))
                .allow(List.of("elasticloadbalancing:ModifyRule"), rules())
                .allow(
                        List.of("elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets"),
                        List.of(
                                site.ref("target-group", name + "-blue", "arn"),
                                site.ref("target-group", name + "-green", "arn")));
    }

    private List<String> rules() {
        String production = site.ref("listener-rule", name, "arn");
        return service.ingress()
                .flatMap(ServiceDeclaration.Ingress::test)
                .map(port -> List.of(production, site.ref("listener-rule", ListenerPriorities.test(name), "arn")))
                .orElse(List.of(production));
    }
}
