package io.kinexus.operator.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

/** Runs of Tasks over HTTP, where there is none to run. */
@QuarkusTest
@QuarkusTestResource(RunningApi.class)
class TaskApiTest {
    private static final String RUNS = "/api/v1/environments/red/tasks/nightly/runs";

    @Test
    void aTaskThatIsNotDeclaredIsNotFound() {
        String said = "no task is called nightly in red; there is none";
        admin().post(RUNS).then().statusCode(404).body("detail", equalTo(said));
        admin().get(RUNS + "/0123").then().statusCode(404).body("detail", equalTo(said));
        admin().post("/api/v1/environments/green/tasks/nightly/runs").then().statusCode(404);
    }

    @Test
    void whatIsNotUnderstoodStartsNothing() {
        for (String body : new String[] {"{\"tokne\": \"a\"}", "{\"token\": \"a b\"}", "nightly"}) {
            admin().contentType(ContentType.JSON).body(body).post(RUNS).then().statusCode(400);
        }
    }

    private static RequestSpecification admin() {
        return given().header("Authorization", "Bearer " + RunningApi.ADMIN);
    }
}
