package dev.latchkey.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.start.Databases.Database;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The folder in which events wait for Postgres, and the processes that want it. */
class SpoolIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int REQUESTS = 200;

    @RegisterExtension
    static final Databases databases = new Databases();

    private Database database;
    private Map<String, String> environment;

    @BeforeEach
    void newDatabase() throws Exception {
        database = databases.create();
        environment = database.environment();
        environment.put("LATCHKEY_BOOTSTRAP_ORGANIZATION", "Globex");
        environment.put("LATCHKEY_USAGE_LOG_SPOOL_REPLICA", "first");
    }

    @Test
    void aSecondProcessOnTheSameFolderDoesNotStart() throws Exception {
        try (var first = Service.start(environment).awaitListening();
                var second = Service.start(environment)) {
            assertThat(second.awaitExit()).isEqualTo(1);

            assertThat(second.err()).contains("Latchkey did not start: ").contains("first");
            assertThat(first.get("/v1/verify", first.tokens().get(0)).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aFolderThatCannotBeMadeEndsTheStartWithASentence() throws Exception {
        var file = Files.createFile(database.spool().resolve("file"));
        environment.put("LATCHKEY_USAGE_LOG_SPOOL_FOLDER", file.toString());
        try (var service = Service.start(environment)) {
            assertThat(service.awaitExit()).isEqualTo(1);

            assertThat(service.err()).contains("Latchkey did not start: ").contains(file.toString());
        }
    }

    @Test
    void whatADeadReplicaHasLeftIsWrittenByAnother() throws Exception {
        try (var proxy = new FaultProxy(database.port())) {
            var cutOff = new HashMap<>(environment);
            cutOff.put(
                    "QUARKUS_DATASOURCE_REACTIVE_URL",
                    database.url().replace(":" + database.port() + "/", ":" + proxy.port() + "/"));
            try (var first = Service.start(cutOff).awaitListening()) {
                var token = first.tokens().get(0);
                first.get("/v1/verify", token);
                new Books(database).awaitWritten(first);
                proxy.cut();
                for (int i = 0; i < REQUESTS; i++) {
                    assertThat(first.get("/v1/verify", token).statusCode()).isEqualTo(200);
                }
            }
        }

        environment.put("LATCHKEY_USAGE_LOG_SPOOL_REPLICA", "second");
        try (var second = Service.start(environment).awaitListening()) {
            await().atMost(PATIENCE).until(() -> second.metric("latchkey_usage_recovered_total") == REQUESTS);
            new Books(database).balance(second);
            await().atMost(PATIENCE).until(() -> !Files.exists(database.spool().resolve("first")));
        }
        assertThat(database.number("select count(*) from api_key_usage_logs")).isEqualTo(REQUESTS + 1);
    }

    @Test
    void aFolderThatIsRemovedMakesRequestsFailAndLosesNothing() throws Exception {
        try (var service = Service.start(environment).awaitListening()) {
            var token = service.tokens().get(0);
            assertThat(service.get("/v1/verify", token).statusCode()).isEqualTo(200);
            try (var files = Files.list(database.spool().resolve("first"))) {
                for (var file : files.toList()) {
                    Files.delete(file);
                }
            }

            await().atMost(PATIENCE)
                    .until(() -> service.get("/v1/verify", token).statusCode() == 503);
            assertThat(service.get("/q/health/ready", "").body()).contains("removed or replaced");
            var books = new Books(database);
            books.awaitWritten(service);
            books.balance(service);
        }
    }
}
