package dev.latchkey.key.feed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.Waiting;
import dev.latchkey.key.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class PayloadTest {

    private static final String SECRETS = "select digest from key_secrets where api_key_id = $1";

    @Inject
    TestKeys keys;

    @Inject
    Pool pool;

    private static final String ONE = "00".repeat(31) + "2a";
    private static final String OTHER = "ff".repeat(32);

    @Test
    void aNotificationNamesDigests() {
        var digests = Payload.digests(ONE + "," + OTHER);

        assertThat(digests).hasSize(2);
        assertThat(digests.get(0)).hasSize(32).endsWith(42);
        assertThat(digests.get(1)).hasSize(32).containsOnly(-1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "00", "xyz", "é"})
    void anythingElseNamesNone(String payload) {
        assertThat(Payload.digests(payload)).isEmpty();
        assertThat(Payload.digests(ONE + "," + payload)).isEmpty();
        assertThat(Payload.digests(payload + ONE + payload)).hasSize(payload.isEmpty() ? 1 : 0);
    }

    @Test
    void whoRevokesAKeyNamesItsSecretsToAllWhoListen() throws Exception {
        var key = keys.secret(keys.organization());
        var payloads = new ConcurrentLinkedQueue<String>();
        var listening = done(pool.getConnection().map(PgConnection::cast));
        try {
            listening.notificationHandler(notification -> payloads.add(notification.getPayload()));
            done(listening.query("listen " + PgChangeLog.CHANNEL).execute());

            given().header("x-api-key", key.token())
                    .post("/v1/api-keys/" + key.id() + "/revoke")
                    .then()
                    .statusCode(200);

            var digest = done(pool.preparedQuery(SECRETS).execute(Tuple.of(key.uuid())))
                    .iterator()
                    .next()
                    .getBuffer(0)
                    .getBytes();
            await().atMost(Waiting.PATIENCE)
                    .until(() -> payloads.stream()
                            .anyMatch(payload ->
                                    Payload.digests(payload).stream().anyMatch(named -> Arrays.equals(named, digest))));
        } finally {
            listening.close();
        }
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
