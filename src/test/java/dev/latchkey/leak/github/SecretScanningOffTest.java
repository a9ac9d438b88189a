package dev.latchkey.leak.github;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.latchkey.key.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Nothing is taken from GitHub unless that is set up. */
@QuarkusTest
class SecretScanningOffTest {

    @Inject
    TestKeys keys;

    @Test
    void theRouteIsNotThere() {
        var key = keys.secret(keys.organization());

        Batches.send(Batches.of(key.token())).statusCode(404).body("code", equalTo("not_found"));
        Batches.send(given().header("x-api-key", key.token()), Batches.of(key.token()))
                .statusCode(404);

        given().header("x-api-key", key.token()).get("/v1/verify").then().statusCode(200);
    }
}
