package io.kinexus.operator.process;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.kinexus.operator.api.Problem;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Paths, shapes and refusals of the API, over HTTP. */
@ProcessTest
class RestProcessTest {
    private static final String QUIET = "/environments/quiet";
    private static final List<String> READ = List.of(
            "/status",
            QUIET,
            QUIET + "/resources",
            QUIET + "/drift",
            QUIET + "/rollouts",
            QUIET + "/cost",
            QUIET + "/history",
            QUIET + "/journal");
    private static final List<String> ACT = List.of("/plan", "/reconcile", "/pause", "/resume");

    @BeforeEach
    void settled(Controlled controlled) {
        controlled.awaitSync("quiet", "InSync");
    }

    @Test
    void statusSaysEverythingOfTheContract(Controlled controlled) {
        Response status = controlled.api().get("/status");
        status.then().statusCode(200).contentType("application/json");
        assertThat(status.<List<String>>path("environments.name"))
                .containsExactly("broken", "drifting", "edited", "paused", "quiet", "watched");
        Map<String, Object> quiet = status.path("environments.find { it.name == 'quiet' }");
        assertThat(quiet)
                .containsOnlyKeys(
                        "name", "mode", "commit", "sync", "health", "observedAt", "lastRun", "rollouts", "held")
                .containsEntry("mode", "enforce")
                .containsEntry("sync", "InSync")
                .containsEntry("health", "Healthy")
                .containsEntry("rollouts", List.of())
                .containsEntry("held", 0);
        assertThat(quiet.get("commit").toString()).startsWith("sha256:");
        assertThat(status.<String>path("environments.find { it.name == 'broken' }.sync"))
                .isEqualTo("Unknown");
    }

    @Test
    void anEnvironmentsPartsHaveTheirShapes(Controlled controlled) {
        controlled
                .api()
                .get(QUIET + "/resources")
                .then()
                .statusCode(200)
                .body("environment", is("quiet"))
                .body("resources.id", hasItems("quiet/topic/quiet-alerts", "quiet/cluster/quiet"))
                .body("resources.state", everyItem(is("in-sync")))
                .body("resources.arn", everyItem(startsWith("arn:aws:")));
        controlled.api().get(QUIET + "/drift").then().body("sync", is("InSync")).body("drift", equalTo(List.of()));
        controlled
                .api()
                .get(QUIET + "/history?limit=1")
                .then()
                .body("runs.size()", is(1))
                .body("runs[0].at", notNullValue());
        controlled
                .api()
                .get(QUIET + "/journal")
                .then()
                .body("entries.resource", hasItem("quiet/topic/quiet-alerts"))
                .body("entries.result", everyItem(is("done")))
                .body("entries.token", everyItem(notNullValue()));
        controlled
                .api()
                .get(QUIET)
                .then()
                .body("plan.empty", is(true))
                .body("paused", is(false))
                .body("resources.kind", hasItems("topic", "cluster"));
    }

    @Test
    void aPlanIsTheContractsJsonAndItsHashStays(Controlled controlled) {
        Response plan = controlled.api().post(QUIET + "/plan");
        plan.then()
                .statusCode(200)
                .body("complete", is(true))
                .body("empty", is(true))
                .body("summary.keySet()", hasItems("create", "update", "rollout", "replace", "delete", "keep"))
                .body("steps.action", everyItem(is("keep")))
                .body("steps.ruling.decision", everyItem(is("go")));
        assertThat(plan.jsonPath().getMap(""))
                .containsOnlyKeys(
                        "environment",
                        "commit",
                        "at",
                        "complete",
                        "empty",
                        "hash",
                        "summary",
                        "steps",
                        "problems",
                        "cost");
        assertThat(plan.<Number>path("cost.monthlyUsd").doubleValue()).isZero();
        assertThat(plan.<Number>path("cost.after").doubleValue())
                .isEqualTo(plan.<Number>path("cost.before").doubleValue());
        assertThat(controlled.api().post(QUIET + "/plan").<String>path("hash")).isEqualTo(plan.path("hash"));
    }

    @Test
    void reconcileIsATurnNow(Controlled controlled) {
        controlled.api().post(QUIET + "/reconcile").then().statusCode(200).body("environment", is("quiet"));
    }

    @Test
    void withoutAKnownTokenNothingIsAnswered(Controlled controlled) {
        for (String path : READ) {
            problem(bare(controlled).get("/api/v1" + path), 401).header("WWW-Authenticate", "Bearer");
            problem(bare(controlled).header("Authorization", "Bearer wrong").get("/api/v1" + path), 401);
        }
        for (String verb : ACT) {
            problem(bare(controlled).post("/api/v1" + QUIET + verb), 401);
        }
        problem(
                bare(controlled)
                        .auth()
                        .preemptive()
                        .basic("admin", controlled.token())
                        .get("/api/v1/status"),
                401);
        problem(bare(controlled).get("/api/v1/status?token=" + controlled.token()), 401);
    }

    @Test
    void whatIsNotThereIsAProblem(Controlled controlled) {
        problem(controlled.api().get("/environments/nowhere"), 404)
                .body("detail", containsString("nowhere"))
                .body("detail", containsString("quiet"));
        ACT.forEach(verb -> problem(controlled.api().post("/environments/nowhere" + verb), 404));
        problem(controlled.api().get("/nothing"), 404);
        problem(controlled.api().get("/environments/..%2f..%2fetc"), 404);
        problem(bare(controlled).get("/nothing"), 404);
    }

    @Test
    void whatCannotBeDoneSoIsAProblem(Controlled controlled) {
        problem(controlled.api().delete("/status"), 405);
        problem(controlled.api().get(QUIET + "/plan"), 405);
        problem(controlled.api().get(QUIET + "/history?limit=many"), 404, 400);
        problem(controlled.api().post("/environments/broken/plan"), 409)
                .body("detail", containsString("environment.yaml"));
    }

    @Test
    void whatMachinesAskForNeedsNoToken(Controlled controlled) {
        bare(controlled).get("/q/health/live").then().statusCode(200).body("status", is("UP"));
        bare(controlled).get("/q/health/ready").then().statusCode(200).body("status", is("UP"));
        bare(controlled).get("/q/metrics").then().statusCode(200).body(containsString("jvm_threads"));
        String openApi = bare(controlled)
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        READ.forEach(path -> assertThat(openApi).contains("/api/v1" + path.replace("quiet", "{environment}") + ":"));
        ACT.forEach(verb -> assertThat(openApi).contains("/api/v1/environments/{environment}" + verb + ":"));
    }

    @Test
    void thePageComesWithItsPartsAndIsNotKeptForLong(Controlled controlled) {
        for (String path : List.of("/", "/status.js", "/status.css")) {
            bare(controlled)
                    .get(path)
                    .then()
                    .statusCode(200)
                    .header("Content-Security-Policy", "default-src 'self'")
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Cache-Control", not(containsString("immutable")));
        }
    }

    private static RequestSpecification bare(Controlled controlled) {
        return given().baseUri(controlled.server().toString()).urlEncodingEnabled(false);
    }

    /** In the form of RFC 9457, and without a stack trace. */
    private static io.restassured.response.ValidatableResponse problem(Response answer, int... allowed) {
        assertThat(allowed).contains(answer.statusCode());
        return answer.then()
                .contentType(Problem.MEDIA_TYPE)
                .body("status", is(answer.statusCode()))
                .body("title", notNullValue())
                .body("detail", not(containsString("Exception")));
    }
}
