package dev.latchkey.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.start.FaultProxy.Weather;
import java.time.Duration;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A Postgres that is slow, or that says nothing and is still connected, is not noticed by requests. */
class BadConnectionIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ENOUGH = 3_000;

    @RegisterExtension
    static final Databases databases = new Databases();

    @ParameterizedTest
    @EnumSource(
            value = Weather.class,
            names = {"LATE", "TRICKLE", "SILENT"})
    void theRequestPathDoesNotNotice(Weather weather) throws Exception {
        var database = databases.create();
        try (var proxy = new FaultProxy(database.port())) {
            var environment = database.environment();
            environment.put("LATCHKEY_BOOTSTRAP_ORGANIZATION", "Globex");
            environment.put("LATCHKEY_USAGE_LOG_WRITE_TIMEOUT", "5s");
            environment.put(
                    "QUARKUS_DATASOURCE_REACTIVE_URL",
                    database.url().replace(":" + database.port() + "/", ":" + proxy.port() + "/"));
            try (var service = Service.start(environment).awaitListening();
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
}
