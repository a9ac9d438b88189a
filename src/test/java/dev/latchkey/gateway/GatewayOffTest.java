package dev.latchkey.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.latchkey.key.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody asks unless it is switched on. */
@QuarkusTest
class GatewayOffTest {

    @Inject
    TestKeys keys;

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "OPTIONS"})
    void thereIsNothing(String method) {
        given().header("x-api-key", keys.secret(keys.organization()).token())
                .header("X-Original-Method", "GET")
                .header("X-Original-URI", "/orders/7")
                .request(method, "/gateway/authorize")
                .then()
                .statusCode(404)
                .body("code", equalTo("not_found"));
    }
}
