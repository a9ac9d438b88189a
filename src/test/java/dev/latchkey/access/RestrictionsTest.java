package dev.latchkey.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.Metrics;
import dev.latchkey.audit.TestUsage;
import dev.latchkey.key.TestKeys;
import dev.latchkey.key.TestKeys.TestKey;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class RestrictionsTest {

    private static final String HERE = "\"127.0.0.0/8\", \"::1\"";

    @Inject
    TestKeys keys;

    @Inject
    TestUsage usage;

    private UUID acme;
    private TestKey mine;

    @BeforeEach
    void aKey() {
        acme = keys.organization();
        mine = keys.secret(acme);
    }

    @Test
    void aKeyDoesWhatItsScopesSayAndIsToldWhichOneItLacks() {
        var before = Metrics.value("latchkey_verdicts_total{verdict=\"scope_missing\"}");
        var reader = make("\"scopes\": [\"api_keys:read\"]");
        as(reader).get("/v1/api-keys").then().statusCode(200);
        as(reader).get("/v1/verify").then().statusCode(200);
        as(reader)
                .get("/v1/usage-logs")
                .then()
                .statusCode(403)
                .body("code", equalTo("scope_missing"))
                .body("detail", containsString("usage_logs:read"));
        assertThat(Metrics.value("latchkey_verdicts_total{verdict=\"scope_missing\"}"))
                .isEqualTo(before + 1);
        usage.awaitRows(acme, 4);
        as(mine).get("/v1/usage-logs?reason=scope_missing").then().body("data.size()", equalTo(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Forwarded", "X-Forwarded-For", "X-Real-IP", "X-Client-IP", "True-Client-IP"})
    void noHeaderMovesACaller(String header) {
        var elsewhere = make("\"allowedAddresses\": [\"203.0.113.0/24\"]");
        var here = make("\"allowedAddresses\": [" + HERE + "]");
        var forged = header.equals("Forwarded") ? "for=203.0.113.9" : "203.0.113.9";

        as(elsewhere)
                .header(header, forged)
                .get("/v1/verify")
                .then()
                .statusCode(403)
                .body("code", equalTo("address_not_allowed"))
                .body("detail", containsString("127.0.0.1"));
        as(here).header(header, forged).get("/v1/verify").then().statusCode(200);

        usage.awaitRows(acme, 4);
        as(mine).get("/v1/usage-logs?clientAddress=203.0.113.9").then().body("data.size()", equalTo(0));
        as(mine).get("/v1/usage-logs?reason=address_not_allowed").then().body("data.size()", equalTo(1));
    }

    @Test
    void aPageOfAnAllowedOriginMayReadAndNoOther() {
        var page = make("\"type\": \"publishable\", \"allowedOrigins\": [\"https://*.example.com\"]");
        as(page).header("Origin", "https://shop.example.com")
                .get("/v1/verify")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", "https://shop.example.com")
                .header("Vary", containsString("origin"));
        as(page).header("Origin", "https://evil.net")
                .get("/v1/verify")
                .then()
                .statusCode(403)
                .body("code", equalTo("origin_not_allowed"))
                .header("Access-Control-Allow-Origin", nullValue());
        as(page).get("/v1/verify").then().statusCode(200);
        as(mine).header("Origin", "https://shop.example.com")
                .get("/v1/verify")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void aBrowserMaySendAKeyWherePublishableKeysAreAdmitted() {
        preflight("/v1/verify")
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", "https://shop.example.com")
                .header("Access-Control-Allow-Headers", containsString("x-api-key"));
        preflight("/v1/api-keys").then().statusCode(401).header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void tooManyRequestsAreRefusedAndToldWhenToComeBack() {
        var slow = make("\"rateLimit\": {\"requests\": 2, \"period\": \"P1D\"}");
        as(slow).get("/v1/verify")
                .then()
                .statusCode(200)
                .header("RateLimit-Policy", "\"key\";q=2;w=86400")
                .header("RateLimit", containsString(";r=1;"));
        as(slow).get("/v1/verify").then().statusCode(200);
        as(slow).get("/v1/no/such/path")
                .then()
                .statusCode(429)
                .body("code", equalTo("rate_limited"))
                .body("type", endsWith("/rate_limited"))
                .header("Retry-After", "43200");
    }

    private static io.restassured.response.Response preflight(String path) {
        return given().header("Origin", "https://shop.example.com")
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "x-api-key")
                .options(path);
    }

    private TestKey make(String fields) {
        var made = as(mine).contentType(ContentType.JSON)
                .body("{\"name\": \"Limited\", " + fields + "}")
                .post("/v1/api-keys")
                .then()
                .statusCode(201)
                .extract();
        return new TestKey(made.path("id"), null, made.path("token"));
    }

    private static RequestSpecification as(TestKey key) {
        return given().header("x-api-key", key.token());
    }
}
