package dev.latchkey.leak.github;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import dev.latchkey.Metrics;
import dev.latchkey.key.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

/** Where a key must not stop of itself, its people are told. */
@QuarkusTest
@TestProfile(NotifyTest.Notifies.class)
class NotifyTest {

    @Inject
    TestKeys keys;

    public static final class Notifies implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "latchkey.leak.github.public-keys." + Batches.CONFIGURED,
                    TestSigner.FIRST.pem(),
                    "latchkey.leak.github.action",
                    "notify");
        }
    }

    @Test
    void theKeyGoesOnWorkingAndItsHistoryTheLogAndAMetricSaySo() {
        var acme = keys.organization();
        var found = keys.live(acme);
        var reader = keys.live(acme);
        var noted = Metrics.value("latchkey_leak_github_tokens_total{outcome=\"noted\"}");
        try (var log = new Log()) {

            Batches.send(Batches.of(found.token(), found.token(), keys.unknownToken()))
                    .statusCode(200)
                    .body("label", contains("true_positive", "true_positive", "false_positive"));

            assertThat(log.lines)
                    .containsExactly("WARN " + found.id() + " was found by GitHub secret scanning and goes on working");
        }
        given().header("x-api-key", found.token()).get("/v1/verify").then().statusCode(200);
        given().header("x-api-key", reader.token())
                .get("/v1/api-keys/{id}/events", found.id())
                .then()
                .body("data.type", containsInAnyOrder("leak_found", "created"))
                .body(
                        "data.find { it.type == 'leak_found' }.detail",
                        equalTo("GitHub secret scanning, commit: " + Batches.URL));
        assertThat(Metrics.value("latchkey_leak_github_tokens_total{outcome=\"noted\"}"))
                .isEqualTo(noted + 2);
    }

    @Test
    void aKeyThatWasReportedIsNotFoundAgain() {
        var acme = keys.organization();
        var found = keys.secret(acme);
        var reader = keys.secret(acme);
        given().header("x-api-key", reader.token())
                .contentType("application/json")
                .body("{\"token\": \"" + found.token() + "\"}")
                .post("/v1/api-keys/report-leak")
                .then()
                .statusCode(200);

        Batches.send(Batches.of(found.token())).statusCode(200).body("label", contains("true_positive"));

        given().header("x-api-key", reader.token())
                .get("/v1/api-keys/{id}/events", found.id())
                .then()
                .body("data.type", containsInAnyOrder("leak_reported", "revoked", "created"));
    }

    @Test
    void onlyConfiguredKeysAreThereWhenNoneArePublished() {
        var body = Batches.of("x");
        Batches.send(body, "published", TestSigner.base64(TestSigner.SECOND.sign(body)))
                .statusCode(403);
    }

    /** What is logged of secret scanning. */
    private static final class Log extends Handler implements AutoCloseable {

        private final Logger logger = Logger.getLogger(SecretScanning.class.getName());
        private final List<String> lines = new CopyOnWriteArrayList<>();

        Log() {
            logger.addHandler(this);
        }

        @Override
        public void publish(LogRecord line) {
            lines.add((line.getLevel().equals(Level.WARN) ? "WARN " : "")
                    + String.format(line.getMessage(), line.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
        }
    }
}
