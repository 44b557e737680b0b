package io.kinexus.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * S-T3: every endpoint against every kind of caller. Endpoints are found by their annotations and compared with the published
 * OpenAPI, so that a new one is tried without being named here.
 */
@QuarkusTest
@QuarkusTestResource(RunningApi.class)
class AccessMatrixTest {
    private static final String MINE = "red";
    private static final String OTHERS = "blue";
    private static final int UNKNOWN = 401;
    private static final int MAY_NOT = 403;
    private static final int HIDDEN = 404;
    private static final String[] NOTHING_TO_DO = {
        "nothing is held back",
        "no such task",
        "not as it now is",
        "confirm must be its name",
        "must be JSON with resource",
        "no such copy"
    };

    /** A caller, and the roles that count for it; none: it is refused with this status. */
    private record Who(String name, Optional<String> word, Optional<String> role, int refused) {
        static Who stranger(String name, String word) {
            return new Who(name, Optional.of(word), Optional.empty(), UNKNOWN);
        }

        static Who with(String name, String role, String word) {
            return new Who(name, Optional.of(word), Optional.of(role), MAY_NOT);
        }
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper mapper = new ObjectMapper();

    @TestHTTPResource("/")
    private URI root = URI.create("http://localhost");

    private Issuer issuer;

    @BeforeEach
    void findTheIssuer() throws GeneralSecurityException {
        issuer = Issuer.running();
    }

    @Test
    void everyEndpointThatIsPublishedIsInTheMatrix() throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(root.resolve("/q/openapi?format=json")).build(), BodyHandlers.ofString());
        Set<String> published = new TreeSet<>();
        JsonNode paths = mapper.readTree(answer.body()).path("paths");
        paths.fieldNames().forEachRemaining(path -> paths.path(path)
                .fieldNames()
                .forEachRemaining(verb -> published.add(verb.toUpperCase(java.util.Locale.ROOT) + " " + path)));
        Set<String> tried = new TreeSet<>();
        Endpoint.all().forEach(endpoint -> tried.add(endpoint.toString()));
        assertThat(published).isNotEmpty().isEqualTo(tried);
    }

    @Test
    void whoeverCannotProveWhoItIsGetsInNowhere() throws Exception {
        List<Who> strangers = new ArrayList<>(forged());
        strangers.add(new Who("none", Optional.empty(), Optional.empty(), UNKNOWN));
        strangers.add(Who.stranger("garbage", "x"));
        strangers.add(Who.stranger("a token of the right form that nobody made", "kxo_00000000_" + "0".repeat(64)));
        strangers.add(Who.stranger("a very long word", "x".repeat(6000)));
        strangers.add(Who.stranger("revoked", revoked()));
        strangers.add(Who.stranger("signed, and three empty parts", ".."));
        for (Who who : strangers) {
            for (Endpoint endpoint : guarded()) {
                assertThat(status(endpoint, MINE, who))
                        .as(who.name() + ": " + endpoint)
                        .isEqualTo(UNKNOWN);
            }
        }
    }

    @Test
    void whatIsOpenToAllNamesNoEnvironment() throws Exception {
        Who admin = Who.with("admin", "admin", RunningApi.ADMIN);
        for (Endpoint endpoint : guarded()) {
            send(endpoint, MINE, admin);
        }
        for (String open : List.of("/q/metrics", "/q/openapi", "/q/health/live", "/q/health/ready", "/")) {
            HttpRequest request = HttpRequest.newBuilder(root.resolve(open)).build();
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(open).isEqualTo(200);
            assertThat(answer.body()).as(open).doesNotContainPattern("\\b(" + MINE + "|" + OTHERS + ")\\b");
        }
    }

    /** Tokens of an issuer's form that are wrong in one thing each; every one claims the highest group. */
    private List<Who> forged() throws GeneralSecurityException {
        Instant now = Instant.now();
        return List.of(
                Who.stranger(
                        "expired",
                        issuer.signed(good().issuedAt(now.minusSeconds(600)).expiresAt(now.minusSeconds(300)))),
                Who.stranger("not yet valid", issuer.signed(good().claim("nbf", now.getEpochSecond() + 300))),
                Who.stranger("wrong aud", issuer.signed(good().audience("another"))),
                Who.stranger("no aud", issuer.signed(good().remove("aud"))),
                Who.stranger("wrong iss", issuer.signed(good().issuer("https://issuer.example"))),
                Who.stranger("no exp", issuer.without("exp", good())),
                Who.stranger("alg=none", issuer.unsigned(good())),
                Who.stranger("HS/RS confusion", issuer.confused(good())),
                Who.stranger("signed by another", issuer.foreign(good())),
                Who.stranger("altered after signing", issuer.altered(good())),
                Who.stranger("empty sub", issuer.signed(good().subject(""))),
                Who.stranger("no sub", issuer.signed(good().remove("sub"))),
                Who.stranger("a line break in sub", issuer.signed(good().subject("a\nb"))));
    }

    private io.smallrye.jwt.build.JwtClaimsBuilder good() {
        return issuer.claims("all-rule");
    }

    @Test
    void aKnownCallerMayWhatItsRoleSaysAndNothingElse() throws Exception {
        List<Who> callers = List.of(
                Who.with("viewer", "viewer", token("viewer", MINE, OTHERS)),
                Who.with("viewer of all", "viewer", token("viewer")),
                Who.with("operator of all", "operator", token("operator")),
                Who.with("admin of all", "admin", token("admin")),
                Who.with("start-up admin", "admin", RunningApi.ADMIN),
                Who.with("OIDC viewer", "viewer", issuer.signed(issuer.claims("all-watch", "unknown"))),
                Who.with("OIDC operator", "operator", issuer.signed(issuer.claims("all-run", "all-watch"))),
                Who.with("OIDC admin", "admin", issuer.signed(good())),
                new Who("empty groups", Optional.of(issuer.signed(issuer.claims())), Optional.empty(), MAY_NOT),
                new Who("no groups", Optional.of(issuer.signed(good().remove("groups"))), Optional.empty(), MAY_NOT),
                new Who(
                        "groups called as our roles are",
                        Optional.of(issuer.signed(issuer.claims("admin", "operator", "viewer"))),
                        Optional.empty(),
                        MAY_NOT));
        for (Who who : callers) {
            for (Endpoint endpoint : guarded()) {
                if (who.name().equals("viewer") && !endpoint.inEnvironment() && !endpoint.ofRollout()) {
                    continue;
                }
                judge(who, endpoint, status(endpoint, MINE, who));
            }
        }
    }

    private static void judge(Who who, Endpoint endpoint, int status) {
        Set<String> has = who.role().map(Role::upTo).orElse(Set.of());
        if (has.contains(endpoint.role().orElseThrow())) {
            assertThat(status)
                    .as(who.name() + ": " + endpoint)
                    .isNotIn(UNKNOWN, MAY_NOT)
                    .isLessThan(500);
        } else {
            assertThat(status).as(who.name() + ": " + endpoint).isEqualTo(who.refused());
        }
    }

    @Test
    void whoIsKeptToOtherEnvironmentsSeesNothingOfThisOne() throws Exception {
        List<Who> callers = List.of(
                Who.with("admin of another", "admin", token("admin", OTHERS)),
                Who.with("OIDC admin of another", "admin", issuer.signed(issuer.claims("blue-rule"))));
        for (Who who : callers) {
            for (Endpoint endpoint : guarded()) {
                String what = who.name() + ": " + endpoint;
                if (endpoint.inEnvironment() || endpoint.ofRollout()) {
                    HttpResponse<byte[]> answer = send(endpoint, MINE, who);
                    assertThat(answer.statusCode()).as(what).isEqualTo(HIDDEN);
                    assertThat(text(answer)).as(what).doesNotContain(NOTHING_TO_DO);
                    assertLetIn(what, send(endpoint, OTHERS, who));
                } else if (endpoint.many()) {
                    HttpResponse<byte[]> answer = send(endpoint, MINE, who);
                    assertThat(answer.statusCode()).as(what).isEqualTo(200);
                    assertThat(text(answer)).as(what).doesNotContain(MINE);
                } else {
                    assertThat(status(endpoint, MINE, who)).as(what).isEqualTo(MAY_NOT);
                }
            }
        }
    }

    @Test
    void rolesOfSeveralGroupsAddUpWithinTheirEnvironments() throws Exception {
        Who who = Who.with("both", "admin", issuer.signed(issuer.claims("all-watch", "blue-rule")));
        for (Endpoint endpoint : guarded()) {
            String role = endpoint.role().orElseThrow();
            String what = endpoint.toString();
            HttpResponse<byte[]> answer = send(endpoint, MINE, who);
            if (role.equals(Role.VIEWER)) {
                assertLetIn(what, answer);
            } else {
                assertThat(answer.statusCode()).as(what).isEqualTo(MAY_NOT);
            }
            if (endpoint.inEnvironment() || endpoint.ofRollout()) {
                assertLetIn(what, send(endpoint, OTHERS, who));
            }
        }
    }

    /** Whoever is let in may still hear that there is nothing to do there. */
    private static void assertLetIn(String what, HttpResponse<byte[]> answer) {
        if (answer.statusCode() >= 400) {
            assertThat(text(answer)).as(what).containsAnyOf(NOTHING_TO_DO);
        }
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static List<Endpoint> guarded() {
        return Endpoint.all().stream()
                .filter(endpoint -> endpoint.role().isPresent())
                .toList();
    }

    private String token(String role, String... environments) throws Exception {
        return create(role, environments).path("word").asText();
    }

    private String revoked() throws Exception {
        JsonNode made = create("admin");
        HttpRequest revoke = HttpRequest.newBuilder(root.resolve(
                        "/api/v1/tokens/" + made.path("token").path("id").asText()))
                .header("Authorization", "Bearer " + RunningApi.ADMIN)
                .DELETE()
                .build();
        assertThat(client.send(revoke, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
        return made.path("word").asText();
    }

    private JsonNode create(String role, String... environments) throws Exception {
        String body = mapper.writeValueAsString(java.util.Map.of("role", role, "environments", environments));
        HttpRequest create = HttpRequest.newBuilder(root.resolve("/api/v1/tokens"))
                .header("Authorization", "Bearer " + RunningApi.ADMIN)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return mapper.readTree(client.send(create, BodyHandlers.ofString()).body());
    }

    private int status(Endpoint endpoint, String environment, Who who) throws Exception {
        return send(endpoint, environment, who).statusCode();
    }

    private HttpResponse<byte[]> send(Endpoint endpoint, String environment, Who who)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(endpoint.in(environment)))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .method(endpoint.method(), BodyPublishers.noBody());
        who.word().ifPresent(word -> request.header("Authorization", "Bearer " + word));
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }
}
