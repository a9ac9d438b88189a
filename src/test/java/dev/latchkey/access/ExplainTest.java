package dev.latchkey.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.key.TestKeys;
import dev.latchkey.key.TestKeys.TestKey;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is explained is what is decided. {@code -Dcases=10000} is the long version. */
@QuarkusTest
@TestProfile(SecretKeyRefusedInBrowserTest.Refusing.class)
class ExplainTest {

    private static final int CASES = Integer.getInteger("cases", 1_000);
    private static final List<String> METHODS = List.of("GET", "POST", "PATCH", "DELETE", "PUT");
    private static final List<String> ADDRESSES = List.of("203.0.113.9", "198.51.100.7", "2001:db8::1", "2001:db9::1");
    private static final List<String> ORIGINS = List.of("https://shop.example.com", "https://evil.net", "null");
    private static final List<String> RULES = List.of(
            "key_revoked",
            "key_expired",
            "address_not_allowed",
            "origin_not_allowed",
            "secret_key_in_browser",
            "secret_key_required",
            "scope_missing",
            "rate_limited",
            "not_found",
            "method_not_allowed");

    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    TestKeys keys;

    @TestHTTPResource
    URI service;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Random random = new Random(Long.getLong("seed", 1));
    private UUID acme;
    private TestKey mine;

    @BeforeEach
    void aKey() {
        acme = keys.organization();
        mine = keys.secret(acme);
    }

    @Test
    void itNamesTheRuleAndTheRoute() {
        var reader = make("\"scopes\": [\"api_keys:read\"], \"rateLimit\": {\"requests\": 1, \"period\": \"P1D\"}");
        explain(reader, "\"method\": \"GET\", \"path\": \"/v1/usage-logs/\"")
                .body("allowed", equalTo(false))
                .body("refusedBy", equalTo("scope_missing"))
                .body("status", equalTo(403))
                .body("detail", containsString("usage_logs:read"))
                .body("route", equalTo("/v1/usage-logs"))
                .body("requiredScope", equalTo("usage_logs:read"));
        for (int i = 0; i < 3; i++) {
            // Nothing is taken from its rate.
            explain(reader, "\"method\": \"GET\", \"path\": \"/v1/api-keys\"")
                    .body("allowed", equalTo(true))
                    .body("refusedBy", nullValue());
        }
        given().header("x-api-key", reader.token()).get("/v1/api-keys").then().statusCode(200);
        explain(reader, "\"method\": \"GET\", \"path\": \"/v1/api-keys\"").body("refusedBy", equalTo("rate_limited"));
    }

    @Test
    void onlyOwnKeysAreExplained() {
        var foreign = keys.secret(keys.organization());
        for (var id : List.of(foreign.id(), keys.randomId(), "nothing")) {
            given().header("x-api-key", mine.token())
                    .contentType(ContentType.JSON)
                    .body("{\"method\": \"GET\", \"path\": \"/v1/verify\"}")
                    .post("/v1/api-keys/" + id + "/explain")
                    .then()
                    .statusCode(404);
        }
    }

    @Test
    void whatCannotBeExplainedIsSaid() {
        given().header("x-api-key", mine.token())
                .contentType(ContentType.JSON)
                .body("{\"method\": \"get\", \"path\": \"v1?x\", \"address\": \"" + "1".repeat(50) + "\"}")
                .post("/v1/api-keys/" + mine.id() + "/explain")
                .then()
                .statusCode(400)
                .body("errors.field", hasItems("method", "path", "address"));
    }

    @Test
    void itAgreesWithWhatIsDecided() throws Exception {
        var victim = make("\"description\": \"may be revoked\"");
        var all = new ArrayList<TestKey>(List.of(mine));
        for (int i = 0; i < 60; i++) {
            all.add(make(settings()));
        }
        all.add(keys.expiring(acme, Instant.now().minusSeconds(1)));
        revoke(all.get(1));
        var paths = paths(victim);
        var seen = new TreeMap<String, Integer>();
        for (int i = 0; i < CASES; i++) {
            var key = any(all);
            var made = new Made(
                    key,
                    any(METHODS),
                    any(paths),
                    any(ADDRESSES),
                    random.nextInt(3) == 0 ? Optional.of(any(ORIGINS)) : Optional.empty());

            var explained = explain(made);
            var decided = decide(made);

            assertThat(decided).as("case %s: %s", i, made).isEqualTo(explained);
            seen.merge(decided, 1, Integer::sum);
        }
        assertThat(seen.keySet()).contains("allowed").containsAll(RULES.subList(2, RULES.size()));
    }

    private record Made(TestKey key, String method, String path, String address, Optional<String> origin) {

        @Override
        public String toString() {
            return method + " " + path + " from " + address + ", " + origin + ", with " + key.id();
        }
    }

    private String explain(Made made) throws IOException, InterruptedException {
        var json = JSON.writeValueAsString(
                made.origin().isPresent()
                        ? Map.of(
                                "method",
                                made.method(),
                                "path",
                                made.path(),
                                "address",
                                made.address(),
                                "origin",
                                made.origin().get())
                        : Map.of("method", made.method(), "path", made.path(), "address", made.address()));
        var answer = send(HttpRequest.newBuilder(
                        service.resolve("/v1/api-keys/" + made.key().id() + "/explain"))
                .header("x-api-key", mine.token())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
        return answer.path("allowed").asBoolean()
                ? "allowed"
                : answer.path("refusedBy").asText();
    }

    private String decide(Made made) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(service.resolve(made.path()))
                .header("x-api-key", made.key().token())
                .header("X-Forwarded-For", made.address())
                .method(
                        made.method(),
                        made.method().startsWith("P") ? BodyPublishers.ofString("[]") : BodyPublishers.noBody());
        made.origin().ifPresent(origin -> request.header("Origin", origin));
        if (made.method().startsWith("P")) {
            request.header("Content-Type", "application/json");
        }
        var code = send(request).path("code").asText();
        return RULES.contains(code) ? code : "allowed";
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return JSON.readTree(
                client.send(request.build(), BodyHandlers.ofString()).body());
    }

    private List<String> paths(TestKey victim) {
        return List.of(
                "/v1/verify",
                "/v1/api-keys",
                "/v1/api-keys/",
                "/v1//api-keys",
                "/v1/api-keys/" + victim.id(),
                "/v1/api-keys/" + victim.id() + "/revoke",
                "/v1/api-keys/" + victim.id() + "/events",
                "/v1/api-keys/report-leak",
                "/v1/api-keys/" + victim.id() + "/nothing",
                "/v1/usage-logs",
                "/v1/usage-logs/summary",
                "/v1/nothing",
                "/");
    }

    private String settings() {
        var fields = new ArrayList<String>();
        boolean secret = random.nextInt(4) > 0;
        fields.add("\"type\": \"" + (secret ? "secret" : "publishable") + "\"");
        if (secret && random.nextBoolean()) {
            fields.add("\"scopes\": [\"" + any(List.of("api_keys:read", "api_keys:write", "usage_logs:read")) + "\"]");
        }
        if (random.nextInt(3) == 0) {
            fields.add("\"allowedAddresses\": [\"" + any(List.of("203.0.113.0/24", "2001:db8::/32")) + "\"]");
        }
        if (!secret && random.nextBoolean()) {
            fields.add("\"allowedOrigins\": [\"https://*.example.com\"]");
        }
        if (random.nextInt(4) == 0) {
            fields.add("\"rateLimit\": {\"requests\": 5, \"period\": \"P1D\"}");
        }
        return String.join(", ", fields);
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private ValidatableResponse explain(TestKey key, String request) {
        return given().header("x-api-key", mine.token())
                .contentType(ContentType.JSON)
                .body("{" + request + "}")
                .post("/v1/api-keys/" + key.id() + "/explain")
                .then()
                .statusCode(200);
    }

    private void revoke(TestKey key) {
        given().header("x-api-key", mine.token())
                .post("/v1/api-keys/" + key.id() + "/revoke")
                .then()
                .statusCode(200);
    }

    private TestKey make(String fields) {
        var made = given().header("x-api-key", mine.token())
                .contentType(ContentType.JSON)
                .body("{\"name\": \"Explained\", " + fields + "}")
                .post("/v1/api-keys")
                .then()
                .statusCode(201)
                .extract();
        return new TestKey(made.path("id"), null, made.path("token"));
    }
}
