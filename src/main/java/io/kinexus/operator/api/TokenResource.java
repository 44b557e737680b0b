package io.kinexus.operator.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tokens over REST, for an admin of all environments. */
@Path("/api/v1/tokens")
@Produces(MediaType.APPLICATION_JSON)
public class TokenResource {
    private final TokenControl tokens;

    @Inject
    TokenResource(TokenControl tokens) {
        this.tokens = tokens;
    }

    @GET
    @RolesAllowed(Role.ADMIN)
    public TokenList list() {
        return tokens.list();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.ADMIN)
    public TokenMade create(@Nullable TokenRequest request, @Context SecurityContext who) {
        return tokens.create(Optional.ofNullable(request).orElseGet(TokenRequest::empty), Caller.of(who));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Role.ADMIN)
    public TokenView revoke(String id, @Context SecurityContext who) {
        return tokens.revoke(id, Caller.of(who));
    }
}
