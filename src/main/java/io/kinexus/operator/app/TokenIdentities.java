package io.kinexus.operator.app;

import io.kinexus.operator.api.Role;
import io.kinexus.operator.ledger.Tokens;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Tells by the ledger who a token stands for. */
@ApplicationScoped
class TokenIdentities implements IdentityProvider<TokenAuthenticationRequest> {
    private final Wiring wiring;

    @Inject
    TokenIdentities(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public Class<TokenAuthenticationRequest> getRequestType() {
        return TokenAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            TokenAuthenticationRequest request, AuthenticationRequestContext context) {
        return context.runBlocking(() -> wiring.holder(request.getToken().getToken())
                .map(TokenIdentities::identity)
                .orElseThrow(() -> new AuthenticationFailedException("the token is not known")));
    }

    private static SecurityIdentity identity(Tokens.Holder holder) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(holder.name()))
                .addRoles(Role.upTo(holder.role()))
                .build();
    }
}
