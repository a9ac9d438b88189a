package dev.latchkey.key;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.key.TestKeys.TestKey;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class UpdateApiKeyTest {

    @Inject
    TestKeys keys;

    private UUID acme;
    private TestKey mine;
    private TestKey other;

    @BeforeEach
    void twoKeys() {
        acme = keys.organization();
        mine = keys.secret(acme);
        other = keys.secret(acme);
    }

    @Test
    void whatIsLeftOutStaysAndNullRemoves() {
        patch(
                        mine,
                        other,
                        "{\"description\": \"Till\", \"metadata\": {\"team\": \"a\", \"tier\": \"b\"},"
                                + " \"allowedAddresses\": [\"::ffff:127.0.0.1\"], \"rateLimit\": {\"requests\": 9, \"period\": \"PT1M\"}}")
                .statusCode(200)
                .body("allowedAddresses", contains("127.0.0.1"));
        patch(
                        mine,
                        other,
                        "{\"metadata\": {\"tier\": null}, \"allowedAddresses\": null, \"rateLimit\": {\"requests\": 8}}")
                .statusCode(200)
                .body("name", equalTo("Key of a test"))
                .body("description", equalTo("Till"))
                .body("metadata.team", equalTo("a"))
                .body("metadata.tier", nullValue())
                .body("allowedAddresses", empty())
                .body("rateLimit.requests", equalTo(8))
                .body("rateLimit.period", equalTo("PT1M"));
        as(mine).get("/v1/api-keys/" + other.id() + "/events")
                .then()
                .body("data[0].type", equalTo("updated"))
                .body("data[0].detail", equalTo("metadata, allowedAddresses, rateLimit"));
    }

    @Test
    void aChangeCountsOnTheNextRequest() {
        as(other).get("/v1/usage-logs").then().statusCode(200);
        patch(mine, other, "{\"scopes\": [\"api_keys:read\"]}").statusCode(200);
        as(other).get("/v1/usage-logs").then().statusCode(403);
        as(mine).get("/v1/api-keys")
                .then()
                .body("data.scopes", containsInAnyOrder(java.util.List.of(), java.util.List.of("api_keys:read")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\": null} | name",
                "{\"type\": \"publishable\"} | type",
                "{\"scopes\": [\"api_keys:delete\"]} | scopes",
                "{\"scopes\": \"api_keys:read\"} | scopes",
                "{\"scopes\": [null]} | scopes",
                "{\"allowedAddresses\": [\"10.1.2.3/8\"]} | allowedAddresses",
                "{\"allowedOrigins\": [\"https://example.com\"]} | allowedOrigins",
                "{\"rateLimit\": {\"requests\": 5}} | rateLimit.period",
                "{\"rateLimit\": {\"requests\": 0, \"period\": \"PT1S\"}} | rateLimit.requests",
                "{\"expiresAt\": \"2020-01-01T00:00:00Z\"} | expiresAt",
                "{\"metadata\": {\"\": \"x\"}} | metadata",
                "{\"metadata\": {\"x\": 1}} | metadata.x",
                "{\"description\": \"\"} | description",
            })
    void whatIsWrongIsNamed(String body, String field) {
        patch(mine, other, body).statusCode(400).body("errors.field", contains(field));
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        patch(mine, other, "{\"name\": \"\", \"scopes\": [\"x\"], \"allowedAddresses\": [\"y\"]}")
                .statusCode(400)
                .body("errors.field", containsInAnyOrder("name", "scopes", "allowedAddresses"));
        patch(mine, other, "[]").statusCode(400).body("code", equalTo("malformed_request"));
    }

    @Test
    void aRevokedKeyStaysAsItWasAndAForeignOneIsNone() {
        as(mine).post("/v1/api-keys/" + other.id() + "/revoke").then().statusCode(200);
        patch(mine, other, "{\"name\": \"New\"}").statusCode(409).body("code", equalTo("key_not_active"));
        patch(mine, keys.secret(keys.organization()), "{\"name\": \"New\"}").statusCode(404);
    }

    @Test
    void noKeyGivesMoreThanItHas() {
        var end = Instant.now().plusSeconds(3600);
        patch(
                        mine,
                        other,
                        "{\"scopes\": [\"api_keys:write\"], \"allowedAddresses\": [\"127.0.0.0/8\"], \"expiresAt\": \""
                                + end + "\"}")
                .statusCode(200);
        var limits = "\"allowedAddresses\": [\"127.0.0.1\"], \"expiresAt\": \"" + end + "\"";

        create("{\"name\": \"a\"}").statusCode(403).body("code", equalTo("exceeds_caller"));
        create("{\"name\": \"a\", \"scopes\": [\"api_keys:read\"], " + limits + "}")
                .statusCode(403)
                .body("detail", containsString("scopes"));
        create("{\"name\": \"a\", \"scopes\": [\"api_keys:write\"], \"allowedAddresses\": [\"127.0.0.1\"]}")
                .statusCode(403)
                .body("detail", containsString("expiresAt"));
        create("{\"name\": \"a\", \"scopes\": [\"api_keys:write\"], " + limits + "}")
                .statusCode(201);
        patch(other, other, "{\"scopes\": null}").statusCode(403);
        patch(other, other, "{\"allowedAddresses\": []}").statusCode(403);
        patch(other, mine, "{\"name\": \"Renamed\"}").statusCode(200);
        as(other)
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/v1/api-keys/" + mine.id() + "/rotate")
                .then()
                .statusCode(403);
        as(other)
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/v1/api-keys/" + other.id() + "/rotate")
                .then()
                .statusCode(201);
    }

    private ValidatableResponse create(String body) {
        return as(other)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/api-keys")
                .then();
    }

    private static ValidatableResponse patch(TestKey by, TestKey key, String body) {
        return as(by).contentType("application/merge-patch+json")
                .body(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .patch("/v1/api-keys/" + key.id())
                .then();
    }

    private static RequestSpecification as(TestKey key) {
        return given().header("x-api-key", key.token());
    }
}
