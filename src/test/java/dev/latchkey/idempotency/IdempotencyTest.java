package dev.latchkey.idempotency;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.Metrics;
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
import java.time.Instant;
import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class IdempotencyTest {

    private static final String KARI =
            "{\"externalId\": \"user-1\", \"name\": \"Kari\", \"metadata\": {\"a\": \"1\", \"b\": \"2\"}}";

    @Inject
    TestKeys keys;

    @Inject
    Pool pool;

    @Inject
    CleanUp cleanUp;

    private UUID acme;
    private TestKey mine;

    @BeforeEach
    void aKey() {
        acme = keys.organization();
        mine = keys.secret(acme);
    }

    @Test
    void fiftyRetriesAtOnceMakeOneCustomerAndGetOneAnswer() throws InterruptedException {
        var threads = Executors.newFixedThreadPool(50);
        try {
            Callable<Response> retry = () -> post("/v1/customers", "n", "{\"name\": \"Kari\"}");
            var answers = threads.invokeAll(Collections.nCopies(50, retry)).stream()
                    .map(future -> assertDoesNotFail(future::get))
                    .toList();

            assertThat(answers).extracting(Response::statusCode).containsOnly(201);
            assertThat(answers)
                    .extracting(Response::asString)
                    .hasSize(50)
                    .containsOnly(answers.get(0).asString());
            assertThat(answers)
                    .filteredOn(answer -> answer.header("Idempotent-Replayed") == null)
                    .hasSize(1);
        } finally {
            threads.shutdownNow();
        }
        as(mine).get("/v1/customers").then().body("data", hasSize(1));
    }

    @Test
    void aReplayIsTheSameAnswer() {
        var kept = Metrics.value("latchkey_idempotency_kept_total");
        var replayed = Metrics.value("latchkey_idempotency_replayed_total");
        var first = post("/v1/customers", "n", KARI);
        var again = post("/v1/customers", "n", KARI);

        again.then()
                .statusCode(201)
                .contentType("application/json")
                .header("Idempotent-Replayed", "true")
                .header("Location", first.header("Location"))
                .header("ETag", first.header("ETag"))
                .header("X-Request-Id", not(first.header("X-Request-Id")))
                .body(equalTo(first.asString()));
        first.then().header("Idempotent-Replayed", nullValue());
        assertThat(Metrics.value("latchkey_idempotency_kept_total")).isEqualTo(kept + 1);
        assertThat(Metrics.value("latchkey_idempotency_replayed_total")).isEqualTo(replayed + 1);
    }

    @Test
    void theSameRequestInAnotherOrderIsTheSame() {
        var first = post("/v1/customers", "n", KARI);
        post(
                        "/v1/customers",
                        "n",
                        "{\"metadata\": {\"b\": \"2\", \"a\": \"1\"}, \"name\": \"Kari\", \"externalId\": \"user-1\"}")
                .then()
                .statusCode(201)
                .body(equalTo(first.asString()));
        var path = first.path("id");
        patch("/v1/customers/" + path, "p", "{\"name\": \"Ola\", \"phone\": \"+4755512345\"}");
        patch("/v1/customers/" + path, "p", "{\"phone\": \"+4755512345\", \"name\": \"Ola\"}")
                .then()
                .header("Idempotent-Replayed", "true");
    }

    @Test
    void aNameIsForOneRequest() {
        String id = post("/v1/customers", "n", KARI).path("id");
        post("/v1/customers", "n", KARI.replace("Kari", "Ola"))
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("code", equalTo("idempotency_key_reused"));
        post("/v1/api-keys", "n", "{\"name\": \"Kari\"}").then().statusCode(422);
        named("n").delete("/v1/customers/" + id).then().statusCode(422);
        as(mine).get("/v1/customers/" + id).then().body("name", equalTo("Kari"));
    }

    @Test
    void namesOfOthersAreOthers() {
        post("/v1/customers", "n", KARI);
        for (var other : new TestKey[] {keys.live(acme), keys.secret(keys.organization())}) {
            as(other)
                    .header("Idempotency-Key", "n")
                    .contentType(ContentType.JSON)
                    .body(KARI)
                    .post("/v1/customers")
                    .then()
                    .statusCode(201)
                    .header("Idempotent-Replayed", nullValue());
        }
        as(keys.secret(acme))
                .header("Idempotency-Key", "n")
                .contentType(ContentType.JSON)
                .body(KARI)
                .post("/v1/customers")
                .then()
                .statusCode(201)
                .header("Idempotent-Replayed", "true");
    }

    @Test
    void deletingAgainIsDeletingOnce() {
        String id = post("/v1/customers", "n", KARI).path("id");
        named("d").delete("/v1/customers/" + id).then().statusCode(204).header("Idempotent-Replayed", nullValue());
        named("d")
                .delete("/v1/customers/" + id)
                .then()
                .statusCode(204)
                .header("Idempotent-Replayed", "true")
                .body(equalTo(""));
    }

    @Test
    void aRefusalThatWouldBeTheSameIsKept() {
        post("/v1/customers", "n", KARI);
        var refused = post("/v1/customers", "other", KARI);
        refused.then().statusCode(409).body("code", equalTo("external_id_taken"));
        as(mine).delete("/v1/customers/" + as(mine).get("/v1/customers").path("data[0].id"));

        post("/v1/customers", "other", KARI)
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .header("Idempotent-Replayed", "true")
                .body(equalTo(refused.asString()));
        post("/v1/customers", "third", KARI).then().statusCode(201);
    }

    @Test
    void aRequestThatIsMendedMayKeepItsName() {
        post("/v1/customers", "n", "{\"name\": \"\"}").then().statusCode(400);
        String id = post("/v1/customers", "n", KARI)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        patch("/v1/customers/" + id, "p", "{\"name\": \"\"}").then().statusCode(400);
        patch("/v1/customers/" + id, "p", "{\"name\": \"Ola\"}").then().statusCode(200);
    }

    @Test
    void afterADayANameIsNew() {
        post("/v1/api-keys", "n", "{\"name\": \"a\"}").then().statusCode(201);
        age("25 hours");
        post("/v1/api-keys", "n", "{\"name\": \"b\"}").then().statusCode(201).body("token", notNullValue());
    }

    @Test
    void whatIsOverIsDeletedAndNothingElse() {
        post("/v1/customers", "old", KARI);
        age("25 hours");
        post("/v1/api-keys", "new", "{\"name\": \"a\"}");

        assertThat(cleanUp.delete(Instant.now()).await().atMost(Waiting.PATIENCE))
                .isPositive();

        assertThat(count("select count(*) from idempotency_keys where organization_id = $1"))
                .isEqualTo(1);
        post("/v1/api-keys", "new", "{\"name\": \"a\"}").then().header("Idempotent-Replayed", "true");
    }

    private void age(String interval) {
        pool.preparedQuery("update idempotency_keys set id = first_uuid_of(now() - $1::text::interval) "
                        + "where organization_id = $2")
                .execute(Tuple.of(interval, acme))
                .await()
                .atMost(Waiting.PATIENCE);
    }

    private long count(String query) {
        return pool.preparedQuery(query)
                .execute(Tuple.of(acme))
                .await()
                .atMost(Waiting.PATIENCE)
                .iterator()
                .next()
                .getLong(0);
    }

    private Response post(String path, String name, String body) {
        return named(name).contentType(ContentType.JSON).body(body).post(path);
    }

    private Response patch(String path, String name, String body) {
        return named(name)
                .contentType("application/merge-patch+json")
                .body(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .patch(path);
    }

    private RequestSpecification named(String name) {
        return as(mine).header("Idempotency-Key", name);
    }

    private static RequestSpecification as(TestKey key) {
        return given().header("x-api-key", key.token());
    }

    private static <T> T assertDoesNotFail(Callable<T> work) {
        try {
            return work.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
