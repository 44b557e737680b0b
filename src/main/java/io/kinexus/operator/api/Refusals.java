package io.kinexus.operator.api;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.security.Principal;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Tells the log who was refused what: the first time at once, and then once a minute with how often it was. */
@Singleton
class Refusals {
    private static final Logger LOG = Logger.getLogger(Refusals.class);
    private static final Set<Integer> REFUSED = Set.of(401, 403);
    private static final int LONGEST = 120;

    private final Sparingly sparingly = new Sparingly(Duration.ofMinutes(1), System::nanoTime);
    private final CurrentVertxRequest current;

    @Inject
    Refusals(CurrentVertxRequest current) {
        this.current = current;
    }

    @ServerResponseFilter
    void answered(ContainerRequestContext request, ContainerResponseContext response) {
        if (REFUSED.contains(response.getStatus())) {
            note(request, Integer.toString(response.getStatus()));
        }
    }

    /** @param why in words of ours; never what was sent */
    void note(ContainerRequestContext request, String why) {
        String from = Optional.ofNullable(current.getCurrent())
                .map(routing -> routing.request().remoteAddress())
                .map(SocketAddress::hostAddress)
                .orElse("an unknown address");
        String who = Optional.ofNullable(request.getSecurityContext().getUserPrincipal())
                .map(Principal::getName)
                .filter(name -> !name.isEmpty())
                .orElse("nobody known");
        String what = request.getMethod() + " " + shown(request.getUriInfo().getPath());
        sparingly
                .say(from + " " + who + " " + why)
                .ifPresent(more -> LOG.warnf("refused (%s): %s by %s from %s%s", why, what, who, from, again(more)));
    }

    private static String again(long more) {
        return more == 0 ? "" : ", and " + more + " more since the last such line";
    }

    /** Without what could end a line or be a token, and not longer than need be. */
    static String shown(String path) {
        String plain = path.replaceAll("kxo_[^/]*", "kxo_...").replaceAll("[^\\x21-\\x7e]", "?");
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) + "..." : plain;
    }
}
