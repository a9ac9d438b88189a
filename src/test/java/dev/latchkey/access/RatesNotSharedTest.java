package dev.latchkey.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.latchkey.Metrics;
import dev.latchkey.Waiting;
import dev.latchkey.key.TestKeys;
import dev.latchkey.key.TestKeys.TestKey;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Limits are to be shared through a Postgres that cannot be reached, and then to be refused rather than not shared. */
@QuarkusTest
@TestProfile(RatesNotSharedTest.Nowhere.class)
class RatesNotSharedTest {

    @Inject
    TestKeys keys;

    public static final class Nowhere implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "latchkey.restrictions.rate-limits",
                    "postgres",
                    "latchkey.restrictions.when-not-shared",
                    "refuse",
                    "latchkey.restrictions.not-shared-after",
                    "100ms",
                    "latchkey.restrictions.sync-every",
                    "10ms",
                    "quarkus.datasource.rate-limits.reactive.url",
                    "postgresql://127.0.0.1:1/nowhere");
        }
    }

    @Test
    void keysWithALimitAreRefusedAndOthersAreNot() {
        var unlimited = keys.secret(keys.organization());
        var limited = limited(unlimited);
        var refusals = Metrics.value("latchkey_verdicts_total{verdict=\"cannot_check\"}");
        verify(limited).then().statusCode(200);

        await().atMost(Waiting.PATIENCE).until(() -> Metrics.value("latchkey_rate_limits_behind_seconds") > 0.1);

        verify(limited).then().statusCode(503).header("Retry-After", "1").body("code", equalTo("cannot_check"));
        verify(unlimited).then().statusCode(200);
        assertThat(Metrics.value("latchkey_verdicts_total{verdict=\"cannot_check\"}"))
                .isEqualTo(refusals + 1);
        assertThat(Metrics.value("latchkey_rate_limits_sync_failures_total")).isPositive();
        assertThat(Metrics.value("latchkey_rate_limits_waiting")).isEqualTo(1);
    }

    private static TestKey limited(TestKey by) {
        var made = given().header("x-api-key", by.token())
                .contentType(ContentType.JSON)
                .body("{\"name\": \"Limited\", \"rateLimit\": {\"requests\": 1000, \"period\": \"PT1S\"}}")
                .post("/v1/api-keys")
                .then()
                .statusCode(201)
                .extract();
        return new TestKey(made.path("id"), null, made.path("token"));
    }

    private static Response verify(TestKey key) {
        return given().header("x-api-key", key.token()).get("/v1/verify");
    }
}
