package dev.latchkey.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.Waiting;
import dev.latchkey.audit.TestUsage;
import dev.latchkey.key.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LeavingClientTest {

    private static final String WAITS = "select count(*) from pg_stat_activity where wait_event_type = 'Lock'";

    @Inject
    TestKeys keys;

    @Inject
    TestUsage usage;

    @Inject
    Pool pool;

    @Test
    void aRotationWhoseClientLeavesIsDoneAllTheSame() throws IOException {
        var acme = keys.organization();
        var key = keys.secret(acme);
        // The rotation waits for this lock while its client leaves.
        var other = pool.getConnection().await().atMost(Waiting.PATIENCE);
        var holding = other.begin().await().atMost(Waiting.PATIENCE);
        other.preparedQuery("select from api_keys where id = $1 for update")
                .execute(Tuple.of(key.uuid()))
                .await()
                .atMost(Waiting.PATIENCE);
        try (var client = RawHttp.connect()) {
            client.send("POST /v1/api-keys/" + key.id() + "/rotate HTTP/1.1\r\nHost: a\r\nx-api-key: " + key.token()
                    + "\r\nContent-Length: 0\r\n\r\n");
            await().atMost(Waiting.PATIENCE).until(() -> waiting() == 1);
        }
        usage.awaitRows(acme, 1);

        holding.commit().await().atMost(Waiting.PATIENCE);
        other.close().await().atMost(Waiting.PATIENCE);

        await().atMost(Waiting.PATIENCE)
                .untilAsserted(() -> assertThat(given().header("x-api-key", key.token())
                                .get("/v1/api-keys/" + key.id() + "/events")
                                .<List<String>>path("data.type"))
                        .containsExactly("rotated", "created"));
    }

    private long waiting() {
        return pool.query(WAITS)
                .execute()
                .await()
                .atMost(Waiting.PATIENCE)
                .iterator()
                .next()
                .getLong(0);
    }
}
