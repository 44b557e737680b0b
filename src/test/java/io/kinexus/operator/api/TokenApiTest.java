package io.kinexus.operator.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tokens as an admin makes them, and what they open, over HTTP. */
@QuarkusTest
@QuarkusTestResource(RunningApi.class)
class TokenApiTest {
    @Test
    void aTokenOpensWhatItsRoleAndEnvironmentsSayUntilItIsRevoked() {
        JsonPath made = create(Map.of("name", "ci", "role", "operator", "environments", List.of("red")));
        String word = made.getString("word");
        assertThat(made.getString("token.state")).isEqualTo("active");
        as(word).get("/api/v1/status").then().statusCode(200).body("environments.name", equalTo(List.of("red")));
        as(word).get("/api/v1/environments/red").then().statusCode(200);
        as(word).post("/api/v1/environments/red/pause").then().statusCode(200);
        as(word).post("/api/v1/environments/red/resume").then().statusCode(200);
        as(word).get("/api/v1/tokens").then().statusCode(403);
        String id = made.getString("token.id");
        as(word).get("/api/v1/environments/red/journal")
                .then()
                .statusCode(200)
                .body("acts.findAll { it.who == 'ci (" + id + ")' }.action", equalTo(List.of("resume", "pause")));
        admin().get("/api/v1/tokens").then().statusCode(200).body("tokens.id", hasItem(id));
        assertThat(admin().get("/api/v1/tokens").asString()).doesNotContain(word);
        admin().delete("/api/v1/tokens/" + id).then().statusCode(200).body("state", equalTo("revoked"));
        as(word).get("/api/v1/status").then().statusCode(401);
        admin().delete("/api/v1/tokens/" + id).then().statusCode(200).body("state", equalTo("revoked"));
    }

    @Test
    void anEnvironmentThatATokenDoesNotSeeIsAnsweredAsOneThatDoesNotExist() {
        String word =
                create(Map.of("role", "admin", "environments", List.of("red"))).getString("word");
        String hidden = as(word).get("/api/v1/environments/blue")
                .then()
                .statusCode(404)
                .extract()
                .asString();
        String missing = as(word).get("/api/v1/environments/nosuch")
                .then()
                .statusCode(404)
                .extract()
                .asString();
        assertThat(hidden.replace("blue", "nosuch")).isEqualTo(missing);
        admin().get("/api/v1/environments/nosuch").then().statusCode(404).body("detail", containsString("blue, red"));
        as(word).get("/api/v1/tokens").then().statusCode(403).body("detail", containsString("all environments"));
    }

    @Test
    void whatCannotBeMadeIsRefusedWithWhatIsAllowed() {
        Map<String, String> wrong = Map.of(
                "{}", "role: allowed are viewer",
                "{\"role\":\"root\",\"environments\":[]}", "role: allowed are viewer",
                "{\"role\":\"viewer\"}", "environments: name them",
                "{\"role\":\"viewer\",\"environment\":[\"red\"]}", "environments: name them",
                "{\"role\":\"viewer\",\"environments\":[\"green\"]}", "no environment is called green",
                "{\"role\":\"viewer\",\"environments\":[],\"expiresIn\":\"P1000D\"}", "P366D",
                "{\"role\":\"viewer\",\"environments\":[],\"expiresIn\":\"PT0S\"}", "PT1M",
                "{\"role\":\"viewer\",\"environments\":[],\"name\":\"a\\nb\"}", "name: allowed are");
        wrong.forEach((body, said) -> admin().contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/tokens")
                .then()
                .statusCode(400)
                .body("detail", containsString(said)));
        admin().contentType(ContentType.JSON)
                .body("{")
                .post("/api/v1/tokens")
                .then()
                .statusCode(400);
        admin().contentType(ContentType.JSON).post("/api/v1/tokens").then().statusCode(400);
        admin().delete("/api/v1/tokens/nosuch").then().statusCode(404).body("title", not(equalTo("")));
    }

    private static JsonPath create(Map<String, Object> request) {
        return admin().contentType(ContentType.JSON)
                .body(request)
                .post("/api/v1/tokens")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static RequestSpecification admin() {
        return as(RunningApi.ADMIN);
    }

    private static RequestSpecification as(String word) {
        return given().header("Authorization", "Bearer " + word);
    }
}
