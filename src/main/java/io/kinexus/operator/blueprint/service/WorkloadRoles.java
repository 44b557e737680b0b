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

/** The role that ECS starts tasks with, and the role of the container: each with the least. */
public final class WorkloadRoles {
    private static final int LIMIT = 64;
    private static final Pattern ECR = Pattern.compile(
            "(\\d{12})\\.dkr\\.ecr\\.([a-z0-9-]+)\\.amazonaws\\.com/([a-z0-9._/-]+?)(?::[^/@]+)?(?:@.+)?");

    private final Workload work;
    private final Site site;
    private final String name;

    public WorkloadRoles(Workload work, Site site) {
        this.work = work;
        this.site = site;
        this.name = site.self().name();
    }

    public String executionArn() {
        return work.executionRole().orElseGet(() -> arn("execution"));
    }

    public String taskArn() {
        return work.taskRole().orElseGet(() -> arn("task"));
    }

    private String arn(String suffix) {
        return arn(site, suffix);
    }

    /** Named outright: one that is lost is made again under the same ARN, and replaces no tasks. */
    public static String arn(Site site, String suffix) {
        return "arn:aws:iam::" + site.settings().account() + ":role" + RoleSpec.path(site.environment())
                + site.derived(site.self().name(), suffix, LIMIT);
    }

    /** Those of its own that its tasks start with. */
    public Set<ResourceId> first() {
        Set<ResourceId> own = new LinkedHashSet<>();
        if (work.executionRole().isEmpty()) {
            own.add(site.id("role", name + "-execution"));
        }
        if (work.taskRole().isEmpty()) {
            own.add(site.id("role", name + "-task"));
        }
        return own;
    }

    public List<Declared<?>> declared() {
        List<Declared<?>> roles = new ArrayList<>();
        if (work.executionRole().isEmpty()) {
            roles.add(role(
                    site,
                    "execution",
                    "starts its tasks: pulls the image, writes logs, reads secrets",
                    trustTasks(),
                    execution()));
        }
        if (work.taskRole().isEmpty()) {
            roles.add(role(site, "task", "the role of its containers", trustTasks(), task()));
        }
        return roles;
    }

    private String trustTasks() {
        return PolicyText.trustTasks(site.settings().region(), site.settings().account());
    }

    /** One more role of the declaration: {@code role/<name>-<suffix>}. */
    public static Declared<RoleSpec> role(Site site, String suffix, String does, String trust, PolicyText policy) {
        String name = site.self().name();
        RoleSpec spec = new RoleSpec(
                site.derived(name, suffix, LIMIT),
                RoleSpec.path(site.environment()),
                site.self() + ": " + does,
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
        Matcher ecr = ECR.matcher(work.image());
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
                                + site.settings().account() + ":log-group:" + WorkloadTask.logGroup(site) + ":*"))
                .allow(
                        List.of("secretsmanager:GetSecretValue"),
                        work.secrets().values().stream()
                                .map(SecretKey::secret)
                                .distinct()
                                .sorted()
                                .map(secret -> site.ref("secret", secret, "arn"))
                                .toList());
    }

    private PolicyText task() {
        PolicyText policy = new PolicyText();
        Neighbour neighbour = new Neighbour(site);
        work.connectsTo().forEach(other -> neighbour.allow(policy, Neighbour.id(other)));
        work.permissions()
                .forEach(grant -> policy.allow(grant.actions(), neighbour.resources(Neighbour.id(grant.on()))));
        return policy;
    }
}
