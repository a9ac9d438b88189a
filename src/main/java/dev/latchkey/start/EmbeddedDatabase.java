package dev.latchkey.start;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** A real Postgres in a folder, with the durability and the password that a real one has. */
public final class EmbeddedDatabase {

    private static final String USER = "postgres";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);
    private static final Map<String, String> SETTINGS = Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "listen_addresses", "127.0.0.1",
            "unix_socket_directories", "");

    // Held, so that its level is: the server's chatter is for nobody.
    private static final Logger CHATTER = Logger.getLogger("io.zonky.test");

    private final EmbeddedPostgres server;
    private final Path data;
    private final String password;

    private EmbeddedDatabase(EmbeddedPostgres server, Path data, String password) {
        this.server = server;
        this.data = data;
        this.password = password;
    }

    /** Starts the server on the data in the folder, or on a new database; the caller holds the folder alone. */
    public static EmbeddedDatabase start(Path folder, String password) throws IOException, SQLException {
        CHATTER.setLevel(Level.WARNING);
        var data = folder.resolve("data");
        stopServer(data);
        var builder = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder.resolve("server").toFile())
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(PATIENCE)
                .setConnectConfig("password", password);
        SETTINGS.forEach(builder::setServerConfig);
        var database = new EmbeddedDatabase(builder.start(), data, password);
        database.requirePassword();
        return database;
    }

    /** The settings of the service that make it use this database. */
    public Map<String, String> settings() {
        return Map.of(
                "quarkus.datasource.reactive.url", "postgresql://127.0.0.1:" + server.getPort() + "/" + USER,
                "quarkus.datasource.username", USER,
                "quarkus.datasource.password", password);
    }

    /** Waits for the service to let go of its connections, then stops. */
    public void stop() {
        try {
            stopServer(data);
            // Stops nothing any more, and says so; but this process gives the folder free.
            CHATTER.setLevel(Level.OFF);
            server.close();
        } catch (IOException e) {
            System.err.println("Embedded Postgres did not stop: " + e.getMessage());
        }
    }

    private void requirePassword() throws IOException, SQLException {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("alter role " + USER + " password '" + password.replace("'", "''") + "'");
            Files.writeString(data.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
            statement.execute("select pg_reload_conf()");
        }
    }

    /** Asks the server on this folder to stop when its clients are gone; one that was left behind has none. */
    private static void stopServer(Path data) throws IOException {
        var postmaster = postmasterOf(data);
        if (postmaster.isPresent()) {
            var process = postmaster.get();
            process.destroy();
            try {
                process.onExit().get(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                process.destroyForcibly();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException e) {
                throw new IOException(e);
            }
        }
    }

    /** The server that runs on this folder: after a crash of the machine its number may be another process. */
    private static Optional<ProcessHandle> postmasterOf(Path data) throws IOException {
        var pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        return Files.readAllLines(pidFile).stream()
                .findFirst()
                .map(String::strip)
                .filter(pid -> pid.matches("\\d{1,10}"))
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
                .filter(process -> isServerOn(data, process.info()));
    }

    private static boolean isServerOn(Path data, ProcessHandle.Info process) {
        return process.command().filter(name -> name.endsWith("postgres")).isPresent()
                && process.arguments().stream().flatMap(Stream::of).anyMatch(data.toString()::equals);
    }
}
