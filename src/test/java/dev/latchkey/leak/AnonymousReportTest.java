package dev.latchkey.leak;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.Metrics;
import dev.latchkey.audit.TestUsage;
import dev.latchkey.key.TestKeys;
import dev.latchkey.key.TestKeys.TestKey;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever has found a token may report it without a key, and learns nothing. */
@QuarkusTest
@TestProfile(AnonymousReportTest.BehindAProxy.class)
class AnonymousReportTest {

    private static final AtomicInteger SOURCES = new AtomicInteger();

    @Inject
    TestKeys keys;

    @Inject
    TestUsage usage;

    private UUID acme;
    private TestKey mine;
    private TestKey leaked;
    private String source;

    /** Lets a test say where its reports come from, so that none takes what another is limited to. */
    public static final class BehindAProxy implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "latchkey.proxy.forwarding", "x-forwarded-for",
                    "latchkey.proxy.trusted", "127.0.0.1,::1",
                    "latchkey.leak.anonymous.period", "1h");
        }
    }

    @BeforeEach
    void aLeakedKey() {
        acme = keys.organization();
        mine = keys.secret(acme);
        leaked = keys.secret(acme);
        source = "203.0.113." + SOURCES.incrementAndGet();
    }

    @Test
    void theKeyIsRevokedForGood() {
        assertThat(verify(leaked)).isEqualTo(200);

        report(leaked.token()).then().statusCode(202).body("received", equalTo(true));

        assertThat(verify(leaked)).isEqualTo(401);
        as(mine, "post", "/restore").statusCode(409).body("detail", containsString("leaked"));
        as(mine, "get", "/events")
                .body("data.type", containsInAnyOrder("revoked", "leak_reported", "created"))
                .body("data.find { it.type == 'leak_reported' }.detail", equalTo("reported without a key"))
                .body("data.find { it.type == 'leak_reported' }.requestId", equalTo("report-1"))
                .body("data.find { it.type == 'leak_reported' }.actorApiKeyId", nullValue())
                .body("data.find { it.type == 'revoked' }.actorApiKeyId", nullValue());
    }

    @Test
    void aKeyOfEitherEnvironmentAndTypeIsRevoked() {
        var live = keys.live(acme);
        var publishable = keys.publishable(acme);

        report(live.token()).then().statusCode(202);
        report(publishable.token()).then().statusCode(202);

        assertThat(List.of(verify(live), verify(publishable), verify(mine))).containsExactly(401, 401, 200);
    }

    @Test
    void theAnswerIsTheSameWhateverTheTokenWas() {
        var revoked = keys.secret(acme);
        report(revoked.token());
        var typo = mine.token().substring(0, mine.token().length() - 1) + "!";

        var answers = new HashSet<List<Object>>();
        for (var token : List.of(leaked.token(), revoked.token(), keys.unknownToken(), typo, "", "x")) {
            answers.add(whatTheReporterSees(report(token)));
        }

        assertThat(answers).hasSize(1);
        assertThat(answers.toString()).contains("202", "{\"received\":true}", "no-store");
    }

    @Test
    void aTokenThatIsRetiredStopsNothing() {
        String newer = given().header("x-api-key", mine.token())
                .contentType(ContentType.JSON)
                .body("{\"overlap\": \"PT0S\"}")
                .post("/v1/api-keys/{id}/rotate", leaked.id())
                .path("token");

        report(leaked.token()).then().statusCode(202);

        given().header("x-api-key", newer).get("/v1/verify").then().statusCode(200);
    }

    @Test
    void aTokenThatIsBeingRotatedAwayStillWorksAndStopsTheKey() {
        String newer = given().header("x-api-key", mine.token())
                .contentType(ContentType.JSON)
                .body("{\"overlap\": \"PT1H\"}")
                .post("/v1/api-keys/{id}/rotate", leaked.id())
                .path("token");

        report(leaked.token()).then().statusCode(202);

        given().header("x-api-key", newer).get("/v1/verify").then().statusCode(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                | token",
                "{\"token\": null}                                 | token",
                "{\"token\": \"x\", \"apiKeyId\": \"key_x\"}       | apiKeyId",
                "{\"token\": \"x\", \"source\": \"me\"}            | source",
                "{\"token\": \"x\", \"replace\": true}             | replace",
                "{\"token\": \"x\", \"replace\": false}            | replace",
                "{\"token\": \"x\", \"since\": \"2026-01-31T08:00:00Z\"} | since",
                "{\"token\": \"x\", \"other\": 1}                  | other",
                "{\"token\": 1}                                    | token",
            })
    void onlyATokenIsTaken(String body, String field) {
        send(body)
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_request"))
                .body("errors.field", contains(field));
    }

    @Test
    void whoHasNoKeyIsInNoUsageLog() {
        report(leaked.token()).then().statusCode(202);

        usage.awaitNothingReserved();
        assertThat(usage.rowsOf(acme)).isEmpty();
    }

    @Test
    void reportsAreCounted() {
        var revoked = Metrics.value("latchkey_leak_anonymous_reports_total{outcome=\"revoked\"}");
        var known = Metrics.value("latchkey_leak_anonymous_reports_total{outcome=\"known\"}");
        var unknown = Metrics.value("latchkey_leak_anonymous_reports_total{outcome=\"unknown\"}");

        report(leaked.token());
        report(leaked.token());
        report("x");

        assertThat(Metrics.value("latchkey_leak_anonymous_reports_total{outcome=\"revoked\"}"))
                .isEqualTo(revoked + 1);
        assertThat(Metrics.value("latchkey_leak_anonymous_reports_total{outcome=\"known\"}"))
                .isEqualTo(known + 1);
        assertThat(Metrics.value("latchkey_leak_anonymous_reports_total{outcome=\"unknown\"}"))
                .isEqualTo(unknown + 1);
    }

    private Response report(String token) {
        return send("{\"token\": \"" + token + "\"}");
    }

    private Response send(String body) {
        return given().header("X-Forwarded-For", source)
                .header("X-Request-Id", "report-1")
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/api-keys/report-leak");
    }

    private static List<Object> whatTheReporterSees(Response answer) {
        var headers = answer.headers().asList().stream().map(Header::toString).toList();
        return List.of(answer.statusCode(), headers, answer.asString());
    }

    private ValidatableResponse as(TestKey key, String method, String route) {
        return given().header("x-api-key", key.token())
                .request(method.toUpperCase(java.util.Locale.ROOT), "/v1/api-keys/" + leaked.id() + route)
                .then();
    }

    private static int verify(TestKey key) {
        return given().header("x-api-key", key.token()).get("/v1/verify").statusCode();
    }
}
