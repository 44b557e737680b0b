package io.kinexus.operator.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** REST under {@code /api/v1}. Reading needs the role viewer, acting operator. {@link Scope} keeps callers to their environments. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public class ApiResource {
    private static final int MOST = 1000;

    private final Control control;

    @Inject
    ApiResource(Control control) {
        this.control = control;
    }

    @GET
    @Path("/status")
    @RolesAllowed(Role.VIEWER)
    @ManyEnvironments
    public Status status(@Context SecurityContext who) {
        return control.status().seenBy(Caller.of(who));
    }

    @GET
    @Path("/environments/{environment}")
    @RolesAllowed(Role.VIEWER)
    public EnvironmentDetail environment(String environment) {
        return control.environment(environment);
    }

    @GET
    @Path("/environments/{environment}/resources")
    @RolesAllowed(Role.VIEWER)
    public Resources resources(String environment) {
        return control.resources(environment);
    }

    @GET
    @Path("/environments/{environment}/drift")
    @RolesAllowed(Role.VIEWER)
    public Drift drift(String environment) {
        return control.drift(environment);
    }

    @GET
    @Path("/environments/{environment}/history")
    @RolesAllowed(Role.VIEWER)
    public History history(String environment, @QueryParam("limit") @DefaultValue("50") int limit) {
        return control.history(environment, bounded(limit));
    }

    @GET
    @Path("/environments/{environment}/journal")
    @RolesAllowed(Role.VIEWER)
    public JournalView journal(String environment, @QueryParam("limit") @DefaultValue("200") int limit) {
        return control.journal(environment, bounded(limit));
    }

    @GET
    @Path("/environments/{environment}/cost")
    @RolesAllowed(Role.VIEWER)
    public CostView cost(String environment) {
        return control.cost(environment);
    }

    @POST
    @Path("/environments/{environment}/plan")
    @RolesAllowed(Role.OPERATOR)
    public PlanView plan(String environment) {
        return control.plan(environment);
    }

    @POST
    @Path("/environments/{environment}/reconcile")
    @RolesAllowed(Role.OPERATOR)
    public Accepted reconcile(String environment, @Context SecurityContext who) {
        return control.reconcile(environment, Caller.of(who));
    }

    @POST
    @Path("/environments/{environment}/pause")
    @RolesAllowed(Role.OPERATOR)
    public Accepted pause(String environment, @Context SecurityContext who) {
        return control.pause(environment, true, Caller.of(who));
    }

    @POST
    @Path("/environments/{environment}/destroy")
    @RolesAllowed(Role.ADMIN)
    public DestroyView destroy(String environment, @Nullable DestroyRequest request, @Context SecurityContext who) {
        return control.destroy(
                environment, Optional.ofNullable(request).orElseGet(DestroyRequest::empty), Caller.of(who));
    }

    @DELETE
    @Path("/environments/{environment}/destroy")
    @RolesAllowed(Role.ADMIN)
    public Accepted spare(String environment, @Context SecurityContext who) {
        return control.spare(environment, Caller.of(who));
    }

    @POST
    @Path("/environments/{environment}/resume")
    @RolesAllowed(Role.OPERATOR)
    public Accepted resume(String environment, @Context SecurityContext who) {
        return control.pause(environment, false, Caller.of(who));
    }

    private static int bounded(int limit) {
        return Math.max(1, Math.min(MOST, limit));
    }
}
