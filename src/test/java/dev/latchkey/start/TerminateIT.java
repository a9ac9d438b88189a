package dev.latchkey.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service is asked to stop under load. */
class TerminateIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final Databases databases = new Databases();

    @ParameterizedTest
    @ValueSource(strings = {"spool", "spool-fsync", "sync"})
    void whatWasAnsweredIsInTheLogOnce(String durability) throws Exception {
        var database = databases.create();
        var environment = database.environment();
        environment.put("LATCHKEY_BOOTSTRAP_ORGANIZATION", "Globex");
        environment.put("LATCHKEY_USAGE_LOG_DURABILITY", durability);
        environment.put("LATCHKEY_USAGE_LOG_SHUTDOWN_TIMEOUT", "30s");
        var books = new Books(database);
        try (var service = Service.start(environment).awaitListening();
                var load = new Load(service.port(), service.tokens().get(0), "t").closedLoop(32)) {
            await().atMost(PATIENCE).until(() -> load.answered().size() > 2_000);

            long began = System.nanoTime();
            service.terminate();
            service.awaitExit();
            long millis = (System.nanoTime() - began) / 1_000_000;

            load.finish();
            assertThat(service.out()).doesNotContain("Stopped with");
            new Progress("SIGTERM, " + durability, 1)
                    .result(Map.of("answered", load.answered().size(), "exit ms", millis));
            try (var next = Service.start(environment).awaitListening()) {
                books.awaitWritten(next);
                books.balance(next);
            }
            assertThat(books.lost(load.answered())).isEmpty();
            assertThat(books.duplicates()).isZero();
        }
    }
}
