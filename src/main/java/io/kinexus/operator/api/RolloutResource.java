package io.kinexus.operator.api;

import io.kinexus.operator.core.rollout.Wish;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jspecify.annotations.Nullable;

/** Rollouts over REST. {@link Scope} keeps callers to those of their environments. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public class RolloutResource {
    private static final int MOST = 1000;

    private final RolloutControl rollouts;

    @Inject
    RolloutResource(RolloutControl rollouts) {
        this.rollouts = rollouts;
    }

    @GET
    @Path("/environments/{environment}/rollouts")
    @RolesAllowed(Role.VIEWER)
    public RolloutList rollouts(String environment, @QueryParam("limit") @DefaultValue("50") int limit) {
        return rollouts.rollouts(environment, Math.max(1, Math.min(MOST, limit)));
    }

    @GET
    @Path("/rollouts/{rollout}")
    @RolesAllowed(Role.VIEWER)
    public RolloutView rollout(String rollout) {
        return rollouts.rollout(rollout).orElseThrow(() -> new NoSuchRollout(rollout));
    }

    @POST
    @Path("/rollouts/{rollout}/promote")
    @RolesAllowed(Role.OPERATOR)
    public Accepted promote(String rollout, @Context SecurityContext who) {
        return rollouts.wish(rollout, Wish.Kind.PROMOTE, Optional.empty(), Caller.of(who));
    }

    /** Where to may be said in the query or in the body. */
    @POST
    @Path("/rollouts/{rollout}/rollback")
    @RolesAllowed(Role.OPERATOR)
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RollbackRequest.class)))
    public Accepted rollback(
            String rollout,
            @QueryParam("to") Optional<String> to,
            @Nullable String body,
            @Context SecurityContext who) {
        Optional<String> asked =
                Optional.ofNullable(body).map(RollbackRequest::parse).flatMap(RollbackRequest::to);
        return rollouts.wish(
                rollout, Wish.Kind.ROLLBACK, to.or(() -> asked).filter(one -> !one.isBlank()), Caller.of(who));
    }

    @POST
    @Path("/rollouts/{rollout}/continue")
    @RolesAllowed(Role.OPERATOR)
    public Accepted resume(String rollout, @Context SecurityContext who) {
        return rollouts.wish(rollout, Wish.Kind.CONTINUE, Optional.empty(), Caller.of(who));
    }

    @DELETE
    @Path("/environments/{environment}/quarantine/{service}")
    @RolesAllowed(Role.OPERATOR)
    public Accepted release(String environment, String service, @Context SecurityContext who) {
        return rollouts.release(environment, service, Caller.of(who));
    }
}
