package dev.latchkey.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.latchkey.Metrics;
import dev.latchkey.audit.TestUsage;
import dev.latchkey.key.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An operator may choose to answer what cannot be recorded; then it is counted. */
@QuarkusTest
@TestProfile(OpenLogTest.NoRoomAndOpen.class)
class OpenLogTest {

    public static class NoRoomAndOpen implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "latchkey.usage-log.durability", "memory",
                    "latchkey.usage-log.capacity", "0",
                    "latchkey.usage-log.on-full", "open");
        }
    }

    @Inject
    TestKeys keys;

    @Inject
    TestUsage usage;

    @Test
    void whatIsNotRecordedIsAnsweredAndCountedAsDropped() {
        var acme = keys.organization();
        var key = keys.secret(acme);

        given().header("x-api-key", key.token()).get("/v1/verify").then().statusCode(200);
        given().header("x-api-key", "mf_sk_test_nobody")
                .get("/v1/verify")
                .then()
                .statusCode(401);

        assertThat(Metrics.value("latchkey_usage_accepted_total")).isEqualTo(1);
        assertThat(Metrics.value("latchkey_usage_dropped_total")).isEqualTo(1);
        assertThat(Metrics.value("latchkey_usage_refused_total")).isZero();
        assertThat(usage.rowsNow(acme)).isEmpty();
    }

    @Test
    void readinessTellsWhatTheLogPromises() {
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'usage-log' }.data.durability", equalTo("memory"))
                .body("checks.find { it.name == 'usage-log' }.data.onFull", equalTo("open"))
                .body(
                        "checks.find { it.name == 'usage-log' }.data.promise",
                        equalTo(
                                "events are in memory only: a request that was answered is lost when the process dies"));
    }
}
