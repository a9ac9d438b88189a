package dev.latchkey.idempotency;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.Waiting;
import dev.latchkey.key.TestKeys;
import dev.latchkey.key.TestKeys.TestKey;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The routes of keys, whose answers hold secrets and wait for receipts. */
@QuarkusTest
class KeyReplayTest {

    @Inject
    TestKeys keys;

    @Inject
    Pool pool;

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
    void aKeyIsMadeOnceAndItsTokenIsNowhere() {
        var first = post("/v1/api-keys", "n", "{\"name\": \"Checkout\"}");
        String token = first.path("token");
        first.then().statusCode(201).body("tokenOmitted", equalTo(false));
        given().header("x-api-key", token).get("/v1/verify").then().statusCode(200);

        post("/v1/api-keys", "n", "{\"name\": \"Checkout\"}")
                .then()
                .statusCode(201)
                .header("Idempotent-Replayed", "true")
                .header("Cache-Control", "no-store")
                .body("id", equalTo(first.path("id")))
                .body("hint", equalTo(first.path("hint")))
                .body("token", nullValue())
                .body("tokenOmitted", equalTo(true));
        assertThat(keys.count(acme)).isEqualTo(3);
        assertNowhere(token);
    }

    @Test
    void aKeyIsRotatedOnce() {
        var path = "/v1/api-keys/" + other.id() + "/rotate";
        var first = post(path, "n", "{\"overlap\": \"P1D\"}");
        String token = first.then().statusCode(201).extract().path("token");

        var again = post(path, "n", "{\"overlap\": \"P1D\"}");

        again.then()
                .statusCode(201)
                .body("token", nullValue())
                .body("tokenOmitted", equalTo(true))
                .body("effectiveBy", equalTo(first.path("effectiveBy")))
                .body("apiKey.secrets", hasSize(2));
        given().header("x-api-key", token).get("/v1/verify").then().statusCode(200);
        assertNowhere(token);
    }

    @Test
    void aReceiptIsTheSameAgain() {
        as(other).get("/v1/verify").then().statusCode(200);
        var path = "/v1/api-keys/" + other.id() + "/revoke";
        var first = named("n").post(path);
        first.then().statusCode(200).body("replicasOutstanding", equalTo(0));
        as(other).get("/v1/verify").then().statusCode(401);

        named("n")
                .post(path)
                .then()
                .statusCode(200)
                .header("Idempotent-Replayed", "true")
                .body(equalTo(first.asString()));
    }

    @Test
    void aKeyIsRestoredOnceAndTheReplayIsNoConflict() {
        named("n").post("/v1/api-keys/" + other.id() + "/revoke");
        var path = "/v1/api-keys/" + other.id() + "/restore";
        var first = named("r").post(path);
        first.then().statusCode(200).body("status", equalTo("active"));
        as(other).get("/v1/verify").then().statusCode(200);

        named("r").post(path).then().statusCode(200).body(equalTo(first.asString()));
        named("s").post(path).then().statusCode(409).body("code", equalTo("key_not_restorable"));
    }

    @Test
    void aChangedKeyIsGoneByOnTheNextRequest() {
        as(other).get("/v1/usage-logs").then().statusCode(200);
        named("n")
                .contentType(ContentType.JSON)
                .body("{\"scopes\": [\"api_keys:read\"]}")
                .patch("/v1/api-keys/" + other.id())
                .then()
                .statusCode(200);
        as(other).get("/v1/usage-logs").then().statusCode(403);
    }

    @Test
    void aLeakedKeyIsReplacedOnce() {
        var body = "{\"token\": \"" + other.token() + "\", \"replace\": true}";
        var first = post("/v1/api-keys/report-leak", "n", body);
        String token = first.then().statusCode(200).extract().path("replacement.token");
        given().header("x-api-key", token).get("/v1/verify").then().statusCode(200);

        post("/v1/api-keys/report-leak", "n", body)
                .then()
                .statusCode(200)
                .body("revoked", equalTo(first.path("revoked")))
                .body("replacement.id", equalTo(first.path("replacement.id")))
                .body("replacement.token", nullValue())
                .body("use", equalTo(first.path("use")));
        assertThat(keys.count(acme)).isEqualTo(3);
        assertNowhere(token);
        assertNowhere(other.token());
    }

    @Test
    void aReplicaThatDiedBeforeItsAnswerLeavesOneThatIsTrue() {
        var path = "/v1/api-keys/" + other.id() + "/revoke";
        var first = named("n").post(path);
        // As the row is between the commit of the change and its final answer.
        sql("update idempotency_keys set pending = true where organization_id = $1");
        named("n")
                .post(path)
                .then()
                .statusCode(409)
                .header("Retry-After", "1")
                .body("code", equalTo("idempotency_key_in_use"));

        sql("update idempotency_keys set id = first_uuid_of(now() - interval '1 minute') where organization_id = $1");

        named("n")
                .post(path)
                .then()
                .statusCode(200)
                .header("Idempotent-Replayed", "true")
                .body("id", equalTo(other.id()))
                .body("revokedAt", equalTo(first.path("revokedAt")));
    }

    private void assertNowhere(String token) {
        var found = pool.preparedQuery("select count(*) from idempotency_keys where body like '%' || $1 || '%' "
                        + "or headers::text like '%' || $1 || '%'")
                .execute(Tuple.of(token.substring(12)))
                .await()
                .atMost(Waiting.PATIENCE);
        assertThat(found.iterator().next().getLong(0)).isZero();
    }

    private void sql(String statement) {
        pool.preparedQuery(statement).execute(Tuple.of(acme)).await().atMost(Waiting.PATIENCE);
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
