package dev.latchkey.leak.github;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.latchkey.Waiting;
import dev.latchkey.key.TestKeys;
import dev.latchkey.key.TestKeys.TestKey;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A batch is handled as a whole or not at all, and once. */
@QuarkusTest
@TestProfile(ScanningProfile.class)
class ReplayTest {

    @Inject
    TestKeys keys;

    @Inject
    Pool pool;

    private UUID acme;
    private TestKey first;
    private TestKey second;
    private byte[] body;

    @BeforeEach
    void aBatch() {
        acme = keys.organization();
        first = keys.secret(acme);
        second = keys.secret(acme);
        body = Batches.of(first.token(), second.token());
    }

    @Test
    void theSameBodyIsRefused() {
        Batches.send(body).statusCode(200);

        isAlreadyHandled(Batches.send(body));
    }

    @Test
    void theSameBodyWithTheTwinOfItsSignatureIsRefused() {
        var signature = TestSigner.FIRST.sign(body);
        Batches.send(body, signature).statusCode(200);

        isAlreadyHandled(Batches.send(body, TestSigner.twin(signature)));
        isAlreadyHandled(Batches.send(body, "published", TestSigner.base64(TestSigner.SECOND.sign(body))));
    }

    @Test
    void theTwinIsAsGoodTheFirstTime() {
        Batches.send(body, TestSigner.twin(TestSigner.FIRST.sign(body))).statusCode(200);
    }

    @Test
    void aBatchWithoutAnyKeyIsRememberedToo() {
        var nothing = Batches.of("nothing", UUID.randomUUID().toString());
        Batches.send(nothing).statusCode(200);

        isAlreadyHandled(Batches.send(nothing));
    }

    @Test
    void ofTwoAtTheSameTimeOneIsHandled() {
        var sent = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> Batches.send(body).extract().statusCode()))
                .toList();

        assertThat(sent.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(200, 409, 409, 409);
    }

    @Test
    void ofTooManyAtTheSameTimeOneIsToComeAgain() {
        var later = Batches.of("later", UUID.randomUUID().toString());
        var connection = pool.getConnection().await().atMost(Waiting.PATIENCE);
        var transaction = connection.begin().await().atMost(Waiting.PATIENCE);
        connection
                .query("select from api_keys where id = '" + first.uuid() + "' for update")
                .execute()
                .await()
                .atMost(Waiting.PATIENCE);
        var threads = Executors.newFixedThreadPool(4);
        var waiting = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> Batches.send(Batches.of(first.token(), "no token " + i))
                                .extract()
                                .statusCode(),
                        threads))
                .toList();
        await().atMost(Waiting.PATIENCE).until(() -> waitingForALock() == 4);

        Batches.send(later)
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("unavailable"));

        transaction.rollback().await().atMost(Waiting.PATIENCE);
        connection.close().await().atMost(Waiting.PATIENCE);
        assertThat(waiting.stream().map(CompletableFuture::join)).containsOnly(200);
        Batches.send(later).statusCode(200);
        threads.shutdown();
    }

    private long waitingForALock() {
        return pool.query("select count(*) from pg_stat_activity where wait_event_type = 'Lock'")
                .execute()
                .await()
                .atMost(Waiting.PATIENCE)
                .iterator()
                .next()
                .getLong(0);
    }

    @Test
    void aBatchThatFailsHalfWayChangesNothingAndMayBeSentAgain() {
        breakEventsOf(second);
        try {
            Batches.send(body)
                    .statusCode(503)
                    .header("Retry-After", notNullValue())
                    .body("code", equalTo("unavailable"));
            assertThat(verify(first)).isEqualTo(200);
            events(first).body("data.type", containsInAnyOrder("created"));
        } finally {
            mendEvents();
        }

        Batches.send(body).statusCode(200);
        assertThat(verify(first)).isEqualTo(401);
        assertThat(verify(second)).isEqualTo(401);
        isAlreadyHandled(Batches.send(body));
    }

    private static void isAlreadyHandled(ValidatableResponse answer) {
        answer.statusCode(409).body("code", equalTo("already_handled"));
    }

    /** As if Postgres were told to stop just then. */
    private void breakEventsOf(TestKey key) {
        execute("create function break_events() returns trigger language plpgsql as $$ begin "
                + "raise exception 'broken on purpose' using errcode = '57014'; end $$");
        execute("create trigger break_events before insert on key_events for each row when (new.api_key_id = '"
                + key.uuid() + "') execute function break_events()");
    }

    private void mendEvents() {
        execute("drop function break_events cascade");
    }

    private void execute(String sql) {
        pool.query(sql).execute().await().atMost(Waiting.PATIENCE);
    }

    private ValidatableResponse events(TestKey key) {
        return given().header("x-api-key", keys.secret(acme).token())
                .get("/v1/api-keys/{id}/events", key.id())
                .then()
                .statusCode(200);
    }

    private static int verify(TestKey key) {
        return given().header("x-api-key", key.token()).get("/v1/verify").statusCode();
    }
}
