package dev.latchkey.start;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The packaged service as a process of its own, as an operator runs it. */
final class Service implements AutoCloseable {

    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
    private static final Pattern TOKEN = Pattern.compile("mf_[sp]k_(?:test|live)_[0-9A-Za-z]{36}");
    private static final int FIRST_PORT = 20_000;
    private static final int FIRST_CLIENT_PORT = 32_768;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final File out;
    private final File err;
    private final int port;

    private Service(Process process, File out, File err, int port) {
        this.process = process;
        this.out = out;
        this.err = err;
        this.port = port;
    }

    static Service start(Map<String, String> environment) throws IOException {
        return start(environment, freePort());
    }

    static Service start(Map<String, String> environment, int port) throws IOException {
        return start(environment, port, List.of());
    }

    /** With more options for the JVM. */
    static Service start(Map<String, String> environment, int port, List<String> options) throws IOException {
        return start(environment, port, options, List.of(), "");
    }

    /** Does what the arguments say, with a text as standard input. */
    static Service command(Map<String, String> environment, String input, String... arguments) throws IOException {
        return start(environment, freePort(), List.of(), List.of(arguments), input);
    }

    private static Service start(
            Map<String, String> environment, int port, List<String> options, List<String> arguments, String input)
            throws IOException {
        var logs = Files.createDirectories(Path.of("target/service-logs"));
        var out = File.createTempFile("out", ".log", logs.toFile());
        var err = File.createTempFile("err", ".log", logs.toFile());
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx256m");
        command.addAll(options);
        command.addAll(List.of("-jar", JAR.toAbsolutePath().toString()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command)
                .directory(logs.toFile())
                .redirectOutput(out)
                .redirectError(err);
        builder.environment().putAll(environment);
        builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
        var process = builder.start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        return new Service(process, out, err, port);
    }

    /** The environment variables that stand for the settings. */
    static Map<String, String> environment(Map<String, String> settings) {
        var variables = new HashMap<String, String>();
        settings.forEach((name, value) ->
                variables.put(name.toUpperCase(java.util.Locale.ROOT).replaceAll("[.-]", "_"), value));
        variables.put("LATCHKEY_KEYS_PEPPER", "a pepper for tests, of more than 32 characters");
        return variables;
    }

    Service awaitListening() {
        await().atMost(PATIENCE).until(() -> out().contains("Listening on") || !process.isAlive());
        if (!process.isAlive()) {
            throw new AssertionError("the service did not start: " + err() + out());
        }
        return this;
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the service did not end");
        }
        return process.exitValue();
    }

    HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (!token.isEmpty()) {
            request.header("x-api-key", token);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Without a key. */
    HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        return client.send(request.build(), BodyHandlers.ofString());
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    /** The value of a series of the service's own metrics. */
    double metric(String series) {
        try {
            return get("/q/metrics", "")
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(series + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("there is no series " + series));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What is in use: the heap after a collection, and all memory that is resident. The heap must be touched at start. */
    long liveKilobytes() throws IOException, InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        new ProcessBuilder(jcmd, String.valueOf(pid()), "GC.run")
                .redirectOutput(Redirect.DISCARD)
                .start()
                .waitFor();
        double heap = get("/q/metrics", "")
                .body()
                .lines()
                .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
        return residentKilobytes() + (long) heap / 1024;
    }

    /** As Linux counts it, the files that are mapped included; 0 elsewhere. */
    long residentKilobytes() throws IOException {
        var status = Path.of("/proc", String.valueOf(pid()), "status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                : 0;
    }

    /** The tokens that were printed so far. */
    List<String> tokens() {
        return TOKEN.matcher(out()).results().map(MatchResult::group).distinct().toList();
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    void terminate() {
        process.destroy();
    }

    /** Kills the service, as kill -9 does. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    /** Below those from which the system takes the ports of clients, which could have it before the service has. */
    static int freePort() throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, FIRST_CLIENT_PORT);
            try (var socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (BindException inUse) {
                // Another one.
            }
        }
    }

    private static String read(File file) {
        try {
            return Files.readString(file.toPath());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
