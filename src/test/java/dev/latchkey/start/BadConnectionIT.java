package dev.latchkey.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.start.Databases.Database;
import dev.latchkey.start.FaultProxy.Weather;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A Postgres that is slow, or that says nothing and is still connected, is not noticed by requests. */
class BadConnectionIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ENOUGH = 3_000;

    @RegisterExtension
    static final Databases databases = new Databases();

    /** The statement got through and committed, and nobody heard of it. */
    @Test
    void aCommitWhoseAnswerIsLostIsStoredOnce() throws Exception {
        var database = databases.create();
        try (var proxy = new FaultProxy(database.port());
                var service = Service.start(through(proxy, database)).awaitListening()) {
            var token = service.tokens().get(0);
            var books = new Books(database);
            service.get("/v1/verify", token);
            books.awaitWritten(service);

            proxy.become(Weather.MUTE);
            assertThat(service.get("/v1/verify", token).statusCode()).isEqualTo(200);
            await().atMost(PATIENCE).until(() -> database.number("select count(*) from api_key_usage_logs") == 2);
            assertThat(service.metric("latchkey_usage_stored_total")).isEqualTo(1);

            proxy.restore();
            books.awaitWritten(service);
            books.balance(service);
            assertThat(service.metric("latchkey_usage_stored_total")).isEqualTo(2);
            assertThat(database.number("select count(*) from api_key_usage_logs"))
                    .isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Weather.class,
            names = {"LATE", "TRICKLE", "SILENT"})
    void theRequestPathDoesNotNotice(Weather weather) throws Exception {
        var database = databases.create();
        try (var proxy = new FaultProxy(database.port())) {
            try (var service = Service.start(through(proxy, database)).awaitListening();
                    var load = new Load(service.port(), service.tokens().get(0), "b").closedLoop(4)) {
                await().atMost(PATIENCE).until(() -> load.answered().size() > 100);
                proxy.become(weather);
                int before = load.answered().size();
                await().atMost(PATIENCE).until(() -> load.answered().size() > before + ENOUGH);
                assertThat(load.refused()).isZero();

                proxy.restore();
                load.finish();
                var books = new Books(database);
                books.awaitWritten(service);
                books.balance(service);
                assertThat(books.lost(load.answered())).isEmpty();
                assertThat(books.duplicates()).isZero();
            }
        }
    }

    private static Map<String, String> through(FaultProxy proxy, Database database) {
        var environment = database.environment();
        environment.put("LATCHKEY_BOOTSTRAP_ORGANIZATION", "Globex");
        environment.put("LATCHKEY_USAGE_LOG_WRITE_TIMEOUT", "5s");
        environment.put(
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                database.url().replace(":" + database.port() + "/", ":" + proxy.port() + "/"));
        return environment;
    }
}
