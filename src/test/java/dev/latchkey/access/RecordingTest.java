package dev.latchkey.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.audit.TestUsage;
import dev.latchkey.audit.TestUsage.Logged;
import dev.latchkey.key.TestKeys;
import dev.latchkey.key.TestKeys.TestKey;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever produces the answer, there is one row with the status that the client saw. */
@QuarkusTest
class RecordingTest {

    @Inject
    TestKeys keys;

    @Inject
    TestUsage usage;

    private UUID acme;
    private TestKey key;

    @BeforeEach
    void aKey() {
        acme = keys.organization();
        key = keys.secret(acme);
        TestRoutes.gate = CompletableFuture.completedFuture("open");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /v1/verify,          200, /v1/verify",
        "HEAD,   /v1/verify,          200, /v1/verify",
        "GET,    /v1/api-keys?limit=0, 400, /v1/api-keys",
        "GET,    /v1/api-keys/key_x,  404, /v1/api-keys/{id}",
        "GET,    /v1/no/such/path,    404,",
        "GET,    /nothing,            404,",
        "GET,    /q/no/such/page,     404,",
        "PUT,    /v1/verify,          405,",
        "GET,    /v1/test/throws,     500, /v1/test/throws",
        "GET,    /v1/test/fails,      500, /v1/test/fails",
        "GET,    /v1/test/unwritable, 500, /v1/test/unwritable",
        "GET,    /v1/test/stream,     200, /v1/test/stream",
        "DELETE, /v1/test,            204, /v1/test",
        "OPTIONS, /v1/verify,         200,",
    })
    void oneRowWithTheStatusOnTheWire(String method, String target, int status, String route) {
        as(key).request(method, target).then().statusCode(status);

        var row = onlyRow();
        assertThat(row.status()).isEqualTo((short) status);
        assertThat(row.method()).isEqualTo(method);
        assertThat(row.path()).isEqualTo(target.replaceAll("\\?.*", ""));
        assertThat(row.route()).isEqualTo(route);
        assertThat(row.address()).isEqualTo("127.0.0.1");
        assertThat(row.reason()).isNull();
    }

    @Test
    void aCreatedKeyIsOneRow() {
        as(key).contentType(ContentType.JSON)
                .body("{\"name\": \"New\"}")
                .post("/v1/api-keys")
                .then()
                .statusCode(201);

        assertThat(onlyRow().status()).isEqualTo((short) 201);
    }

    @Test
    void aWrongMediaTypeIsOneRow() {
        as(key).contentType(ContentType.TEXT)
                .body("text")
                .post("/v1/api-keys")
                .then()
                .statusCode(415);

        assertThat(onlyRow().status()).isEqualTo((short) 415);
    }

    @Test
    void aBodyThatIsTooLargeIsOneRow() {
        as(key).contentType(ContentType.JSON)
                .body(new byte[1 << 20])
                .post("/v1/api-keys")
                .then()
                .statusCode(413);

        assertThat(onlyRow().status()).isEqualTo((short) 413);
    }

    @Test
    void aRevokedKeyIsOneRowWithTheReason() {
        as(key).post("/v1/api-keys/" + key.id() + "/revoke").then().statusCode(200);
        as(key).get("/v1/verify").then().statusCode(401);

        var rows = usage.rowsOf(acme);
        assertThat(rows).extracting(Logged::status).containsExactly((short) 200, (short) 401);
        assertThat(rows.get(1).reason()).isEqualTo("key_revoked");
    }

    @Test
    void aRefusedPublishableKeyIsOneRowWithTheReason() {
        as(keys.publishable(acme)).get("/v1/api-keys").then().statusCode(403);

        assertThat(onlyRow().reason()).isEqualTo("secret_key_required");
    }

    @Test
    void theRequestIdOfTheAnswerIsThatOfTheRow() {
        var made = as(key).get("/v1/verify").header("X-Request-Id");
        as(key).header("X-Request-Id", "mine-1").get("/v1/verify").then().header("X-Request-Id", "mine-1");

        assertThat(usage.rowsOf(acme)).extracting(Logged::requestId).containsExactly(made, "mine-1");
    }

    @Test
    void noTokenIsStoredWhereverItIsSent() {
        as(key).header("User-Agent", "agent " + key.token())
                .header("X-Request-Id", key.token())
                .get("/v1/verify/" + key.token() + "?key=" + key.token());

        assertThat(onlyRow().toString()).doesNotContain(key.token().substring(11));
    }

    @Test
    void requestsThatAreNoCallsOfTheApiAreNotLogged() {
        as(key).get("/q/health/live").then().statusCode(200);
        as(key).get("/q/metrics").then().statusCode(200);
        as(key).get("/q/openapi").then().statusCode(200);
        given().get("/v1/verify").then().statusCode(401);

        assertThat(usage.rowsOf(acme)).isEmpty();
    }

    private static RequestSpecification as(TestKey key) {
        return given().header("x-api-key", key.token());
    }

    private Logged onlyRow() {
        var rows = usage.rowsOf(acme);
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }
}
