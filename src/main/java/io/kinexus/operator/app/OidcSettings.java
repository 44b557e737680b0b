package io.kinexus.operator.app;

import io.kinexus.operator.api.Caller;
import io.kinexus.operator.api.Role;
import io.kinexus.operator.cli.Refused;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code kinexus.oidc.*}: whose tokens are believed, and what their groups may do.
 *
 * @param issuer to the letter as in the tokens; its discovery document is below it
 * @param audience that a token must be for
 * @param groupsClaim the path of the claim with the groups; {@code realm_access/roles} is one inside another
 * @param roles what each group may do
 */
record OidcSettings(String issuer, String audience, String groupsClaim, List<GroupRole> roles) {
    @Setting(
            value = "Whose tokens are believed, to the letter as in their iss; https.",
            otherwise = "no token of others is believed")
    private static final String ISSUER = "kinexus.oidc.issuer";

    @Setting(value = "What a token's aud must hold.", otherwise = "must be given with an issuer")
    private static final String AUDIENCE = "kinexus.oidc.audience";

    @Setting(value = "The claim with the groups; realm_access/roles is one inside another.", otherwise = "groups")
    private static final String GROUPS = "kinexus.oidc.groups-claim";

    @Setting(
            value = "What each group may do: group=role or group=role:environment,environment, with ; between.",
            otherwise = "must be given with an issuer")
    private static final String ROLES = "kinexus.oidc.roles";

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Members of the group have the grant. */
    record GroupRole(String group, Caller.Grant grant) {}

    OidcSettings {
        roles = List.copyOf(roles);
    }

    /**
     * Empty where no issuer is named.
     *
     * @throws Refused when something is missing or cannot be read, with what is allowed
     */
    static Optional<OidcSettings> of(Configuration configuration) {
        return configuration
                .get(ISSUER)
                .map(issuer -> new OidcSettings(
                        checked(issuer),
                        configuration.get(AUDIENCE).orElseThrow(() -> missing(AUDIENCE)),
                        configuration.get(GROUPS).orElse("groups"),
                        roles(configuration.get(ROLES).orElseThrow(() -> missing(ROLES)))));
    }

    private static String checked(String issuer) {
        try {
            URI uri = URI.create(issuer);
            boolean here = "http".equals(uri.getScheme()) && LOOPBACK.contains(String.valueOf(uri.getHost()));
            if ("https".equals(uri.getScheme()) || here) {
                return issuer;
            }
        } catch (IllegalArgumentException notAnAddress) {
            throw Refused.because(ISSUER + ": " + issuer + " is not an address");
        }
        throw Refused.because(ISSUER + ": " + issuer + " is not allowed; it is an https address");
    }

    private static Refused missing(String key) {
        return Refused.because(key + " is missing; with " + ISSUER + " it is needed");
    }

    private static List<GroupRole> roles(String text) {
        List<GroupRole> roles = new ArrayList<>();
        Stream.of(text.split(";", -1))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .forEach(entry -> roles.add(groupRole(entry)));
        return roles;
    }

    /** The group is what stands before the last {@code =}, since names of directories have some. */
    private static GroupRole groupRole(String entry) {
        int equals = entry.lastIndexOf('=');
        String[] grant = entry.substring(equals + 1).split(":", 2);
        boolean fine = equals > 0 && !Role.upTo(grant[0].strip()).isEmpty();
        Set<String> environments = grant.length == 1 ? Set.of() : names(grant[1]);
        if (!fine || (grant.length == 2 && environments.isEmpty())) {
            throw Refused.because(ROLES + ": '" + entry
                    + "' cannot be read; allowed is group=role or group=role:environment,environment, with ; between"
                    + " them, and the roles viewer, operator and admin");
        }
        return new GroupRole(entry.substring(0, equals).strip(), new Caller.Grant(grant[0].strip(), environments));
    }

    private static Set<String> names(String text) {
        return Stream.of(text.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What members of these groups may do; nothing for groups that no role is given to. */
    Set<Caller.Grant> grants(Collection<String> groups) {
        return roles.stream()
                .filter(role -> groups.contains(role.group()))
                .map(GroupRole::grant)
                .collect(Collectors.toUnmodifiableSet());
    }
}
