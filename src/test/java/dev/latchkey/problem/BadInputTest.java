package dev.latchkey.problem;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.latchkey.key.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a caller sends, the answer says what is wrong with it, and nothing was made. */
@QuarkusTest
class BadInputTest {

    @Inject
    TestKeys keys;

    private String token;

    @BeforeEach
    void aKey() {
        token = keys.secret(keys.organization()).token();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                              | name      | must not be empty",
                "{\"name\": null}                                | name      | must not be empty",
                "{\"name\": \"\"}                                | name      | must not be empty",
                "{\"name\": \"   \"}                             | name      | must not be empty",
                "{\"name\": 1}                                   | name      | must be a string",
                "{\"name\": true}                                | name      | must be a string",
                "{\"name\": []}                                  | name      | must be a string",
                "{\"name\": \"a\\u0000b\"}                       | name      | must not hold control characters",
                "{\"name\": \"a\\ud800b\"}                       | name      | must not hold control characters",
                "{\"name\": \"a\", \"type\": \"root\"}           | type      | must be one of secret, publishable",
                "{\"name\": \"a\", \"type\": 0}                  | type      | must be",
                "{\"name\": \"a\", \"type\": \"\"}               | type      | must be",
                "{\"name\": \"a\", \"expiresAt\": 1}             | expiresAt | must be a date and time",
                "{\"name\": \"a\", \"expiresAt\": \"tomorrow\"}  | expiresAt | must be a date and time",
                "{\"name\": \"a\", \"expiresAt\": \"2020-01-01T00:00:00Z\"}       | expiresAt | must be in the future",
                "{\"name\": \"a\", \"expiresAt\": \"+99999-01-01T00:00:00Z\"}     | expiresAt | must be in the future",
                "{\"name\": \"a\", \"environment\": \"live\"}    | environment | is not a field",
                "{\"name\": \"a\", \"id\": \"key_1\"}            | id        | is not a field",
            })
    void aWrongFieldIsNamed(String body, String field, String message) {
        refused(post(body), 400, "invalid_request")
                .body("errors[0].field", equalTo(field))
                .body("errors[0].message", containsString(message));
    }

    @Test
    void aNameMayHave200CharactersAndNoMore() {
        post("{\"name\": \"" + "n".repeat(200) + "\"}").statusCode(201);
        refused(post("{\"name\": \"" + "n".repeat(201) + "\"}"), 400, "invalid_request")
                .body("errors[0].message", equalTo("must be at most 200 characters"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"name\": \"a\"",
                "{\"name\": \"a\"} trailing",
                "{\"name\": \"a\", \"name\": \"b\"}",
                "[]",
                "\"text\"",
                "7",
                "nonsense",
                "\u0000",
            })
    void whatIsNoJsonObjectIsRefused(String body) {
        refused(post(body), 400, "malformed_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", " "})
    void aMissingBodyIsRefused(String body) {
        refused(post(body), 400, "invalid_request").body("errors[0].field", equalTo("body"));
    }

    @Test
    void aBodyInAnotherEncodingIsRefused() {
        var noCharacter = new byte[] {0, 0, 0, '{', -1, -1, -1, -1, -1, -1, -1, -1};
        refused(
                given().header("x-api-key", token)
                        .contentType(ContentType.JSON)
                        .body(noCharacter)
                        .post("/v1/api-keys")
                        .then(),
                400,
                "malformed_request");
    }

    @Test
    void deepNestingIsRefused() {
        refused(post("[".repeat(30_000)), 400, "malformed_request");
    }

    @Test
    void textIsRefused() {
        refused(send(ContentType.TEXT, "{\"name\": \"a\"}"), 415, "unsupported_media_type")
                .body("detail", equalTo("Send the body as Content-Type: application/json."));
        refused(
                        given().header("x-api-key", token)
                                .contentType(ContentType.TEXT)
                                .body("{}")
                                .patch("/v1/api-keys/key_1/")
                                .then(),
                        415,
                        "unsupported_media_type")
                .body(
                        "detail",
                        equalTo("Send the body as Content-Type: application/merge-patch+json or application/json."));
    }

    @Test
    void aMebibyteIsRefused() {
        refused(send(ContentType.JSON, "{\"name\": \"" + "n".repeat(1 << 20) + "\"}"), 413, "content_too_large");
    }

    @ParameterizedTest
    @CsvSource({
        "limit,  0",
        "limit,  101",
        "limit,  x",
        "limit,  -1",
        "limit,  99999999999999999999",
        "limit,  ''",
        "cursor, x",
        "cursor, ''",
        "cursor, AAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "type,   SECRET",
        "status, gone",
        "colour, red",
        "Limit,  1",
    })
    void aWrongQueryParameterIsNamed(String parameter, String value) {
        refused(
                        given().header("x-api-key", token)
                                .queryParam(parameter, value)
                                .get("/v1/api-keys")
                                .then(),
                        400,
                        "invalid_request")
                .body("errors[0].field", equalTo(parameter));
    }

    @Test
    void aQueryParameterIsGivenOnce() {
        refused(get("/v1/api-keys?limit=1&limit=2"), 400, "invalid_request")
                .body("errors[0].message", equalTo("must be given once"));
    }

    @Test
    void aCursorOfAnotherOrganizationOrListIsRefused() {
        var theirs = keys.organization();
        var theirToken = keys.secret(theirs).token();
        keys.secret(theirs);
        String cursor = given().header("x-api-key", theirToken)
                .queryParam("limit", 1)
                .get("/v1/api-keys")
                .path("nextCursor");

        for (var path : new String[] {"/v1/api-keys", "/v1/usage-logs"}) {
            refused(
                            given().header("x-api-key", token)
                                    .queryParam("cursor", cursor)
                                    .get(path)
                                    .then(),
                            400,
                            "invalid_request")
                    .body("errors[0].field", equalTo("cursor"));
        }
    }

    @Test
    void anUnknownPathIsRefused() {
        refused(get("/v1/none"), 404, "not_found");
    }

    @Test
    void aWrongMethodIsToldTheRightOnes() {
        refused(given().header("x-api-key", token).put("/v1/api-keys").then(), 405, "method_not_allowed")
                .header("Allow", equalTo("GET, HEAD, OPTIONS, POST"));
        for (var same : new String[] {"/v1/api-keys/", "/v1//api-keys", "/v1/api-keys;a=b"}) {
            refused(
                            given().urlEncodingEnabled(false)
                                    .header("x-api-key", token)
                                    .put(same)
                                    .then(),
                            405,
                            "method_not_allowed")
                    .header("Allow", equalTo("GET, HEAD, OPTIONS, POST"));
        }
        refused(given().header("x-api-key", token).delete("/v1/api-keys/key_1").then(), 405, "method_not_allowed")
                .header("Allow", equalTo("GET, HEAD, OPTIONS, PATCH"));
    }

    @Test
    void anUnknownFormatIsRefused() {
        refused(
                given().header("x-api-key", token)
                        .accept("text/html")
                        .get("/v1/verify")
                        .then(),
                406,
                "not_acceptable");
    }

    @Test
    void aFaultOfOursTellsNothingOfItself() {
        refused(get("/v1/test/throws"), 500, "internal_error").body(not(containsString("on purpose")));
        refused(get("/v1/test/unwritable"), 500, "internal_error").body(not(containsString("on purpose")));
    }

    private ValidatableResponse get(String path) {
        return given().header("x-api-key", token).get(path).then();
    }

    private ValidatableResponse post(String body) {
        return send(ContentType.JSON, body);
    }

    private ValidatableResponse send(ContentType type, String body) {
        return given().header("x-api-key", token)
                .contentType(type)
                .body(body)
                .post("/v1/api-keys")
                .then();
    }

    private static ValidatableResponse refused(ValidatableResponse answer, int status, String code) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("status", equalTo(status));
    }
}
