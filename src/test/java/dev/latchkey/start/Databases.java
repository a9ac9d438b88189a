package dev.latchkey.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** New databases on one embedded server, for services in processes of their own. */
final class Databases implements AutoCloseable {

    private static final String PASSWORD = "a password for tests";

    private final AtomicInteger made = new AtomicInteger();
    private final EmbeddedDatabase server;
    private final String url;

    private Databases(EmbeddedDatabase server) {
        this.server = server;
        this.url = server.settings().get("quarkus.datasource.reactive.url");
    }

    static Databases start() throws IOException, SQLException {
        var folder = Files.createDirectories(Path.of("target/postgres"));
        return new Databases(EmbeddedDatabase.start(Files.createTempDirectory(folder, "services"), PASSWORD));
    }

    /** A new and empty database. */
    Database create() throws SQLException {
        var name = "test_" + made.incrementAndGet();
        try (var connection = connect(url);
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return new Database(url.replaceFirst("[^/]+$", name));
    }

    @Override
    public void close() {
        server.stop();
    }

    private static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection("jdbc:" + url, "postgres", PASSWORD);
    }

    /** One database of the server. */
    record Database(String url) {

        /** The environment of a service that uses it. */
        Map<String, String> environment() {
            return new HashMap<>(Service.environment(Map.of(
                    "quarkus.datasource.reactive.url", url,
                    "quarkus.datasource.username", "postgres",
                    "quarkus.datasource.password", PASSWORD)));
        }

        int port() {
            return java.net.URI.create(url).getPort();
        }

        void execute(String sql) throws SQLException {
            try (var connection = connect(url);
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        long number(String sql) throws SQLException {
            try (var connection = connect(url);
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery(sql)) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
