package io.kinexus.operator.api;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Keeps callers to their environments, at each endpoint there is or will be: an environment that the caller does not see is
 * answered as one that does not exist, and what is about all environments is for those who see all.
 */
class Scope {
    /** The path parameter by which endpoints name their environment. */
    static final String ENVIRONMENT = "environment";

    @ServerRequestFilter
    void keep(ContainerRequestContext request, ResourceInfo endpoint) {
        if (open(endpoint.getResourceMethod()) || open(endpoint.getResourceClass())) {
            return;
        }
        Caller caller = Caller.of(request.getSecurityContext());
        Optional<String> environment =
                Optional.ofNullable(request.getUriInfo().getPathParameters().getFirst(ENVIRONMENT));
        if (environment.isPresent() && !caller.sees(environment.get())) {
            throw new NoSuchEnvironment(environment.get(), caller.environments());
        }
        if (environment.isEmpty() && !caller.seesAll() && !many(endpoint)) {
            throw new OnlyForAll();
        }
    }

    private static boolean open(AnnotatedElement place) {
        return place.isAnnotationPresent(PermitAll.class);
    }

    private static boolean many(ResourceInfo endpoint) {
        return endpoint.getResourceMethod().isAnnotationPresent(ManyEnvironments.class);
    }
}
