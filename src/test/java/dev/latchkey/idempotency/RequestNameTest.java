package dev.latchkey.idempotency;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.latchkey.key.TestKeys;
import dev.latchkey.key.TestKeys.TestKey;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class RequestNameTest {

    private static final String KARI = "{\"name\": \"Kari\"}";

    @Inject
    TestKeys keys;

    private UUID acme;
    private TestKey mine;

    @BeforeEach
    void aKey() {
        acme = keys.organization();
        mine = keys.secret(acme);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\tb", "é"})
    void aMalformedNameIsRefused(String name) {
        for (var path : new String[] {"/v1/customers", "/v1/pricing-plans", "/v1/api-keys"}) {
            post(
                            path,
                            name,
                            "{\"name\": \"a\", \"currency\": \"USD\", \"prices\": [{\"amount\": 1, \"interval\": \"day\"}]}")
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("invalid_request"));
        }
        assertThat(keys.count(acme)).isEqualTo(1);
    }

    @Test
    void aNameHas255CharactersAndIsGivenOnce() {
        post("/v1/customers", "n".repeat(255), KARI).then().statusCode(201);
        post("/v1/customers", "n".repeat(256), KARI).then().statusCode(400);
        named("n")
                .header("Idempotency-Key", "m")
                .contentType(ContentType.JSON)
                .body(KARI)
                .post("/v1/customers")
                .then()
                .statusCode(400);
    }

    private Response post(String path, String name, String body) {
        return named(name).contentType(ContentType.JSON).body(body).post(path);
    }

    private RequestSpecification named(String name) {
        return as(mine).header("Idempotency-Key", name);
    }

    private static RequestSpecification as(TestKey key) {
        return given().header("x-api-key", key.token());
    }
}
