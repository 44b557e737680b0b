package io.kinexus.operator.api;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where GitHub, GitLab and others say that they were pushed to. Open to all; the signature is what lets in. */
@Path("/api/v1/webhooks")
@Produces(MediaType.APPLICATION_JSON)
public class WebhookResource {
    private final Webhook webhook;

    @Inject
    WebhookResource(Webhook webhook) {
        this.webhook = webhook;
    }

    /** The body is read up to {@code quarkus.http.limits.max-body-size}, and never parsed. */
    @POST
    @Path("/git")
    @Consumes(MediaType.WILDCARD)
    @PermitAll
    public Response git(byte @Nullable [] body, @Context HttpHeaders headers) {
        byte[] raw = body == null ? new byte[0] : body;
        Webhook.Answer answer = webhook.take(name -> Optional.ofNullable(headers.getHeaderString(name)), raw);
        if (answer == Webhook.Answer.TAKEN) {
            return Response.accepted(new Accepted("", "the source will be looked at"))
                    .build();
        }
        throw new WebApplicationException(
                answer == Webhook.Answer.ABSENT
                        ? "no webhook is configured"
                        : "the delivery is not signed as it should be",
                answer == Webhook.Answer.ABSENT ? Response.Status.NOT_FOUND : Response.Status.UNAUTHORIZED);
    }
}
