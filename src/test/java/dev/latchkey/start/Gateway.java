package dev.latchkey.start;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A program of {@code deploy/}, started with the very file of that folder: only names and ports are put in. */
final class Gateway implements AutoCloseable {

    private static final Path FILES = Path.of("deploy");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final int port;

    private Gateway(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Where a program is, if it is installed. */
    static boolean isInstalled(String program) {
        return Stream.of((System.getenv("PATH") + ":/usr/sbin:/usr/local/sbin").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** An example upstream, in Python. */
    static Gateway upstream() throws IOException {
        int port = Service.freePort();
        return start(List.of("python3", FILES.resolve("upstream.py").toString(), String.valueOf(port)), Map.of(), port);
    }

    /** A folder that everybody can read, with the scripts. */
    static Path scripts() throws IOException {
        var folder = Files.createTempDirectory("gateway-scripts");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (var script : List.of("latchkey.lua", "latchkey-apache.lua")) {
            Files.copy(FILES.resolve(script), folder.resolve(script));
        }
        return folder;
    }

    /**
     * Starts a gateway.
     *
     * @param file its configuration
     * @param replacements of names and ports in that
     * @param command where {@code CONFIG} stands for the file and {@code FOLDER} for one of its own
     */
    static Gateway start(
            String file, Map<String, String> replacements, List<String> command, Map<String, String> environment)
            throws IOException {
        int port = Service.freePort();
        var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target/gateways")), "gateway")
                .toAbsolutePath();
        var config = folder.resolve(file);
        var text = Files.readString(FILES.resolve(file)).replaceAll("\\b8000\\b", String.valueOf(port));
        for (var replacement : replacements.entrySet()) {
            text = text.replace(replacement.getKey(), replacement.getValue());
        }
        Files.writeString(config, text);
        var words = command.stream()
                .map(word -> word.replace("CONFIG", config.toString()).replace("FOLDER", folder.toString()))
                .toList();
        return start(words, environment, port);
    }

    private static Gateway start(List<String> command, Map<String, String> environment, int port) throws IOException {
        var logs = Files.createDirectories(Path.of("target/service-logs"));
        var out = File.createTempFile("gateway", ".log", logs.toFile());
        var builder = new ProcessBuilder(new ArrayList<>(command))
                .redirectErrorStream(true)
                .redirectOutput(out);
        builder.environment().putAll(environment);
        builder.environment().merge("PATH", "/usr/sbin:/usr/local/sbin", (path, more) -> path + ":" + more);
        var gateway = new Gateway(builder.start(), port);
        await().atMost(PATIENCE).until(() -> gateway.isListening() || !gateway.process.isAlive());
        if (!gateway.process.isAlive()) {
            throw new AssertionError(command + " did not start: " + Files.readString(out.toPath()));
        }
        return gateway;
    }

    private boolean isListening() {
        try (var socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        // Its workers go with it only when it is asked to stop.
        process.destroy();
        process.onExit().join();
    }
}
