package dev.latchkey.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Postgres is killed under load, again and again. {@code -Dcycles=200} is the long version. */
class PostgresKillIT {

    private static final int CYCLES = Integer.getInteger("cycles", 5);
    private static final int CLIENTS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void whatWasAnsweredIsInTheLogOnce() throws Exception {
        var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target/postgres")), "killed");
        var postgres = EmbeddedDatabase.start(folder, Databases.PASSWORD);
        var url = postgres.settings().get("quarkus.datasource.reactive.url");
        try (var proxy = new FaultProxy(port(url))) {
            var environment = Databases.database(url).environment();
            environment.put("LATCHKEY_BOOTSTRAP_ORGANIZATION", "Globex");
            environment.put("LATCHKEY_KEYS_CACHE_OUTAGE_GRACE", "1h");
            environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", url.replace(":" + port(url), ":" + proxy.port()));
            var progress = new Progress("kill -9 of Postgres", CYCLES);
            try (var service = Service.start(environment).awaitListening();
                    var load = new Load(service.port(), service.tokens().get(0), "p").closedLoop(CLIENTS)) {
                for (int cycle = 0; cycle < CYCLES; cycle++) {
                    // Killed while it commits: batches are going through.
                    double stored = service.metric("latchkey_usage_stored_total");
                    await().atMost(PATIENCE).until(() -> service.metric("latchkey_usage_stored_total") > stored);
                    kill(folder);
                    postgres.stop();
                    postgres = EmbeddedDatabase.start(folder, Databases.PASSWORD);
                    proxy.restoreTo(port(postgres.settings().get("quarkus.datasource.reactive.url")));
                    progress.step(load.answered().size() + " answered");
                }
                load.finish();
                var books = new Books(Databases.database(postgres.settings().get("quarkus.datasource.reactive.url")));
                books.awaitWritten(service);
                books.balance(service);
                var lost = books.lost(load.answered());
                progress.result(Map.of(
                        "answered", load.answered().size(), "lost", lost.size(), "duplicated", books.duplicates()));
                assertThat(lost).isEmpty();
                assertThat(books.duplicates()).isZero();
            }
        } finally {
            postgres.stop();
        }
    }

    /** Every process of the server at once, so that none has time to tidy up. */
    private static void kill(Path folder) throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(folder.resolve("data/postmaster.pid")).get(0).strip());
        var postmaster = ProcessHandle.of(pid).orElseThrow();
        var all = postmaster.descendants().toList();
        postmaster.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
        postmaster.onExit().join();
    }

    private static int port(String url) {
        return java.net.URI.create(url).getPort();
    }
}
