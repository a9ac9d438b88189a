package dev.latchkey.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;

import dev.latchkey.Metrics;
import dev.latchkey.Waiting;
import dev.latchkey.key.TestKeys;
import dev.latchkey.key.TestKeys.TestKey;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class UsageExportTest {

    private static final int MANY = 60_000;

    @Inject
    TestKeys keys;

    @Inject
    TestUsage usage;

    @Inject
    TestHistory rows;

    @Inject
    Pool pool;

    private UUID acme;
    private TestKey key;

    @BeforeEach
    void aKey() {
        acme = keys.organization();
        key = keys.secret(acme);
    }

    @Test
    void aCsvFileHoldsEveryRowOfTheRangeNewestFirst() {
        rows.add(acme, key.uuid(), "/made/", 200, Instant.now().minus(Duration.ofMinutes(2)), 2_500);

        var file = as(key).get("/v1/usage-logs/export")
                .then()
                .statusCode(200)
                .contentType(startsWith("text/csv"))
                .header("Content-Disposition", matchesPattern("attachment; filename=\"usage-logs_[-_0-9]+\\.csv\""))
                .extract()
                .asString();

        var lines = file.split("\r\n", -1);
        assertThat(lines).hasSize(1 + 2_500 + 1);
        assertThat(lines[0]).startsWith("id,occurredAt,apiKeyId,");
        assertThat(lines[1]).startsWith("log_").contains("," + key.id() + ",").contains(",/made/2500,/made/,200,100,");
        assertThat(lines[2_500]).contains(",/made/1,");
    }

    @ParameterizedTest
    @CsvSource({"application/jsonl", "application/x-ndjson"})
    void aJsonLinesFileHoldsOneObjectPerLine(String format) {
        rows.add(acme, key.uuid(), "/made/", 200, Instant.now().minus(Duration.ofMinutes(2)), 3);

        var file = as(key).accept(format)
                .get("/v1/usage-logs/export")
                .then()
                .statusCode(200)
                .contentType(startsWith(format))
                .extract()
                .asString();

        var lines = file.split("\n");
        assertThat(lines).hasSize(3);
        assertThat(JsonPath.from(lines[0]).getString("path")).isEqualTo("/made/3");
    }

    @Test
    void anotherFormatIsNotAcceptable() {
        as(key).accept("application/xml")
                .get("/v1/usage-logs/export")
                .then()
                .statusCode(406)
                .body("code", equalTo("not_acceptable"));
    }

    @Test
    void whoAsksForTheHeadOnlyStartsNoExport() {
        rows.add(acme, key.uuid(), "/made/", 200, Instant.now().minus(Duration.ofMinutes(2)), 3);
        double before = Metrics.value("latchkey_usage_exported_total");

        as(key).head("/v1/usage-logs/export")
                .then()
                .statusCode(200)
                .header("Content-Disposition", startsWith("attachment"));

        assertThat(Metrics.value("latchkey_usage_exported_total")).isEqualTo(before);
    }

    @Test
    void anExportIsItselfARowThatNamesItsRange() {
        as(key).queryParam("from", "2026-01-01T00:00:00Z")
                .queryParam("to", "2026-02-01T00:00:00Z")
                .queryParam("status", "4xx")
                .get("/v1/usage-logs/export")
                .then()
                .statusCode(200);
        usage.awaitQuiet();

        as(key).queryParam("route", "/v1/usage-logs/export")
                .get("/v1/usage-logs")
                .then()
                .body("data[0].path", equalTo("/v1/usage-logs/export"))
                .body(
                        "data[0].detail",
                        equalTo("export csv from=2026-01-01T00:00:00Z to=2026-02-01T00:00:00Z status=4xx"));
    }

    @Test
    void aRangeThatEndsBeforeItBeginsIsRefused() {
        as(key).queryParam("from", "2026-02-01T00:00:00Z")
                .queryParam("to", "2026-01-01T00:00:00Z")
                .get("/v1/usage-logs/export")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("from"));
    }

    @Test
    void neitherAPublishableKeyNorAStrangerSeesAnything() {
        rows.add(acme, key.uuid(), "/made/", 200, Instant.now().minus(Duration.ofMinutes(2)), 3);

        as(keys.publishable(acme)).get("/v1/usage-logs/export").then().statusCode(403);
        var file = as(keys.live(acme)).get("/v1/usage-logs/export").asString();
        assertThat(file.lines()).hasSize(1);
    }

    @Test
    void anExportWhoseClientLeavesAsksPostgresNoMore() throws IOException {
        rows.add(acme, key.uuid(), "/made/", 200, Instant.now().minus(Duration.ofMinutes(5)), MANY);

        double before = Metrics.value("latchkey_usage_exported_total");
        try (var client = begin()) {
            assertThat(client.getInputStream().read()).isPositive();
            assertThat(Metrics.value("latchkey_usage_exports")).isEqualTo(1);
        }

        await().atMost(Waiting.PATIENCE).until(() -> Metrics.value("latchkey_usage_exports") == 0);
        assertThat(Metrics.value("latchkey_usage_exported_total") - before).isLessThan(MANY / 2.0);
    }

    @Test
    void anExportThatFailsHalfWayBreaksTheConnection() throws IOException {
        rows.add(acme, key.uuid(), "/made/", 200, Instant.now().minus(Duration.ofMinutes(5)), MANY);
        var connection = pool.getConnection().await().atMost(Waiting.PATIENCE);
        var lock = connection.begin().await().atMost(Waiting.PATIENCE);
        try (var client = begin()) {
            assertThat(client.getInputStream().read()).isPositive();
            connection
                    .query("lock table api_key_usage_logs in access exclusive mode")
                    .execute()
                    .await()
                    .atMost(Waiting.PATIENCE);
            var rest = new java.util.concurrent.CompletableFuture<byte[]>();
            new Thread(() -> readAll(client, rest)).start();
            await().atMost(Waiting.PATIENCE).until(this::isReadStopped);

            assertThat(new String(rest.join(), StandardCharsets.UTF_8)).doesNotEndWith("\r\n0\r\n\r\n");
        } finally {
            lock.rollback().chain(connection::close).await().atMost(Waiting.PATIENCE);
        }
        await().atMost(Waiting.PATIENCE).until(() -> Metrics.value("latchkey_usage_exports") == 0);
    }

    /** Stops the read that waits for the lock, as an operator would. */
    private boolean isReadStopped() {
        return pool.query("select pg_cancel_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'"
                                + " and query like '%from api_key_usage_logs where%order by id desc%'")
                        .execute()
                        .await()
                        .atMost(Waiting.PATIENCE)
                        .size()
                > 0;
    }

    private static void readAll(Socket client, java.util.concurrent.CompletableFuture<byte[]> rest) {
        try {
            rest.complete(client.getInputStream().readAllBytes());
        } catch (IOException reset) {
            rest.complete(new byte[0]);
        }
    }

    private Socket begin() throws IOException {
        int port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
        var client = new Socket();
        client.setReceiveBufferSize(4_096);
        client.connect(new java.net.InetSocketAddress("localhost", port));
        client.setSoTimeout((int) Waiting.PATIENCE.toMillis());
        client.getOutputStream()
                .write(("GET /v1/usage-logs/export HTTP/1.1\r\nHost: localhost\r\nx-api-key: " + key.token()
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return client;
    }

    private static RequestSpecification as(TestKey key) {
        return given().header("x-api-key", key.token());
    }
}
