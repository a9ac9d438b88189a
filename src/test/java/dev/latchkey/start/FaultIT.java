package dev.latchkey.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.start.Databases.Database;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What happens to answered requests when the service or Postgres goes away. */
class FaultIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String UNKNOWN = "mf_sk_test_00000000000000000000000000000101pgXd";

    @RegisterExtension
    static final Databases databases = new Databases();

    private Database database;
    private Map<String, String> environment;

    @BeforeEach
    void newDatabase() throws Exception {
        database = databases.create();
        environment = database.environment();
        environment.put("LATCHKEY_BOOTSTRAP_ORGANIZATION", "Globex");
    }

    @Test
    void anOutageOfPostgresLosesNothingAndCallsNoGoodKeyBad() throws Exception {
        try (var proxy = new FaultProxy(database.port());
                var service = Service.start(through(proxy)).awaitListening()) {
            var cached = service.tokens().get(0);
            var notCached = service.tokens().get(1);
            assertThat(service.get("/v1/verify", cached).statusCode()).isEqualTo(200);

            proxy.cut();
            for (int i = 0; i < 100; i++) {
                assertThat(service.get("/v1/verify", cached).statusCode()).isEqualTo(200);
            }
            for (var token : new String[] {notCached, UNKNOWN}) {
                var answer = service.get("/v1/verify", token);
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.body()).contains("\"code\":\"cannot_check\"");
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            }
            assertThat(service.get("/q/health/ready", "").statusCode()).isEqualTo(200);

            proxy.restore();
            await().atMost(PATIENCE)
                    .until(() -> service.get("/v1/verify", notCached).statusCode() == 200);
            await().atMost(PATIENCE).until(() -> rows() >= 102);
            assertThat(rows()).isEqualTo(102);
            assertThat(service.get("/v1/verify", UNKNOWN).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void afterTheOutageGraceEvenCachedKeysGet503() throws Exception {
        environment.put("LATCHKEY_KEYS_CACHE_OUTAGE_GRACE", "3s");
        try (var proxy = new FaultProxy(database.port());
                var service = Service.start(through(proxy)).awaitListening()) {
            var token = service.tokens().get(0);
            assertThat(service.get("/v1/verify", token).statusCode()).isEqualTo(200);

            proxy.cut();

            await().atMost(PATIENCE)
                    .until(() -> service.get("/v1/verify", token).statusCode() == 503);
            await().atMost(PATIENCE)
                    .until(() -> service.get("/q/health/ready", "").statusCode() == 503);
            proxy.restore();
            await().atMost(PATIENCE)
                    .until(() -> service.get("/q/health/ready", "").statusCode() == 200);
            await().atMost(PATIENCE)
                    .until(() -> service.get("/v1/verify", token).statusCode() == 200);
        }
    }

    @Test
    void aLeakThatCannotBeReportedNowCanBeReportedLater() throws Exception {
        try (var proxy = new FaultProxy(database.port());
                var service = Service.start(through(proxy)).awaitListening()) {
            var leaked = service.tokens().get(0);
            var report = "{\"token\": \"" + leaked + "\"}";

            proxy.cut();
            var answer = service.post("/v1/api-keys/report-leak", report);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("\"code\":\"unavailable\"").doesNotContain(leaked);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();

            proxy.restore();
            await().atMost(PATIENCE)
                    .until(() ->
                            service.post("/v1/api-keys/report-leak", report).statusCode() == 202);
            await().atMost(PATIENCE)
                    .until(() -> service.get("/v1/verify", leaked).statusCode() == 401);
            // As it was printed to its holder, and nowhere else.
            assertThat(service.out().split(leaked, -1)).hasSize(3);
            assertThat(service.err()).doesNotContain(leaked);
        }
    }

    @Test
    void noTokenIsLogged() throws Exception {
        environment.put("QUARKUS_LOG_LEVEL", "DEBUG");
        try (var service = Service.start(environment).awaitListening()) {
            var token = service.tokens().get(0);
            service.get("/v1/verify", token);
            service.get("/v1/verify?key=" + token, token);
            service.get("/v1/none", token);
            service.terminate();
            service.awaitExit();

            // Once for its holder to keep, once in the curl to try.
            assertThat(service.out().split(token, -1)).hasSize(3);
            assertThat(service.err()).doesNotContain(token);
        }
    }

    private Map<String, String> through(FaultProxy proxy) {
        environment.put(
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                database.url().replace(":" + database.port() + "/", ":" + proxy.port() + "/"));
        return environment;
    }

    private long rows() throws SQLException {
        return database.number("select count(*) from api_key_usage_logs");
    }
}
