package io.kinexus.operator.blueprint.function;

import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.service.Neighbour;
import io.kinexus.operator.blueprint.service.PolicyText;
import io.kinexus.operator.blueprint.service.WorkloadRoles;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.kind.role.RoleSpec;
import java.util.List;

/**
 * The role of a function: its own log, network interfaces where it stands in a network, what it connects to, what is granted.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html">execution role</a>
 */
final class FunctionRole {
    static final String SUFFIX = "function";

    private final FunctionDeclaration function;
    private final Site site;

    FunctionRole(FunctionDeclaration function, Site site) {
        this.function = function;
        this.site = site;
    }

    /** Where Lambda writes when nothing else is said, and where people look. */
    static String logGroup(Site site) {
        return "/aws/lambda/" + site.self().name();
    }

    ResourceId id() {
        return site.id("role", site.self().name() + "-" + SUFFIX);
    }

    Declared<RoleSpec> declared() {
        return WorkloadRoles.role(
                site, SUFFIX, "the role of its code", PolicyText.trustService("lambda.amazonaws.com"), policy());
    }

    private PolicyText policy() {
        PolicyText policy = new PolicyText()
                .allow(
                        List.of("logs:CreateLogStream", "logs:PutLogEvents"),
                        List.of("arn:aws:logs:" + site.settings().region() + ":"
                                + site.settings().account() + ":log-group:" + logGroup(site) + ":*"));
        if (function.network().isPresent()) {
            // Of AWSLambdaVPCAccessExecutionRole; Lambda makes the interfaces by this role, before there are any to
            // name.
            policy.allow(
                    List.of(
                            "ec2:AssignPrivateIpAddresses",
                            "ec2:CreateNetworkInterface",
                            "ec2:DeleteNetworkInterface",
                            "ec2:DescribeNetworkInterfaces",
                            "ec2:DescribeSubnets",
                            "ec2:UnassignPrivateIpAddresses"),
                    List.of("*"));
        }
        Neighbour neighbour = new Neighbour(site);
        function.connectsTo().forEach(other -> neighbour.allow(policy, Neighbour.id(other)));
        function.permissions()
                .forEach(grant -> policy.allow(grant.actions(), neighbour.resources(Neighbour.id(grant.on()))));
        return policy;
    }
}
