package dev.latchkey.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.audit.TestUsage;
import dev.latchkey.key.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gateway's question is decided, answered and recorded as the original request. */
@QuarkusTest
@TestProfile(GatewayTest.Behind.class)
class GatewayTest {

    static final String SECRET = "what gateways and this service know";

    @Inject
    TestKeys keys;

    @Inject
    TestUsage usage;

    public static final class Behind implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.ofEntries(
                    Map.entry("latchkey.gateway.enabled", "true"),
                    Map.entry("latchkey.gateway.original", "x-original"),
                    Map.entry("latchkey.gateway.secret", SECRET),
                    Map.entry("latchkey.gateway.max-age", "2s"),
                    Map.entry("latchkey.gateway.routes[0].path", "/prices/**"),
                    Map.entry("latchkey.gateway.routes[0].public", "true"),
                    Map.entry("latchkey.gateway.routes[1].path", "/orders/**"),
                    Map.entry("latchkey.gateway.routes[1].methods", "GET"),
                    Map.entry("latchkey.gateway.routes[1].scope", "orders:read"),
                    Map.entry("latchkey.gateway.routes[2].path", "/orders/*"),
                    Map.entry("latchkey.gateway.routes[2].scope", "orders:write"),
                    Map.entry("latchkey.proxy.forwarding", "x-forwarded-for"),
                    Map.entry("latchkey.proxy.trusted", "127.0.0.1,::1"));
        }
    }

    @Test
    void theUpstreamLearnsWhoseKeyItIs() {
        var acme = keys.organization();
        var key = keys.secret(acme);

        ask("PUT", "/orders/7?token=x", key.token())
                .statusCode(200)
                .body(emptyString())
                .header("X-Latchkey-Organization-Id", containsString("org_"))
                .header("X-Latchkey-Key-Id", equalTo(key.id()))
                .header("X-Latchkey-Key-Type", equalTo("secret"))
                .header("X-Latchkey-Environment", equalTo("test"))
                .header("X-Latchkey-Scopes", equalTo("*"))
                .header("X-Request-Id", notNullValue())
                .header("Cache-Control", equalTo("private, max-age=2"))
                .header("X-Latchkey-Problem", nullValue());

        assertThat(usage.rowsOf(acme)).singleElement().satisfies(row -> {
            assertThat(row.method() + " " + row.path() + " " + row.route()).isEqualTo("PUT /orders/7 /orders/*");
            assertThat(row.status()).isEqualTo((short) 200);
            assertThat(row.address()).isEqualTo("198.51.100.7");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"})
    void theMethodThatAsksDoesNotMatter(String method) {
        var acme = keys.organization();

        gateway(keys.secret(acme).token())
                .header("X-Original-Method", "GET")
                .header("X-Original-URI", "/orders/7")
                .header("Accept", "text/html;q=0.9")
                .header("Content-Type", "multipart/nonsense")
                .request(method, "/gateway/authorize?x=1")
                .then()
                .statusCode(200)
                .header("X-Latchkey-Key-Id", notNullValue());

        assertThat(usage.rowsOf(acme))
                .singleElement()
                .matches(row -> row.method().equals("GET"));
    }

    @Test
    void scopesAreThoseOfTheRoutes() {
        var acme = keys.organization();
        var key = limited(acme, "orders:read");

        ask("GET", "/orders/7", key).statusCode(200).header("X-Latchkey-Scopes", equalTo("orders:read"));
        ask("HEAD", "/orders/7", key).statusCode(200);
        refused(ask("POST", "/orders/7", key), 403, "scope_missing", "orders:write");
        refused(ask("GET", "/prices", key), 403, "scope_missing", "No scope opens");
        refused(ask("GET", "/elsewhere", key), 403, "scope_missing", "No scope opens");
        refused(ask("GET", "/orders/../admin", key), 403, "scope_missing", "No scope opens");
        ask("GET", "/elsewhere", keys.secret(acme).token()).statusCode(200);

        assertThat(usage.rowsOf(acme))
                .filteredOn(row -> "/orders/7".equals(row.path()) && row.status() == 403)
                .singleElement()
                .matches(row -> row.method().equals("POST")
                        && row.route().equals("/orders/*")
                        && row.reason().equals("scope_missing"));
    }

    @Test
    void noOtherScopesCanBeGiven() {
        create(keys.organization(), "orders:none")
                .statusCode(400)
                .body("errors[0].field", equalTo("scopes"))
                .body("errors[0].message", containsString("api_keys:read"))
                .body("errors[0].message", containsString("orders:read, orders:write"));
    }

    @Test
    void aKeyGivesNoMoreThanItHas() {
        var acme = keys.organization();
        var key = create(acme, "api_keys:write", "orders:read").extract().<String>path("token");

        given().header("x-api-key", key)
                .contentType(ContentType.JSON)
                .body("{\"name\": \"more\", \"scopes\": [\"orders:write\"]}")
                .post("/v1/api-keys")
                .then()
                .statusCode(403)
                .body("code", equalTo("exceeds_caller"));
    }

    @Test
    void publishableKeysReadWhatIsPublic() {
        var key = keys.publishable(keys.organization()).token();

        ask("GET", "/prices/7", key)
                .statusCode(200)
                .header("X-Latchkey-Key-Type", equalTo("publishable"))
                .header("X-Latchkey-Scopes", nullValue());
        refused(ask("POST", "/prices/7", key), 403, "secret_key_required", "cannot write");
        refused(ask("GET", "/orders/7", key), 403, "secret_key_required", "public");
        refused(ask("GET", "/prices/%2e%2e/orders", key), 403, "secret_key_required", "public");
    }

    @Test
    void aRefusalIsAboutTheOriginalRequest() {
        var refusal = refused(ask("DELETE", "/orders/é/7?x=1", ""), 401, "key_invalid", "Send an API key");

        refusal.body("instance", containsString("/orders/")).header("WWW-Authenticate", notNullValue());
        var header = refusal.extract().header("X-Latchkey-Problem");
        assertThat(header).matches("[\\x20-\\x7e]+");
        assertThat(JsonPath.from(header).getString("code")).isEqualTo("key_invalid");
        assertThat(refusal.extract().header("X-Latchkey-Key-Id")).isNull();
    }

    @Test
    void aPreflightRequestIsForTheUpstream() {
        asks("OPTIONS", "/orders/7", "")
                .header("Origin", "https://app.example.com")
                .header("Access-Control-Request-Method", "DELETE")
                .get("/gateway/authorize")
                .then()
                .statusCode(200)
                .header("X-Latchkey-Key-Id", nullValue())
                .header("Cache-Control", equalTo("no-store"));
        asks("GET", "/orders/7", "")
                .header("Origin", "https://app.example.com")
                .header("Access-Control-Request-Method", "DELETE")
                .get("/gateway/authorize")
                .then()
                .statusCode(401);
    }

    @Test
    void aGatewayThatDoesNotSayWhatItAsksGetsNoAnswer() {
        var key = keys.secret(keys.organization()).token();

        gateway(key).get("/gateway/authorize").then().statusCode(400).body("code", equalTo("malformed_request"));
        gateway(key)
                .header("X-Original-Method", "GET")
                .header("X-Original-URI", "/a", "/b")
                .get("/gateway/authorize")
                .then()
                .statusCode(400);
        ask("GET", "orders", key).statusCode(400);
        ask("GET ME", "/orders", key).statusCode(400);
        asks("GET", "/orders", key).get("/gateway/authorize/orders").then().statusCode(400);
    }

    @Test
    void withoutTheSecretThereIsNothing() {
        var acme = keys.organization();
        var key = keys.secret(acme).token();
        for (var path :
                new String[] {"/gateway/authorize", "/gateway/authorize/", "/gateway;x/authorize", "/nowhere"}) {
            for (var secret : new String[] {"", SECRET + "x", "x" + SECRET.substring(1)}) {
                given().urlEncodingEnabled(false)
                        .header("x-api-key", key)
                        .header("X-Latchkey-Gateway-Secret", secret)
                        .header("X-Original-Method", "GET")
                        .header("X-Original-URI", "/orders/7")
                        .get(path)
                        .then()
                        .statusCode(404)
                        .body("detail", equalTo("There is nothing here that this key can see."))
                        .body("instance", equalTo(path));
            }
        }
        given().get("/gateway/authorize").then().statusCode(401);

        assertThat(usage.rowsOf(acme)).hasSize(12).allMatch(row -> row.status() == 404 && row.route() == null);
    }

    private static ValidatableResponse refused(ValidatableResponse answer, int status, String code, String detail) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("detail", containsString(detail));
    }

    private String limited(UUID organization, String... scopes) {
        return create(organization, scopes).statusCode(201).extract().path("token");
    }

    private ValidatableResponse create(UUID organization, String... scopes) {
        return given().header("x-api-key", keys.secret(organization).token())
                .contentType(ContentType.JSON)
                .body(Map.of("name", "limited", "scopes", scopes))
                .post("/v1/api-keys")
                .then();
    }

    private static ValidatableResponse ask(String method, String uri, String token) {
        return asks(method, uri, token).get("/gateway/authorize").then();
    }

    private static RequestSpecification asks(String method, String uri, String token) {
        return gateway(token).header("X-Original-Method", method).header("X-Original-URI", uri);
    }

    private static RequestSpecification gateway(String token) {
        var request = given().header("X-Latchkey-Gateway-Secret", SECRET).header("X-Forwarded-For", "198.51.100.7");
        return token.isEmpty() ? request : request.header("x-api-key", token);
    }
}
