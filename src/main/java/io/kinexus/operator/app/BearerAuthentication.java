package io.kinexus.operator.app;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code Authorization: Bearer ...}; who sends none is nobody, and may do nothing that has a role. A JSON Web Token goes on to
 * Quarkus's OIDC where an issuer is configured, and every other word is looked up in the ledger.
 */
@ApplicationScoped
class BearerAuthentication implements HttpAuthenticationMechanism {
    private static final String SCHEME = "Bearer ";
    private static final int UNAUTHENTICATED = 401;
    private static final int LONGEST = 512;

    /** Three parts, of which the signature may be empty; our own tokens have no dot. */
    private static final Pattern JWT = Pattern.compile("[^.]+\\.[^.]*\\.[^.]*");

    private final OidcTenants tenants;

    @Inject
    BearerAuthentication(OidcTenants tenants) {
        this.tenants = tenants;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        Optional<String> header = Optional.ofNullable(context.request().getHeader(HttpHeaders.AUTHORIZATION));
        if (header.isEmpty()) {
            return Uni.createFrom().optional(Optional.empty());
        }
        if (!header.get().regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return refused("only bearer tokens are known");
        }
        String word = header.get().substring(SCHEME.length()).strip();
        if (tenants.settings().isPresent() && JWT.matcher(word).matches()) {
            return Uni.createFrom().optional(Optional.empty());
        }
        return word.length() > LONGEST
                ? refused("the token is not known")
                : identities.authenticate(new WordRequest(word));
    }

    private static Uni<SecurityIdentity> refused(String why) {
        return Uni.createFrom().failure(new AuthenticationFailedException(why));
    }

    /** Before OIDC, which would take every bearer token for one of its own. */
    @Override
    public int getPriority() {
        return HttpAuthenticationMechanism.DEFAULT_PRIORITY * 2;
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(UNAUTHENTICATED, "WWW-Authenticate", "Bearer"));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(WordRequest.class);
    }
}
