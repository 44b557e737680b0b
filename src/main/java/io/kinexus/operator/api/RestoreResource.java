package io.kinexus.operator.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jspecify.annotations.Nullable;

/** Restores over REST. {@link Scope} keeps callers to their environments. */
@Path("/api/v1/environments/{environment}/restores")
@Produces(MediaType.APPLICATION_JSON)
public class RestoreResource {
    private final RestoreControl restores;

    @Inject
    RestoreResource(RestoreControl restores) {
        this.restores = restores;
    }

    @POST
    @RolesAllowed(Role.OPERATOR)
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RestoreRequest.class)))
    public RestoreView restore(String environment, @Nullable String body, @Context SecurityContext who) {
        return restores.restore(environment, RestoreRequest.parse(body), Caller.of(who));
    }

    /** It may note on the vault how long the restore took. */
    @GET
    @Path("/{copy}")
    @RolesAllowed(Role.OPERATOR)
    public RestoreView look(String environment, String copy) {
        return restores.look(environment, copy);
    }
}
