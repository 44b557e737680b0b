package io.kinexus.operator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinexus.operator.api.Caller.Grant;
import io.kinexus.operator.cli.Refused;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OidcSettingsTest {
    private static final Map<String, String> GOOD = Map.of(
            "KINEXUS_OIDC_ISSUER", "https://issuer.example/realms/one",
            "KINEXUS_OIDC_AUDIENCE", "kinexus",
            "KINEXUS_OIDC_ROLES", "platform=admin; cn=a,ou=b=operator:staging, development;all=viewer");

    @Test
    void withoutAnIssuerThereIsNothing() {
        assertThat(OidcSettings.of(configuration(Map.of("KINEXUS_OIDC_AUDIENCE", "x"))))
                .isEmpty();
    }

    @Test
    void groupsGetTheRolesThatAreWrittenForThemAndNoOthers() {
        OidcSettings settings = OidcSettings.of(configuration(GOOD)).orElseThrow();
        assertThat(settings.groupsClaim()).isEqualTo("groups");
        assertThat(settings.grants(List.of("platform"))).containsExactly(new Grant("admin", Set.of()));
        assertThat(settings.grants(List.of("cn=a,ou=b", "all")))
                .containsExactlyInAnyOrder(
                        new Grant("operator", Set.of("staging", "development")), new Grant("viewer", Set.of()));
        assertThat(settings.grants(List.of("admin", "Platform", "", "cn=a"))).isEmpty();
        assertThat(settings.grants(List.of())).isEmpty();
    }

    private record Mistake(String key, String value, String said) {}

    @Test
    void whatCannotBeReadIsRefusedWithWhatIsAllowed() {
        List<Mistake> mistakes = List.of(
                new Mistake("KINEXUS_OIDC_ISSUER", "http://issuer.example", "https"),
                new Mistake("KINEXUS_OIDC_ISSUER", "file:///etc/passwd", "https"),
                new Mistake("KINEXUS_OIDC_ISSUER", "http://127.0.0.1.evil.example", "https"),
                new Mistake("KINEXUS_OIDC_ISSUER", "https://a b", "not an address"),
                new Mistake("KINEXUS_OIDC_AUDIENCE", "", "kinexus.oidc.audience is missing"),
                new Mistake("KINEXUS_OIDC_ROLES", "", "kinexus.oidc.roles is missing"),
                new Mistake("KINEXUS_OIDC_ROLES", "platform", "group=role"),
                new Mistake("KINEXUS_OIDC_ROLES", "=admin", "group=role"),
                new Mistake("KINEXUS_OIDC_ROLES", "platform=root", "group=role"),
                new Mistake("KINEXUS_OIDC_ROLES", "platform=admin:", "group=role"),
                new Mistake("KINEXUS_OIDC_ROLES", "platform=admin: ,", "group=role"));
        for (Mistake mistake : mistakes) {
            Map<String, String> environment = new HashMap<>(GOOD);
            environment.put(mistake.key(), mistake.value());
            assertThatThrownBy(() -> OidcSettings.of(configuration(environment)))
                    .as(mistake.toString())
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining(mistake.said());
        }
    }

    private static Configuration configuration(Map<String, String> environment) {
        return new Configuration(new Properties(), environment);
    }
}
