package io.kinexus.operator.sandbox.iam;

import com.google.auto.service.AutoService;
import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.SandboxService;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * IAM of one account. Permissions are kept and given back, not enforced.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/welcome.html">API reference</a>
 */
@AutoService(SandboxService.class)
public final class IamSandbox implements SandboxService {
    private Optional<RoleCalls> roles = Optional.empty();
    private Optional<PolicyCalls> policies = Optional.empty();
    private Optional<LinkedRoles> linked = Optional.empty();

    @Override
    public void install(Account account, Handlers handlers) {
        RoleCalls roleCalls = new RoleCalls(account, handlers);
        PolicyCalls policyCalls = new PolicyCalls(account, roleCalls, handlers);
        new RolePolicyCalls(roleCalls, policyCalls, handlers);
        new AccountFacts(roleCalls, policyCalls, handlers);
        new AccountCalls(account, roleCalls, policyCalls, handlers);
        roles = Optional.of(roleCalls);
        policies = Optional.of(policyCalls);
        linked = Optional.of(new LinkedRoles(roleCalls, handlers));
    }

    @Override
    public boolean global() {
        return true;
    }

    @Override
    public Object state() {
        Map<String, Object> state = new TreeMap<>();
        roles.orElseThrow().all().forEach(role -> state.put(role.name, role.state()));
        return Map.of(
                "roles",
                state,
                "policies",
                policies.orElseThrow().own().stream().map(policy -> policy.arn).toList());
    }

    /** Whether there is a role with this ARN whose trust policy names the service, such as {@code ecs-tasks.amazonaws.com}. */
    public boolean assumable(String roleArn, String service) {
        return roles.orElseThrow()
                .byArn(roleArn)
                .map(role -> role.trust.contains("\"" + service + "\""))
                .orElse(false);
    }

    /** ARNs of all roles, by name. */
    public List<String> roleArns() {
        return roles.orElseThrow().all().stream().map(role -> role.arn).toList();
    }

    /** As AWS does when a service is first used: {@code ecs.amazonaws.com} gets its service-linked role. */
    public void linkedRole(String service) {
        linked.orElseThrow().ensure(service);
    }
}
