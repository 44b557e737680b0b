package io.kinexus.operator.blueprint.service;

import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.kind.role.RoleSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The role to move traffic with, where there are two target groups to move it between. */
final class ServiceRoles {
    private static final String SUFFIX = "infrastructure";

    private final ServiceDeclaration service;
    private final Site site;
    private final String name;

    ServiceRoles(ServiceDeclaration service, Site site) {
        this.service = service;
        this.site = site;
        this.name = site.self().name();
    }

    /** The role that ECS moves traffic between two target groups with. */
    String infrastructureArn() {
        return WorkloadRoles.arn(site, SUFFIX);
    }

    private boolean moves() {
        return service.ingress().isPresent()
                && service.rolloutOrPlain().strategy().twoGroups();
    }

    /** What is there before the service, though nothing of it says so. */
    Set<ResourceId> beforeService() {
        return moves() ? Set.of(site.id("role", name + "-" + SUFFIX)) : Set.of();
    }

    Optional<Declared<RoleSpec>> declared() {
        return moves()
                ? Optional.of(WorkloadRoles.role(
                        site,
                        SUFFIX,
                        "lets ECS move traffic between its target groups",
                        PolicyText.trustService("ecs.amazonaws.com"),
                        infrastructure()))
                : Optional.empty();
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
