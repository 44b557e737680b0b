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
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jspecify.annotations.Nullable;

/** Runs of Tasks over REST. {@link Scope} keeps callers to their environments. */
@Path("/api/v1/environments/{environment}/tasks/{task}/runs")
@Produces(MediaType.APPLICATION_JSON)
public class TaskResource {
    private final TaskControl tasks;

    @Inject
    TaskResource(TaskControl tasks) {
        this.tasks = tasks;
    }

    @POST
    @RolesAllowed(Role.OPERATOR)
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = TaskRunRequest.class)))
    public TaskRunView start(String environment, String task, @Nullable String body, @Context SecurityContext who) {
        Optional<String> token =
                Optional.ofNullable(body).map(TaskRunRequest::parse).flatMap(TaskRunRequest::token);
        return tasks.start(environment, task, token, Caller.of(who));
    }

    @GET
    @Path("/{run}")
    @RolesAllowed(Role.VIEWER)
    public TaskRunView run(String environment, String task, String run) {
        return tasks.run(environment, task, run);
    }
}
