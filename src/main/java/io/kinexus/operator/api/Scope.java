package io.kinexus.operator.api;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Keeps callers to their environments, at each endpoint there is or will be: an environment that the caller does not see is
 * answered as one that does not exist, and what is about all environments is for those who have their role in all of them.
 */
class Scope {
    /** The path parameter by which endpoints name their environment. */
    static final String ENVIRONMENT = "environment";

    /** The one by which they name a rollout, and with it the environment that it is of. */
    static final String ROLLOUT = "rollout";

    private final Refusals refusals;
    private final RolloutControl rollouts;

    @Inject
    Scope(Refusals refusals, RolloutControl rollouts) {
        this.refusals = refusals;
        this.rollouts = rollouts;
    }

    @ServerRequestFilter
    void keep(ContainerRequestContext request, ResourceInfo endpoint) {
        Method method = endpoint.getResourceMethod();
        if (method.isAnnotationPresent(PermitAll.class)
                || endpoint.getResourceClass().isAnnotationPresent(PermitAll.class)) {
            return;
        }
        Caller caller = Caller.of(request.getSecurityContext());
        String role = method.getAnnotation(RolesAllowed.class).value()[0];
        Optional<String> environment = parameter(request, ENVIRONMENT);
        Optional<String> rollout = parameter(request, ROLLOUT);
        if (environment.isPresent()) {
            in(environment.get(), role, caller, request);
        } else if (rollout.isPresent()) {
            of(rollout.get(), role, caller, request);
        } else if (!method.isAnnotationPresent(ManyEnvironments.class) && !caller.mayEverywhere(role)) {
            throw new OutOfScope("this is about all environments, and the token is for some");
        }
    }

    private static Optional<String> parameter(ContainerRequestContext request, String name) {
        return Optional.ofNullable(request.getUriInfo().getPathParameters().getFirst(name));
    }

    private void of(String rollout, String role, Caller caller, ContainerRequestContext request) {
        String environment =
                rollouts.rollout(rollout).map(RolloutView::environment).orElseThrow(() -> new NoSuchRollout(rollout));
        if (!caller.sees(environment)) {
            refusals.note(request, "the environment of the rollout is out of scope");
            throw new NoSuchRollout(rollout);
        }
        in(environment, role, caller, request);
    }

    private void in(String environment, String role, Caller caller, ContainerRequestContext request) {
        if (!caller.sees(environment)) {
            refusals.note(request, "the environment is out of scope");
            throw new NoSuchEnvironment(environment, Set.of());
        }
        if (!caller.may(role, environment)) {
            throw new OutOfScope("the token in use does not have the role for this in this environment");
        }
    }
}
