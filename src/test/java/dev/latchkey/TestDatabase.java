package dev.latchkey;

import dev.latchkey.start.EmbeddedDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** One real Postgres, new and empty, for all tests inside the service. */
@WithTestResource(value = TestDatabase.class, scope = TestResourceScope.GLOBAL)
public class TestDatabase implements QuarkusTestResourceLifecycleManager {

    private EmbeddedDatabase database;

    @Override
    public Map<String, String> start() {
        try {
            var folder = Files.createDirectories(Path.of("target/postgres"));
            database = EmbeddedDatabase.start(Files.createTempDirectory(folder, "tests"), "a password for tests");
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("no Postgres for the tests", e);
        }
        var settings = new HashMap<>(database.settings());
        settings.put("latchkey.keys.pepper", "a pepper for tests, of more than 32 characters");
        settings.put("latchkey.failed-attempts.flush-every", "100ms");
        settings.put("latchkey.idempotency.wait-at-most", "2s");
        settings.put("quarkus.http.test-port", "0");
        return settings;
    }

    @Override
    public void stop() {
        database.stop();
    }
}
