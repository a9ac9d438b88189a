package dev.latchkey.key;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.Waiting;
import dev.latchkey.audit.TestUsage;
import dev.latchkey.key.TestKeys.TestKey;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class IdleSecretsTest {

    private static final int IDLE_SECONDS = 600;
    private static final String IDLE = "{\"overlap\": \"P30D\", \"retireWhenIdleFor\": \"PT10M\"}";

    @Inject
    TestKeys keys;

    @Inject
    TestUsage usage;

    @Inject
    IdleSecrets idle;

    @Inject
    Pool pool;

    private TestKey reader;
    private TestKey key;

    @BeforeEach
    void someKeys() {
        UUID acme = keys.organization();
        reader = keys.secret(acme);
        key = keys.secret(acme);
    }

    @Test
    void anOldSecretThatIsNeverUsedRetiresThatLongAfterTheRotation() {
        var end = rotate(IDLE).plusSeconds(IDLE_SECONDS);
        var planned = retiresAt();

        retire(end.minusMillis(1));
        assertThat(retiresAt()).isEqualTo(planned);

        retire(end);
        assertThat(retiresAt()).isEqualTo(end);
    }

    @Test
    void aUseBeginsTheSilenceAnew() {
        rotate(IDLE);
        verify().statusCode(200);
        usage.awaitQuiet();
        var end = time("secrets[1].lastUsedAt").plusSeconds(IDLE_SECONDS);
        var planned = retiresAt();

        retire(end.minusMillis(1));
        assertThat(retiresAt()).isEqualTo(planned);

        retire(end);
        assertThat(retiresAt()).isEqualTo(end);
    }

    @Test
    void whatRetiredForItsSilenceIsRefusedOnThisReplicaAtOnce() {
        rotate(IDLE);
        verify().statusCode(200);
        // As if all that had been long ago.
        change("update key_secrets set created_at = created_at - interval '1 day' where api_key_id = $1");
        change("update key_secret_uses set last_used_at = last_used_at - interval '1 day' where api_key_id = $1");

        retire(Instant.now().truncatedTo(ChronoUnit.MILLIS));

        verify().statusCode(401).body("code", equalTo("key_rotated"));
    }

    @Test
    void manyReplicasRetireASecretOnce() {
        var end = rotate(IDLE).plusSeconds(IDLE_SECONDS);
        // What other tests have left.
        retire(end.minusMillis(1));

        var retired = Stream.generate(() -> idle.retire(end).subscribeAsCompletionStage())
                .limit(8)
                .toList();

        assertThat(retired.stream().mapToInt(all -> all.join()).sum()).isEqualTo(1);
    }

    @Test
    void aSecretThatRetiredForItsSilenceIsInTheHistoryOfItsKey() {
        var end = rotate(IDLE).plusSeconds(IDLE_SECONDS);
        var old = shown().getString("secrets[1].id");

        retire(end);

        given().header("x-api-key", reader.token())
                .get("/v1/api-keys/" + key.id() + "/events")
                .then()
                .body("data.type", equalTo(List.of("retired", "rotated", "created")))
                .body("data[0].occurredAt", equalTo(end.toString()))
                .body("data[0].keySecretId", equalTo(old))
                .body("data[0].actorApiKeyId", nullValue())
                .body("data[0].detail", equalTo("silent for 00:10:00"));
    }

    @Test
    void silenceRetiresNothingUnlessItWasAskedFor() {
        var rotated = rotate("{\"overlap\": \"P30D\"}");
        var planned = retiresAt();

        retire(rotated.plusSeconds(86_400));

        assertThat(retiresAt()).isEqualTo(planned);
    }

    @Test
    void theOverlapIsNeverMadeLonger() {
        var rotated = rotate("{\"overlap\": \"PT5M\", \"retireWhenIdleFor\": \"PT10M\"}");

        retire(rotated.plusSeconds(IDLE_SECONDS));

        assertThat(retiresAt()).isEqualTo(rotated.plusSeconds(300));
    }

    @Test
    void aKeyShowsThatItWaitsForSilence() {
        rotate(IDLE);

        given().header("x-api-key", reader.token())
                .get("/v1/api-keys/" + key.id())
                .then()
                .body("secrets[0].retireWhenIdleFor", nullValue())
                .body("secrets[1].retireWhenIdleFor", equalTo("PT10M"));
    }

    /** When it was rotated. */
    private Instant rotate(String body) {
        given().header("x-api-key", reader.token())
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/api-keys/" + key.id() + "/rotate")
                .then()
                .statusCode(201);
        return time("secrets[0].createdAt");
    }

    private void retire(Instant now) {
        idle.retire(now).await().atMost(Waiting.PATIENCE);
    }

    private void change(String sql) {
        usage.awaitQuiet();
        pool.preparedQuery(sql).execute(Tuple.of(key.uuid())).await().atMost(Waiting.PATIENCE);
    }

    private ValidatableResponse verify() {
        return given().header("x-api-key", key.token()).get("/v1/verify").then();
    }

    private Instant retiresAt() {
        return time("secrets[1].retiresAt");
    }

    private Instant time(String path) {
        return Instant.parse(shown().getString(path));
    }

    private JsonPath shown() {
        return given().header("x-api-key", reader.token())
                .get("/v1/api-keys/" + key.id())
                .jsonPath();
    }
}
