package io.kinexus.operator.app;

import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.OidcTenantConfigBuilder;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Tells Quarkus's OIDC of our one issuer when the first token of that kind comes: nothing is asked of it at start-up, and
 * nothing at all where none is configured. Signatures are checked with the keys that the issuer publishes, and so only by
 * algorithms with public keys.
 */
@Singleton
class OidcTenants implements TenantConfigResolver {
    private static final String TENANT = "kinexus";

    private final Optional<OidcSettings> settings;
    private final Optional<OidcTenantConfig> tenant;

    OidcTenants() {
        this.settings = OidcSettings.of(Configuration.ofProcess());
        this.tenant = settings.map(OidcTenants::tenant);
    }

    private static OidcTenantConfig tenant(OidcSettings settings) {
        return new OidcTenantConfigBuilder()
                .tenantId(TENANT)
                .applicationType(ApplicationType.SERVICE)
                .authServerUrl(settings.issuer())
                .token()
                .issuer(settings.issuer())
                .audience(settings.audience())
                .subjectRequired()
                .principalClaim("sub")
                .allowJwtIntrospection(false)
                .allowOpaqueTokenIntrospection(false)
                .end()
                .roles()
                .roleClaimPath(settings.groupsClaim())
                .end()
                .build();
    }

    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext context, OidcRequestContext<OidcTenantConfig> request) {
        return Uni.createFrom().optional(tenant);
    }

    Optional<OidcSettings> settings() {
        return settings;
    }
}
