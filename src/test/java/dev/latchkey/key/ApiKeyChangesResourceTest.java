package dev.latchkey.key;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.key.TestKeys.TestKey;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ApiKeyChangesResourceTest {

    private static final String HERE = "\"127.0.0.1\", \"::1\"";

    @Inject
    TestKeys keys;

    @Inject
    Pool pool;

    private TestKey mine;

    @BeforeEach
    void aKey() {
        mine = keys.secret(keys.organization());
    }

    @Test
    void whatIsLeftOutStaysAndNullTakesAway() {
        String id = create("""
                {"name": "Backend", "description": "of the shop", "metadata": {"team": "a", "tier": "1"},
                 "scopes": ["api-keys:read"], "allowedAddresses": ["203.0.113.0/24"]}""").path("id");

        patch(id, "{\"description\": null, \"metadata\": {\"team\": \"b\", \"tier\": null}}")
                .then()
                .statusCode(200)
                .body("name", equalTo("Backend"))
                .body("description", nullValue())
                .body("metadata", equalTo(Map.of("team", "b")))
                .body("scopes", equalTo(List.of("api-keys:read")))
                .body("allowedAddresses", equalTo(List.of("203.0.113.0/24")));
        patch(id, "{\"metadata\": null, \"scopes\": null, \"allowedAddresses\": []}")
                .then()
                .statusCode(200)
                .body("metadata", anEmptyMap())
                .body("scopes", empty())
                .body("allowedAddresses", empty());
        as(mine).get("/v1/api-keys/" + id + "/events")
                .then()
                .body("data.type", equalTo(List.of("updated", "updated", "created")))
                .body("data[0].detail", equalTo("metadata, scopes, allowedAddresses"));
    }

    @Test
    void aChangeThatChangesNothingIsNoEvent() {
        patch(mine.id(), "{\"name\": \"Key of a test\"}").then().statusCode(200);

        as(mine).get("/v1/api-keys/" + mine.id() + "/events").then().body("data.type", equalTo(List.of("created")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\": null}|name|must not be empty",
                "{\"name\": 7}|name|must be a string",
                "{\"type\": \"publishable\"}|type|cannot be changed",
                "{\"nmae\": \"x\"}|nmae|is not a field",
                "{\"expiresAt\": \"2020-01-01T00:00:00Z\"}|expiresAt|in the future",
                "{\"scopes\": [\"everything\"]}|scopes.0|one of",
                "{\"allowedAddresses\": [\"203.0.113.9/24\"]}|allowedAddresses|no bit set",
                "{\"allowedAddresses\": [\"example.com\"]}|allowedAddresses|IP addresses",
                "{\"metadata\": {\"a\": {\"b\": \"c\"}}}|metadata.a|string"
            })
    void badInputIsNamedAndChangesNothing(String patch, String field, String message) {
        patch(mine.id(), patch)
                .then()
                .statusCode(400)
                .body("errors.field", hasItem(equalTo(field)))
                .body("errors.message", hasItem(containsString(message)));
        as(mine).get("/v1/api-keys/" + mine.id()).then().body("name", equalTo("Key of a test"));
    }

    @Test
    void tooMuchOfAnythingIsRefused() {
        var many = new StringBuilder("{\"metadata\": {");
        for (int i = 0; i < 21; i++) {
            many.append(i == 0 ? "" : ",").append("\"k").append(i).append("\": \"v\"");
        }
        patch(mine.id(), many.append("}}").toString()).then().statusCode(400);
        patch(mine.id(), "{\"metadata\": {\"" + "k".repeat(41) + "\": \"v\"}}")
                .then()
                .statusCode(400);
        patch(mine.id(), "{\"metadata\": {\"k\": \"" + "v".repeat(501) + "\"}}")
                .then()
                .statusCode(400);
        patch(mine.id(), "{\"allowedAddresses\": [" + "\"203.0.113.9\",".repeat(50) + "\"203.0.113.9\"]}")
                .then()
                .statusCode(400);
        patch(mine.id(), "[]").then().statusCode(400);
    }

    @Test
    void aKeyDoesOnlyWhatItsScopesSay() {
        var reader = create("{\"name\": \"Reader\", \"scopes\": [\"api-keys:read\"]}");
        var token = reader.<String>path("token");

        with(token).get("/v1/api-keys").then().statusCode(200);
        with(token).get("/v1/verify").then().statusCode(200);
        with(token)
                .get("/v1/usage-logs")
                .then()
                .statusCode(403)
                .body("code", equalTo("scope_missing"))
                .body("detail", containsString("'usage-logs:read'"));
        with(token).post("/v1/api-keys/" + mine.id() + "/revoke").then().statusCode(403);

        patch(reader.path("id"), "{\"scopes\": [\"usage-logs:read\"]}").then().statusCode(200);
        with(token).get("/v1/usage-logs").then().statusCode(200);
        with(token).get("/v1/api-keys").then().statusCode(403);
    }

    @Test
    void aKeyGivesNoMoreThanItHas() {
        String token = create("{\"name\": \"Some\", \"scopes\": [\"api-keys:write\", \"api-keys:read\"],"
                        + "\"allowedAddresses\": [" + HERE + "]}")
                .path("token");

        for (var more : List.of(
                "{\"name\": \"x\"}",
                "{\"name\": \"x\", \"scopes\": [\"api-keys:read\"]}",
                "{\"name\": \"x\", \"scopes\": [\"usage-logs:read\"], \"allowedAddresses\": [\"127.0.0.1\"]}",
                "{\"name\": \"x\", \"scopes\": [\"api-keys:read\"], \"allowedAddresses\": [\"127.0.0.0/8\"]}")) {
            with(token).body(more).post("/v1/api-keys").then().statusCode(403);
        }
        with(token)
                .body("{\"scopes\": null}")
                .patch("/v1/api-keys/" + mine.id())
                .then()
                .statusCode(403);
        with(token)
                .body("{}")
                .post("/v1/api-keys/" + mine.id() + "/rotate")
                .then()
                .statusCode(403);
        with(token)
                .body("{\"name\": \"x\", \"scopes\": [\"api-keys:read\"], \"allowedAddresses\": [\"127.0.0.1\"]}")
                .post("/v1/api-keys")
                .then()
                .statusCode(201);
    }

    @Test
    void aKeyIsUsedOnlyFromItsAddresses() {
        var made = create("{\"name\": \"Far\", \"allowedAddresses\": [\"203.0.113.0/24\"]}");

        with(made.path("token"))
                .get("/v1/verify")
                .then()
                .statusCode(403)
                .body("code", equalTo("address_not_allowed"))
                .body("detail", containsString("127.0.0.1"));
        patch(made.path("id"), "{\"allowedAddresses\": [" + HERE + "]}").then().statusCode(200);
        with(made.path("token")).get("/v1/verify").then().statusCode(200);
    }

    @Test
    void publishableKeysHaveNoScopes() {
        send("{\"name\": \"x\", \"type\": \"publishable\", \"scopes\": [\"api-keys:read\"]}")
                .then()
                .statusCode(400)
                .body("errors.field", equalTo(List.of("scopes")));
    }

    @Test
    void aRevocationIsUndoneWithinAnHour() {
        var made = create("{\"name\": \"By mistake\"}");
        String path = "/v1/api-keys/" + made.path("id");
        as(mine).post(path + "/restore").then().statusCode(409).body("code", equalTo("key_not_restorable"));
        as(mine).post(path + "/revoke").then().statusCode(200);
        with(made.path("token")).get("/v1/verify").then().statusCode(401);
        patch(made.path("id"), "{\"name\": \"x\"}").then().statusCode(409).body("code", equalTo("key_not_active"));

        as(mine).post(path + "/restore").then().statusCode(200).body("status", equalTo("active"));

        with(made.path("token")).get("/v1/verify").then().statusCode(200);
        as(mine).get(path + "/events").then().body("data.type", equalTo(List.of("restored", "revoked", "created")));
    }

    @Test
    void afterAnHourItIsNot() {
        var made = create("{\"name\": \"By mistake\"}");
        String id = made.path("id");
        as(mine).post("/v1/api-keys/" + id + "/revoke").then().statusCode(200);
        UUID key = dev.latchkey.id.TypeId.API_KEY.parse(id).orElseThrow();
        pool.preparedQuery("update api_keys set revoked_at = revoked_at - interval '61 minutes' where id = $1")
                .execute(Tuple.of(key))
                .await()
                .indefinitely();

        as(mine).post("/v1/api-keys/" + id + "/restore").then().statusCode(409);
    }

    @Test
    void whatIsForeignDoesNotExist() {
        var theirs = keys.secret(keys.organization());

        String foreign = patch(theirs.id(), "{\"name\": \"x\"}")
                .then()
                .statusCode(404)
                .extract()
                .asString();

        assertThat(foreign).contains("not_found");
        as(mine).post("/v1/api-keys/" + theirs.id() + "/restore").then().statusCode(404);
    }

    private Response create(String body) {
        return send(body).then().statusCode(201).extract().response();
    }

    private Response send(String body) {
        return as(mine).body(body).post("/v1/api-keys");
    }

    private Response patch(String id, String body) {
        return as(mine).body(body).contentType("application/merge-patch+json").patch("/v1/api-keys/" + id);
    }

    private static RequestSpecification as(TestKey key) {
        return with(key.token());
    }

    private static RequestSpecification with(String token) {
        return given().header("x-api-key", token).contentType(ContentType.JSON);
    }
}
