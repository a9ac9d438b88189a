package dev.latchkey.idempotency;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.Waiting;
import dev.latchkey.key.TestKeys;
import dev.latchkey.key.TestKeys.TestKey;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class UnfinishedChangesTest {

    @Inject
    TestKeys keys;

    @Inject
    Pool pool;

    private UUID acme;
    private TestKey mine;
    private String name;

    @BeforeEach
    void anOrganizationOfItsOwnName() {
        OnceRoutes.gate = new CompletableFuture<>();
        OnceRoutes.CHANGING.drainPermits();
        acme = keys.organization();
        mine = keys.secret(acme);
        name = acme.toString();
        pool.preparedQuery("update organizations set name = $2 where id = $1")
                .execute(Tuple.of(acme, name))
                .await()
                .atMost(Waiting.PATIENCE);
    }

    @ParameterizedTest
    @CsvSource({"none, 500", "RATE_LIMITED, 429", "EXCEEDS_CALLER, 403", "UNAVAILABLE, 503", "INVALID_REQUEST, 400"})
    void whatPassesOrCanBeMendedIsNotKept(String type, int status) {
        for (int i = 0; i < 2; i++) {
            post("/v1/test/once/" + type).then().statusCode(status).header("Idempotent-Replayed", nullValue());
        }
        assertUnchanged();
    }

    @ParameterizedTest
    @CsvSource({"NOT_FOUND, 404", "KEY_ROTATING, 409", "PRECONDITION_FAILED, 412"})
    void whatWouldBeTheSameAgainIsKeptAndChangesNothing(String type, int status) {
        var first = post("/v1/test/once/" + type);
        first.then().statusCode(status).header("Idempotent-Replayed", nullValue());
        assertUnchanged();

        post("/v1/test/once/" + type)
                .then()
                .statusCode(status)
                .header("Idempotent-Replayed", "true")
                .body(equalTo(first.asString()));
        assertUnchanged();
    }

    @Test
    void whoComesMeanwhileWaitsAndThenIsTurnedAway() {
        var first = CompletableFuture.supplyAsync(() -> post("/v1/test/once/slow"), work -> new Thread(work).start());
        OnceRoutes.CHANGING.acquireUninterruptibly();

        post("/v1/test/once/slow")
                .then()
                .statusCode(409)
                .header("Retry-After", "1")
                .body("code", equalTo("idempotency_key_in_use"));

        OnceRoutes.gate.complete(null);
        first.join().then().statusCode(200).header("Idempotent-Replayed", nullValue());
        post("/v1/test/once/slow").then().statusCode(200).header("Idempotent-Replayed", "true");
        assertThat(organizationName()).isEqualTo(name + "!");
    }

    @Test
    void aChangeWhoseConnectionIsCutIsMadeByTheNextOne() {
        var first = CompletableFuture.supplyAsync(() -> post("/v1/test/once/slow"), work -> new Thread(work).start());
        OnceRoutes.CHANGING.acquireUninterruptibly();
        pool.query("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted")
                .execute()
                .await()
                .atMost(Waiting.PATIENCE);
        OnceRoutes.gate.complete(null);
        assertThat(first.join().statusCode()).isGreaterThanOrEqualTo(500);
        assertUnchanged();

        post("/v1/test/once/slow").then().statusCode(200).header("Idempotent-Replayed", nullValue());
        assertThat(organizationName()).isEqualTo(name + "!");
    }

    private void assertUnchanged() {
        assertThat(organizationName()).isEqualTo(name);
    }

    private String organizationName() {
        return pool.preparedQuery("select name from organizations where id = $1")
                .execute(Tuple.of(acme))
                .await()
                .atMost(Waiting.PATIENCE)
                .iterator()
                .next()
                .getString(0);
    }

    private Response post(String path) {
        return given().header("x-api-key", mine.token())
                .header("Idempotency-Key", "n")
                .contentType(ContentType.JSON)
                .body(name)
                .post(path);
    }
}
