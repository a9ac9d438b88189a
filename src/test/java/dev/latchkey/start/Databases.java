package dev.latchkey.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** New databases on one embedded server, for services in processes of their own. */
final class Databases implements BeforeAllCallback, AfterAllCallback {

    static final String PASSWORD = "a password for tests";

    private final AtomicInteger made = new AtomicInteger();
    private EmbeddedDatabase server;

    @Override
    public void beforeAll(ExtensionContext tests) throws IOException, SQLException {
        var folder = Files.createDirectories(Path.of("target/postgres"));
        server = EmbeddedDatabase.start(Files.createTempDirectory(folder, "services"), PASSWORD);
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        server.stop();
    }

    /** A new and empty database. */
    Database create() throws IOException, SQLException {
        var url = server.settings().get("quarkus.datasource.reactive.url");
        var name = "test_" + made.incrementAndGet();
        try (var connection = connect(url);
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return database(url.replaceFirst("[^/]+$", name));
    }

    /** A database, with a folder for the spool of the service that uses it. */
    static Database database(String url) throws IOException {
        var spools = Files.createDirectories(Path.of("target/spools"));
        return new Database(url, Files.createTempDirectory(spools, "spool").toAbsolutePath());
    }

    private static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection("jdbc:" + url, "postgres", PASSWORD);
    }

    /** One database of the server. */
    record Database(String url, Path spool) {

        /** The environment of a service that uses it. */
        Map<String, String> environment() {
            return new HashMap<>(Service.environment(Map.of(
                    "latchkey.usage-log.spool.folder",
                    spool.toString(),
                    "quarkus.datasource.reactive.url",
                    url,
                    "quarkus.datasource.username",
                    "postgres",
                    "quarkus.datasource.password",
                    PASSWORD)));
        }

        String name() {
            return url.substring(url.lastIndexOf('/') + 1);
        }

        int port() {
            return java.net.URI.create(url).getPort();
        }

        /** For a transaction that takes its time; the caller closes it. */
        Connection open() throws SQLException {
            var connection = connect(url);
            connection.setAutoCommit(false);
            return connection;
        }

        void execute(String sql) throws SQLException {
            try (var connection = connect(url);
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        Set<String> texts(String sql) throws SQLException {
            return new HashSet<>(list(sql));
        }

        List<String> list(String sql) throws SQLException {
            try (var connection = connect(url);
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery(sql)) {
                var texts = new ArrayList<String>();
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
                return texts;
            }
        }

        /** As another user of the server. */
        void executeAs(String user, String sql) throws SQLException {
            try (var connection = connect(url);
                    var statement = connection.createStatement()) {
                statement.execute("set session authorization " + user);
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
