package dev.latchkey.audit;

import dev.latchkey.start.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.flywaydb.core.Flyway;

/**
 * The database that is filled and measured: the one that {@code -Ddatabase=postgresql://host/name?user=…&password=…}
 * names, or an embedded one in {@code target/filled}, which is kept.
 */
final class FilledDatabase implements AutoCloseable {

    private static final String PASSWORD = "a password for measuring";

    private final Optional<EmbeddedDatabase> embedded;
    private final String url;

    private FilledDatabase(Optional<EmbeddedDatabase> embedded, String url) {
        this.embedded = embedded;
        this.url = url;
    }

    static FilledDatabase open() throws IOException, SQLException {
        var given = System.getProperty("database");
        if (given != null) {
            return new FilledDatabase(Optional.empty(), given);
        }
        var folder = Files.createDirectories(Path.of("target/filled").toAbsolutePath());
        var server = EmbeddedDatabase.start(folder, PASSWORD);
        var settings = server.settings();
        return new FilledDatabase(
                Optional.of(server),
                settings.get("quarkus.datasource.reactive.url") + "?user=" + settings.get("quarkus.datasource.username")
                        + "&password=" + PASSWORD.replace(" ", "%20"));
    }

    /** For the reactive client; JDBC wants {@code jdbc:} before it. */
    String url() {
        return url;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:" + url);
    }

    void migrate() {
        Flyway.configure().dataSource("jdbc:" + url, null, null).load().migrate();
    }

    void execute(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Reads the first row of a query. */
    <T> T first(String sql, Reader<T> reader) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            if (!rows.next()) {
                throw new IllegalStateException("nothing found: " + sql);
            }
            return reader.read(rows);
        }
    }

    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    @Override
    public void close() {
        embedded.ifPresent(EmbeddedDatabase::stop);
    }
}
