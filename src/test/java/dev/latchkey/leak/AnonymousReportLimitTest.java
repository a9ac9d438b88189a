package dev.latchkey.leak;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import dev.latchkey.Metrics;
import dev.latchkey.key.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Reports without a key are few: of one source, and of all together. */
@QuarkusTest
@TestProfile(AnonymousReportLimitTest.FewReports.class)
class AnonymousReportLimitTest {

    @Inject
    TestKeys keys;

    public static final class FewReports implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "latchkey.proxy.forwarding", "x-forwarded-for",
                    "latchkey.proxy.trusted", "127.0.0.1,::1",
                    "latchkey.leak.anonymous.max-reports-per-source", "2",
                    "latchkey.leak.anonymous.max-reports", "4",
                    "latchkey.leak.anonymous.period", "1h");
        }
    }

    @Test
    void tooManyOfOneSourceAndTooManyOfAllAreRefusedAndDoNothing() {
        var key = keys.secret(keys.organization());
        report("2001:db8::1", "x").statusCode(202);
        report("2001:db8::2", "x").statusCode(202);

        isRefused(report("2001:db8::3", key.token()));
        // What is not valid counts for nothing.
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/v1/api-keys/report-leak")
                .then()
                .statusCode(400);
        report("203.0.113.1", "x").statusCode(202);
        report("203.0.113.2", "x").statusCode(202);
        isRefused(report("203.0.113.3", key.token()));

        assertThat(Metrics.value("latchkey_leak_anonymous_reports_total{outcome=\"refused\"}"))
                .isEqualTo(2);
        assertThat(Metrics.value("latchkey_leak_reporters")).isEqualTo(4);
        given().header("x-api-key", key.token()).get("/v1/verify").then().statusCode(200);
        // With a key there is no such limit.
        given().header("x-api-key", key.token())
                .contentType(ContentType.JSON)
                .body("{\"token\": \"" + key.token() + "\"}")
                .post("/v1/api-keys/report-leak")
                .then()
                .statusCode(200);
    }

    private static void isRefused(ValidatableResponse answer) {
        answer.statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", matchesPattern("[1-9][0-9]*"))
                .body("code", equalTo("too_many_reports"));
    }

    private static ValidatableResponse report(String address, String token) {
        return given().header("X-Forwarded-For", address)
                .contentType(ContentType.JSON)
                .body("{\"token\": \"" + token + "\"}")
                .post("/v1/api-keys/report-leak")
                .then();
    }
}
