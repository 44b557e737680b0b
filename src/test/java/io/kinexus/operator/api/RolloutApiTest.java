package io.kinexus.operator.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rollouts over HTTP: what is shown, what can be asked for, and what is answered where it cannot be. */
@QuarkusTest
@QuarkusTestResource(RunningApi.class)
class RolloutApiTest {
    private static final String GOOD = "/api/v1/rollouts/red-web-1";
    private static final String ONE = "/api/v1/rollouts/" + RunningApi.rolloutOf("red");

    @Test
    void aRolloutIsShownWithHowItGotThere() {
        admin().get(ONE)
                .then()
                .statusCode(200)
                .body("id", equalTo("red-api-1"))
                .body("environment", equalTo("red"))
                .body("service", equalTo("api"))
                .body("state", equalTo("RolledBack"))
                .body("because", containsString("error-rate"))
                .body("over", is(true))
                .body("strategy", equalTo("canary"))
                .body("startedAt", equalTo("2026-01-05T15:00:00Z"))
                .body("since", equalTo("2026-01-05T15:01:00Z"))
                .body("history.state", equalTo(List.of("Pending", "RolledBack")));
        admin().get("/api/v1/environments/red/rollouts")
                .then()
                .statusCode(200)
                .body("environment", equalTo("red"))
                .body("rollouts.id", equalTo(List.of("red-api-1", "red-web-1")));
        admin().get("/api/v1/environments/red")
                .then()
                .statusCode(200)
                .body("rollouts.id", equalTo(List.of("red-api-1", "red-web-1")));
    }

    @Test
    void theStatusHasItAtAGlance() {
        Map<String, Object> shown = admin().get("/api/v1/status")
                .then()
                .statusCode(200)
                .extract()
                .path("environments.find { it.name == 'red' }.rollouts[0]");
        assertThat(shown)
                .containsOnlyKeys(
                        "id",
                        "service",
                        "revision",
                        "commit",
                        "state",
                        "because",
                        "startedAt",
                        "since",
                        "over",
                        "percent",
                        "quarantined")
                .containsEntry("state", "RolledBack")
                .containsEntry("service", "api");
    }

    @Test
    void whatCannotBeIsAConflictWithTheReason() {
        conflict(admin().post(ONE + "/promote").then()).body("detail", containsString("red-api-1"));
        conflict(admin().post(ONE + "/continue").then()).body("detail", containsString("RolledBack"));
        conflict(admin().post(ONE + "/rollback").then()).body("detail", containsString("nothing to go back from"));
        conflict(admin().post(GOOD + "/rollback?to=0badc0de").then()).body("detail", containsString("0badc0de"));
        conflict(admin().body("{\"to\":\"0badc0dd\"}").post(GOOD + "/rollback").then())
                .body("detail", containsString("0badc0dd"));
        conflict(admin().contentType(ContentType.JSON)
                        .body(Map.of("to", "0badc0df"))
                        .post(GOOD + "/rollback")
                        .then())
                .body("detail", containsString("0badc0df"));
    }

    @Test
    void aBodyThatIsNotUnderstoodGoesNowhere() {
        for (String body : List.of("{\"revision\":\"0badc0de\"}", "to=0badc0de", "{}{}", "[")) {
            problem(admin().body(body).post(ONE + "/rollback").then(), 400).body("detail", containsString("?to="));
        }
    }

    @Test
    void whatIsUnknownIsNotFound() {
        for (String act : List.of("/promote", "/rollback", "/continue")) {
            problem(admin().post("/api/v1/rollouts/nosuch" + act).then(), 404).body("detail", containsString("nosuch"));
        }
        problem(admin().get("/api/v1/rollouts/nosuch").then(), 404);
        problem(admin().delete("/api/v1/environments/red/quarantine/nosuch").then(), 404);
        problem(admin().delete("/api/v1/environments/nosuch/quarantine/api").then(), 404);
        problem(admin().get("/api/v1/environments/nosuch/rollouts").then(), 404);
    }

    @Test
    void aQuarantineIsLiftedOnceAndTheJournalSaysByWhom() {
        String path = "/api/v1/environments/blue/quarantine/api";
        admin().get("/api/v1/environments/blue")
                .then()
                .body("quarantines.service", equalTo(List.of("api")))
                .body("rollouts[0].quarantined", is(true));
        admin().delete(path).then().statusCode(200).body("environment", equalTo("blue"));
        problem(admin().delete(path).then(), 404).body("detail", containsString("held back"));
        admin().get("/api/v1/environments/blue")
                .then()
                .body("quarantines", equalTo(List.of()))
                .body("rollouts[0].quarantined", is(false));
        admin().get("/api/v1/environments/blue/journal").then().body("acts.action", hasItem("release api"));
    }

    private static ValidatableResponse conflict(ValidatableResponse answer) {
        return problem(answer, 409);
    }

    private static ValidatableResponse problem(ValidatableResponse answer, int status) {
        return answer.statusCode(status).contentType(Problem.MEDIA_TYPE).body("status", is(status));
    }

    private static RequestSpecification admin() {
        return given().header("Authorization", "Bearer " + RunningApi.ADMIN);
    }
}
