package dev.latchkey.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.latchkey.Metrics;
import dev.latchkey.key.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(FullLogTest.NoRoom.class)
class FullLogTest {

    /** A log that is always full. */
    public static class NoRoom implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("latchkey.usage-log.durability", "memory", "latchkey.usage-log.capacity", "0");
        }
    }

    @Inject
    TestKeys keys;

    @Test
    void aRequestThatCannotBeRecordedIsRefusedAndHasNoEffect() {
        var acme = keys.organization();
        var key = keys.secret(acme);

        given().header("x-api-key", key.token())
                .contentType(ContentType.JSON)
                .body("{\"name\": \"Never made\"}")
                .post("/v1/api-keys")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "1")
                .body("code", equalTo("cannot_record"));

        assertThat(keys.count(acme)).isEqualTo(1);
        assertThat(Metrics.value("latchkey_usage_refused_total")).isEqualTo(1);
        assertThat(Metrics.value("latchkey_usage_accepted_total")).isZero();
    }

    @Test
    void theServiceIsNotReadyButItsOperationsAnswer() {
        given().get("/q/health/ready").then().statusCode(503);
        given().get("/q/health/live").then().statusCode(200);
    }
}
