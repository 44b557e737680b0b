package io.kinexus.operator.app;

import io.kinexus.operator.api.Caller;
import io.kinexus.operator.api.Role;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Tells by the ledger who a token stands for. */
@ApplicationScoped
class TokenIdentities implements IdentityProvider<WordRequest> {
    private final Wiring wiring;

    @Inject
    TokenIdentities(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public Class<WordRequest> getRequestType() {
        return WordRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(WordRequest request, AuthenticationRequestContext context) {
        return context.runBlocking(() -> wiring.caller(request.word())
                .map(TokenIdentities::identity)
                .orElseThrow(() -> new AuthenticationFailedException("the token is not known")));
    }

    /** What the endpoints go by. */
    static SecurityIdentity identity(Caller caller) {
        QuarkusSecurityIdentity.Builder identity =
                QuarkusSecurityIdentity.builder().setPrincipal(caller);
        caller.role().map(Role::upTo).ifPresent(identity::addRoles);
        return identity.build();
    }
}
