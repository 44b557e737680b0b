package io.kinexus.operator.app;

import io.kinexus.operator.api.Caller;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes of somebody whom an issuer vouches for a caller of ours. What Quarkus takes for roles are the issuer's groups, and give
 * nothing by themselves: a group that happens to be called {@code admin} is as good as any other.
 */
@ApplicationScoped
class OidcCallers implements SecurityIdentityAugmentor {
    /** OpenID Connect Core, 2: at most 255 ASCII characters; blanks and control characters have no place in a log's line. */
    private static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final OidcTenants tenants;

    @Inject
    OidcCallers(OidcTenants tenants) {
        this.tenants = tenants;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        if (identity.isAnonymous() || identity.getPrincipal() instanceof Caller) {
            return Uni.createFrom().item(identity);
        }
        return Uni.createFrom().item(() -> TokenIdentities.identity(caller(identity)));
    }

    private Caller caller(SecurityIdentity identity) {
        OidcSettings settings = tenants.settings().orElseThrow(OidcCallers::unknown);
        String subject = Optional.ofNullable(identity.getPrincipal().getName())
                .filter(sub -> SUBJECT.matcher(sub).matches())
                .orElseThrow(OidcCallers::unknown);
        return new Caller("oidc:" + subject, settings.grants(identity.getRoles()));
    }

    private static AuthenticationFailedException unknown() {
        return new AuthenticationFailedException("the token names no subject");
    }
}
