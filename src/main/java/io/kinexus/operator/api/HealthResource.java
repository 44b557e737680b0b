package io.kinexus.operator.api;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** For whoever starts and restarts the process; says nothing about environments, and so needs no token. */
@Path("/q/health")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
public class HealthResource {
    private static final int NOT_YET = 503;

    /** The form of MicroProfile Health. */
    public record Health(String status, List<Check> checks) {}

    /** One of the things that must be there. */
    public record Check(String name, String status) {}

    private final Readiness readiness;

    @Inject
    HealthResource(Readiness readiness) {
        this.readiness = readiness;
    }

    @GET
    @Path("/live")
    public Health live() {
        return new Health("UP", List.of());
    }

    @GET
    @Path("/ready")
    public Response ready() {
        boolean ready = readiness.ready();
        String word = ready ? "UP" : "DOWN";
        return Response.status(ready ? Response.Status.OK.getStatusCode() : NOT_YET)
                .entity(new Health(word, List.of(new Check("controller", word))))
                .build();
    }
}
