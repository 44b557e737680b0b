package io.kinexus.operator.engine;

import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.rollout.Verification;
import java.util.Map;

/** Looks whether new revisions could run at all, before they are sent out; never writes. */
@FunctionalInterface
public interface Verifier {
    /** Looks at nothing. */
    Verifier NONE = (scope, policies) -> Map.of();

    /**
     * Never fails: a check that cannot be made says so itself.
     *
     * @param policies with their references filled as far as they are known
     */
    Map<ResourceId, Verification> verify(Scope scope, Map<ResourceId, Policy> policies);
}
