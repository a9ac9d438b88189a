package dev.latchkey.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.latchkey.key.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class PublishableKeyTest {

    @Inject
    TestKeys keys;

    private String token;

    @BeforeEach
    void aKey() {
        token = keys.publishable(keys.organization()).token();
    }

    @Test
    void readsWhatIsPublic() {
        given().header("x-api-key", token)
                .get("/v1/verify")
                .then()
                .statusCode(200)
                .body("apiKey.type", equalTo("publishable"));
        // Load generators send a Content-Type with a GET that has no content.
        given().header("x-api-key", token)
                .contentType("text/html")
                .get("/v1/verify")
                .then()
                .statusCode(200);
        given().header("x-api-key", token).head("/v1/verify").then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({
        "POST,   /v1/api-keys",
        "POST,   /v1/test",
        "PUT,    /v1/test",
        "PATCH,  /v1/test",
        "DELETE, /v1/test",
        "POST,   /v1/no/such/path",
        "PUT,    /v1/verify",
    })
    void writesNothing(String method, String path) {
        given().header("x-api-key", token)
                .contentType(ContentType.JSON)
                .body("{}")
                .request(method, path)
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("code", equalTo("secret_key_required"))
                .body("detail", containsString("Use a secret key"));
    }

    @ParameterizedTest
    @CsvSource({"GET, /v1/test/private", "HEAD, /v1/test/private", "GET, /v1/api-keys", "GET, /v1/usage-logs"})
    void readsNothingElse(String method, String path) {
        given().header("x-api-key", token).request(method, path).then().statusCode(403);
    }
}
