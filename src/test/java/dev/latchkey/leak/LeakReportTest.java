package dev.latchkey.leak;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.Waiting;
import dev.latchkey.audit.TestUsage;
import dev.latchkey.key.TestKeys;
import dev.latchkey.key.TestKeys.TestKey;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LeakReportTest {

    @Inject
    TestKeys keys;

    @Inject
    TestUsage usage;

    @Inject
    Pool pool;

    private UUID acme;
    private TestKey mine;
    private TestKey leaked;

    @BeforeEach
    void twoKeys() {
        acme = keys.organization();
        mine = keys.secret(acme);
        leaked = keys.secret(acme);
    }

    @Test
    void theKeyIsRevokedForGoodAndReplaced() {
        String token = report("{\"token\": \"" + leaked.token() + "\", \"replace\": true}")
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body("revoked.id", equalTo(leaked.id()))
                .body("revoked.replicasOutstanding", equalTo(0))
                .body("replacement.name", equalTo("Key of a test"))
                .extract()
                .path("replacement.token");

        verify(leaked.token()).statusCode(401).body("code", equalTo("key_revoked"));
        verify(token).statusCode(200);
        as(mine).post("/v1/api-keys/" + leaked.id() + "/restore")
                .then()
                .statusCode(409)
                .body("detail", containsString("leaked"));
        as(mine).get("/v1/api-keys/" + leaked.id() + "/events")
                .then()
                .body("data.type", containsInAnyOrder("revoked", "leak_reported", "created"));
    }

    @Test
    void theReportSaysWhatWasDoneAndFromWhere() {
        verify(leaked.token()).statusCode(200);
        as(leaked).post("/v1/api-keys/" + keys.randomId() + "/revoke").then().statusCode(404);
        as(leaked)
                .contentType(ContentType.JSON)
                .body("{\"name\": \"Made by a thief\"}")
                .post("/v1/api-keys")
                .then()
                .statusCode(201);
        usage.awaitRows(acme, 3);
        moveOne("203.0.113.66");

        var before = Instant.now().minus(1, ChronoUnit.HOURS);
        report("{\"token\": \"" + leaked.token() + "\", \"since\": \"" + before + "\"}")
                .statusCode(200)
                .body("replacement", nullValue())
                .body("use.requests", equalTo(3))
                .body("use.writes", equalTo(1))
                .body("use.complete", equalTo(true))
                .body("use.addresses.address", hasItem("203.0.113.66"))
                .body("use.addresses.unusual", contains(true, true))
                .body("use.routes.find { it.route == '/v1/verify' }.requests", equalTo(1))
                .body("use.statuses.find { it.status == 404 }.requests", equalTo(1))
                .body("use.firstUsedAt", equalTo(first()));
    }

    @Test
    void anAddressThatWasUsedBeforeIsNotUnusual() {
        verify(leaked.token()).statusCode(200);
        usage.awaitRows(acme, 1);
        var leak = Instant.now().truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
        org.awaitility.Awaitility.await().until(() -> Instant.now().isAfter(leak.plusMillis(1)));
        verify(leaked.token()).statusCode(200);
        usage.awaitRows(acme, 2);

        report("{\"token\": \"" + leaked.token() + "\", \"since\": \"" + leak + "\"}")
                .body("use.requests", equalTo(1))
                .body("use.addresses.unusual", contains(false));
    }

    @Test
    void aSecondReportChangesNothing() {
        String body = "{\"apiKeyId\": \"" + leaked.id() + "\", \"source\": \"a customer\"}";
        String revokedAt = report(body).statusCode(200).extract().path("revoked.revokedAt");

        report(body).statusCode(200).body("revoked.revokedAt", equalTo(revokedAt));

        as(mine).get("/v1/api-keys/" + leaked.id() + "/events")
                .then()
                .body("data.type", containsInAnyOrder("revoked", "leak_reported", "created"))
                .body("data.find { it.type == 'leak_reported' }.detail", equalTo("a customer"));
    }

    @Test
    void aTokenMayBeOfTheOtherEnvironmentAndAnIdMayNot() {
        var live = keys.live(acme);
        report("{\"apiKeyId\": \"" + live.id() + "\", \"source\": \"x\"}").statusCode(404);
        verify(live.token()).statusCode(200);

        report("{\"token\": \"" + live.token() + "\"}").statusCode(200);

        verify(live.token()).statusCode(401);
    }

    @Test
    void whatIsForeignOrUnknownIsTheSame() {
        var theirs = keys.secret(keys.organization());
        for (var unknown : new String[] {theirs.token(), keys.unknownToken(), "nonsense"}) {
            report("{\"token\": \"" + unknown + "\"}").statusCode(404).body("code", equalTo("not_found"));
        }
        report("{\"apiKeyId\": \"" + theirs.id() + "\", \"source\": \"x\"}").statusCode(404);
        verify(theirs.token()).statusCode(200);
    }

    @Test
    void badInputIsNamed() {
        for (var wrong : new String[] {
            "{}",
            "{\"token\": \"x\", \"apiKeyId\": \"y\"}",
            "{\"apiKeyId\": \"" + "key_x" + "\"}",
            "{\"token\": \"x\", \"since\": \"2999-01-01T00:00:00Z\"}"
        }) {
            report(wrong).statusCode(400).body("code", equalTo("invalid_request"));
        }
    }

    @Test
    void aKeyThatMayNotMakeTheReplacementRevokesNothing() {
        String weak = as(mine).contentType(ContentType.JSON)
                .body("{\"name\": \"Weak\", \"scopes\": [\"api_keys:write\"]}")
                .post("/v1/api-keys")
                .path("token");

        given().header("x-api-key", weak)
                .contentType(ContentType.JSON)
                .body("{\"token\": \"" + leaked.token() + "\", \"replace\": true}")
                .post("/v1/api-keys/report-leak")
                .then()
                .statusCode(403);

        verify(leaked.token()).statusCode(200);
    }

    private ValidatableResponse report(String body) {
        return as(mine).contentType(ContentType.JSON)
                .body(body)
                .post("/v1/api-keys/report-leak")
                .then();
    }

    private static ValidatableResponse verify(String token) {
        return given().header("x-api-key", token).get("/v1/verify").then();
    }

    /** Has one of the requests come from elsewhere. */
    private void moveOne(String address) {
        pool.preparedQuery("update api_key_usage_logs set client_address = $1::text::inet where id = "
                        + "(select max(id::text)::uuid from api_key_usage_logs where api_key_id = $2)")
                .execute(Tuple.of(address, leaked.uuid()))
                .await()
                .atMost(Waiting.PATIENCE);
    }

    private String first() {
        return as(mine).get("/v1/usage-logs?apiKeyId=" + leaked.id()).path("data[-1].occurredAt");
    }

    private static RequestSpecification as(TestKey key) {
        return given().header("x-api-key", key.token());
    }
}
