package dev.latchkey.start;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.start.Databases.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Several services on one database. */
final class Replicas implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final Database database;
    private final List<Service> services = new ArrayList<>();
    private String token = "";

    Replicas(Database database) {
        this.database = database;
    }

    /** A key and what proves it. */
    record Key(String id, String token) {}

    /** Starts one more; settings are environment variables. */
    Service add(Map<String, String> settings) throws IOException {
        var environment = database.environment();
        environment.put("LATCHKEY_BOOTSTRAP_ORGANIZATION", "Globex");
        environment.put("LATCHKEY_USAGE_LOG_SPOOL_REPLICA", "replica-" + services.size());
        environment.putAll(settings);
        var service = Service.start(environment).awaitListening();
        services.add(service);
        service.tokens().stream().findFirst().ifPresent(first -> token = first);
        return service;
    }

    Replicas add(int replicas) throws IOException {
        for (int i = 0; i < replicas; i++) {
            add(Map.of());
        }
        return this;
    }

    Service get(int replica) {
        return services.get(replica);
    }

    List<Service> all() {
        return services;
    }

    String token() {
        return token;
    }

    Key createKey() {
        return createKey("{\"name\":\"to be revoked\"}");
    }

    Key createKey(String body) {
        var made = post(get(0), "/v1/api-keys", body);
        return new Key(made.path("id").asText(), made.path("token").asText());
    }

    /** The receipt. */
    JsonNode revoke(Service service, Key key) {
        return post(service, "/v1/api-keys/" + key.id() + "/revoke", "");
    }

    /** What a replica answers to a key. */
    int status(Service service, Key key) {
        return send(HttpRequest.newBuilder(uri(service, "/v1/verify")).header("x-api-key", key.token()))
                .statusCode();
    }

    JsonNode post(Service service, String path, String body) {
        return call(service, "POST", path, body);
    }

    /** What a replica answers to the token of a portal session. */
    int portalStatus(Service service, String session) {
        return send(HttpRequest.newBuilder(uri(service, "/v1/portal/profile"))
                        .header("Authorization", "Bearer " + session))
                .statusCode();
    }

    /** With the first key; the answer must be a good one. */
    JsonNode call(Service service, String method, String path, String body) {
        var request = HttpRequest.newBuilder(uri(service, path))
                .header("x-api-key", token)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        var response = send(request);
        if (response.statusCode() / 100 != 2) {
            throw new AssertionError(path + " gave " + response.statusCode() + ": " + response.body());
        }
        return json(response.body());
    }

    static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static URI uri(Service service, String path) {
        return URI.create("http://127.0.0.1:" + service.port() + path);
    }

    @Override
    public void close() {
        services.forEach(Service::close);
    }
}
