package io.kinexus.operator.api;

import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Errors as {@code application/problem+json}. */
class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);
    private static final int UNACCEPTABLE = 400;
    private static final int UNAUTHENTICATED = 401;
    private static final int FORBIDDEN = 403;
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;
    private static final int BROKEN = 500;
    private static final int UNAVAILABLE = 503;

    private final Refusals refusals;

    @Inject
    Problems(Refusals refusals) {
        this.refusals = refusals;
    }

    @ServerExceptionMapper
    Response unknown(NoSuchEnvironment failure, ContainerRequestContext request) {
        Caller caller = Caller.of(request.getSecurityContext());
        return response(Problem.of(NOT_FOUND, "no such environment", failure.to(caller)));
    }

    @ServerExceptionMapper
    Response unknown(NoSuchToken failure) {
        return response(Problem.of(NOT_FOUND, "no such token", text(failure)));
    }

    @ServerExceptionMapper
    Response unknown(NoSuchRollout failure) {
        return response(Problem.of(NOT_FOUND, "no such rollout", text(failure)));
    }

    @ServerExceptionMapper
    Response unknown(NotHeldBack failure) {
        return response(Problem.of(NOT_FOUND, "nothing is held back", text(failure)));
    }

    @ServerExceptionMapper
    Response unknown(NoSuchTask failure) {
        return response(Problem.of(NOT_FOUND, "no such task", text(failure)));
    }

    @ServerExceptionMapper
    Response unknown(NoSuchCopy failure) {
        return response(Problem.of(NOT_FOUND, "no such copy", text(failure)));
    }

    @ServerExceptionMapper
    Response refused(RefusedStart failure) {
        return response(Problem.of(CONFLICT, "it was not started", text(failure)));
    }

    @ServerExceptionMapper
    Response refused(RefusedWish failure) {
        return response(Problem.of(CONFLICT, "not as it now is", text(failure)));
    }

    @ServerExceptionMapper
    Response unacceptable(Unacceptable failure) {
        return response(Problem.of(UNACCEPTABLE, "bad request", text(failure)));
    }

    @ServerExceptionMapper
    Response outOfScope(OutOfScope failure) {
        return response(Problem.of(FORBIDDEN, "forbidden", text(failure)));
    }

    @ServerExceptionMapper
    Response broken(BrokenFiles failure) {
        return response(Problem.of(CONFLICT, "the desired state has mistakes", text(failure)));
    }

    @ServerExceptionMapper
    Response nobody(UnauthorizedException failure) {
        return unauthenticated();
    }

    @ServerExceptionMapper
    Response notKnown(AuthenticationFailedException failure) {
        return unauthenticated();
    }

    /** Tokens of ours go on being known. */
    @ServerExceptionMapper
    Response nobodyToAsk(OIDCException failure, ContainerRequestContext request) {
        refusals.note(request, "the OIDC issuer cannot be asked");
        return response(Problem.of(UNAVAILABLE, "unavailable", "the issuer of the token cannot be asked just now"));
    }

    @ServerExceptionMapper
    Response mayNot(ForbiddenException failure) {
        return response(Problem.of(FORBIDDEN, "forbidden", "the token in use does not have the role for this"));
    }

    private static Response unauthenticated() {
        Problem problem = Problem.of(UNAUTHENTICATED, "unauthenticated", "a bearer token that is known is needed");
        return Response.fromResponse(response(problem))
                .header("WWW-Authenticate", "Bearer")
                .build();
    }

    @ServerExceptionMapper
    Response refused(WebApplicationException failure) {
        Response.StatusType status = failure.getResponse().getStatusInfo();
        return response(Problem.of(status.getStatusCode(), status.getReasonPhrase(), text(failure)));
    }

    /** What went wrong inside is for the log, not for whoever asks. */
    @ServerExceptionMapper
    Response unforeseen(RuntimeException failure) {
        LOG.error("a request broke", failure);
        return response(Problem.of(BROKEN, "internal error", "the request could not be answered; the log says why"));
    }

    private static Response response(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }

    private static String text(Exception failure) {
        return String.valueOf(failure.getMessage());
    }
}
