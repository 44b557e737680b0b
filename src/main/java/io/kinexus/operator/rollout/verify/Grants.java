package io.kinexus.operator.rollout.verify;

import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.rollout.verify.Documents.Says;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Whether a role may do what it has to, by all documents that speak of it. */
final class Grants {
    private final String role;
    private final Documents policies;
    private final Optional<Documents> boundary;
    private final Context context;
    private final boolean all;
    private final Findings findings;

    Grants(Scope scope, String role, RolesAws.Found found, Findings findings) {
        this.role = role;
        this.findings = findings;
        policies = Documents.of(found.policies());
        boundary = found.boundary().map(text -> Documents.of(List.of(text)));
        context = Context.ofRole(scope.account(), scope.region());
        all = found.unread().isEmpty();
    }

    /**
     * What a role has to be allowed.
     *
     * @param owner what may have a policy of its own; empty where only the role's policies count
     * @param ownPolicy whether it has one
     */
    record Need(String action, String resource, String owner, BooleanSupplier ownPolicy) {
        static Need of(String action, String resource) {
            return new Need(action, resource, "", () -> false);
        }

        /** What the resource's own policy may allow too, within one account. */
        Need orBy(String name, BooleanSupplier hasPolicy) {
            return new Need(action, resource, name, hasPolicy);
        }

        Need also(String other) {
            return new Need(other, resource, owner, ownPolicy);
        }
    }

    void check(Need need) {
        String what = need.action() + " on " + need.resource();
        switch (says(need)) {
            case ALLOWED -> {}
            case DENIED ->
                findings.wrong("role " + role + " is denied " + what + ": take the deny out of its policies, or the"
                        + " limit out of its permissions boundary");
            case MAYBE ->
                findings.unknown("whether role " + role + " may " + what
                        + " hangs on a condition that cannot be decided from here");
            case SILENT -> silent(need, what);
        }
    }

    private void silent(Need need, String what) {
        if (!all) {
            findings.unknown("no policy of role " + role + " that could be read allows " + what);
        } else if (need.ownPolicy().getAsBoolean()) {
            findings.unknown("role " + role + " has no policy that allows " + what + "; " + need.owner()
                    + " has a policy of its own, which may");
        } else {
            findings.wrong("role " + role + " may not " + what + ": allow it in one of its policies");
        }
    }

    /** A boundary gives nothing, and what it does not allow is denied. */
    private Says says(Need need) {
        Says granted = policies.on(need.action(), need.resource(), context);
        Says limit = boundary.map(most -> most.on(need.action(), need.resource(), context))
                .orElse(Says.ALLOWED);
        if (granted == Says.DENIED || limit == Says.DENIED || limit == Says.SILENT) {
            return Says.DENIED;
        }
        return limit == Says.MAYBE && granted == Says.ALLOWED ? Says.MAYBE : granted;
    }
}
