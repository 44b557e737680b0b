package io.kinexus.operator.rollout.verify;

import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.resource.Scope;

/** One of the checks. */
interface Probe {
    /** As it stands in the answer: {@code image}, {@code execution-role}. */
    String name();

    /** What it looks at; as long as that refers to something that is not known yet, there is nothing to look at. */
    Object needs(Policy policy);

    /**
     * Reads only. An AWS call that fails may fly: it becomes a check that could not be made.
     *
     * @param policy without open references in what this probe needs
     */
    Findings look(Scope scope, Policy policy);
}
