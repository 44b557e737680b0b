package io.kinexus.operator.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** An issuer that cannot be reached keeps nobody in who is not its own, and nothing from starting. */
@QuarkusTest
@QuarkusTestResource(
        value = RunningApi.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(name = "issuer", value = "http://127.0.0.1:1"))
class IssuerDownTest {
    @Test
    void itsTokensAreNotBelievedAndOursAre() throws Exception {
        String token = Issuer.running().signed(Issuer.running().claims("all-rule"));
        for (int i = 0; i < 2; i++) {
            given().header("Authorization", "Bearer " + token)
                    .get("/api/v1/status")
                    .then()
                    .statusCode(503)
                    .body("detail", containsString("issuer"));
        }
        given().header("Authorization", "Bearer " + RunningApi.ADMIN)
                .get("/api/v1/status")
                .then()
                .statusCode(200);
    }
}
