package dev.latchkey.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.start.Databases.Database;
import dev.latchkey.start.Replicas.Key;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/**
 * Keys are made, used, rotated, revoked, and sent where they do not belong; then their secrets are looked for in
 * everything that the service has written. {@code -Dkeys=10000} is the long version.
 */
class SecretSearchIT {

    private static final int KEYS = Integer.getInteger("keys", 200);
    private static final int AT_ONCE = 16;
    /** Everything that is logged at all. */
    private static final Map<String, String> TALKATIVE =
            Map.of("QUARKUS_LOG_CATEGORY__DEV_LATCHKEY__LEVEL", "DEBUG", "QUARKUS_HTTP_ACCESS_LOG_ENABLED", "true");

    @RegisterExtension
    static final Databases databases = new Databases();

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void theSearchFindsWhatIsThere() {
        var token = "mf_sk_test_0123456789abcdefghijABCDEFGHIJ123456";
        var search = new SecretSearch(List.of(token));
        var bytes = token.getBytes(StandardCharsets.US_ASCII);

        assertThat(search.find(("x" + token.substring(20, 32) + "…").getBytes(StandardCharsets.UTF_8)))
                .isPresent();
        assertThat(search.find(HexFormat.of().withUpperCase().formatHex(bytes).getBytes(StandardCharsets.US_ASCII)))
                .isPresent();
        for (int before = 0; before < 3; before++) {
            var text = "?".repeat(before) + token + "!";
            assertThat(search.find(Base64.getEncoder().encode(text.getBytes(StandardCharsets.US_ASCII))))
                    .isPresent();
        }
        assertThat(search.find((token.substring(0, 11) + "…" + token.substring(40)).getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void noSecretIsAnywhere() throws Exception {
        var database = databases.create();
        try (var replicas = new Replicas(database)) {
            var service = replicas.add(TALKATIVE);
            var tokens = new ArrayList<>(List.of(replicas.token()));
            var lives = new ArrayList<Future<List<String>>>();
            var threads = Executors.newFixedThreadPool(AT_ONCE);
            var progress = new Progress("keys that lived", KEYS);
            try {
                for (int i = 0; i < KEYS; i++) {
                    lives.add(threads.submit(() -> live(replicas, service)));
                }
                for (var life : lives) {
                    tokens.addAll(life.get());
                    progress.step(tokens.size() + " secrets");
                }
            } finally {
                threads.shutdownNow();
            }
            new Books(database).awaitWritten(service);

            var search = new SecretSearch(tokens);
            var looked = new TreeMap<String, Integer>();
            for (var place : places(database, service, replicas).entrySet()) {
                assertThat(search.find(place.getValue())).as(place.getKey()).isEmpty();
                looked.put(place.getKey() + " KiB", place.getValue().length / 1024);
            }
            progress.result(looked);
            assertThat(looked.get("table api_key_usage_logs KiB")).isPositive();
        }
    }

    /** One key from its beginning to its end, with its secret wherever a careless caller may put it. */
    private List<String> live(Replicas replicas, Service service) throws Exception {
        var key = replicas.createKey();
        send(service, "GET", "/v1/verify", key.token());
        var rotated = send(service, "POST", "/v1/api-keys/" + key.id() + "/rotate", replicas.token());
        var second = Replicas.json(rotated).path("token").asText();
        send(service, "GET", "/v1/verify", second);
        for (var token : List.of(key.token(), second)) {
            send(service, "GET", "/v1/" + token, token);
            send(service, "GET", "/v1/verify?key=" + token, token);
            send(service, "GET", "/v1/verify", token + "x");
            send(service, "GET", "/v1/verify", mistyped(token));
            send(service, "GET", "/v1/verify", token, "Authorization", "Bearer " + token);
            send(service, "GET", "/v1/verify", token, "User-Agent", "careless/" + token);
            send(service, "GET", "/v1/verify", token, "X-Request-Id", token);
            send(service, "GET", "/v1/api-keys/" + token, replicas.token());
        }
        replicas.revoke(service, new Key(key.id(), second));
        send(service, "GET", "/v1/verify", second);
        return List.of(key.token(), second);
    }

    private static String mistyped(String token) {
        char last = token.charAt(token.length() - 1);
        return token.substring(0, token.length() - 1) + (last == 'a' ? 'b' : 'a');
    }

    private String send(Service service, String method, String path, String token, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
                .header("x-api-key", token)
                .method(
                        method,
                        method.equals("POST")
                                ? HttpRequest.BodyPublishers.ofString("{}")
                                : HttpRequest.BodyPublishers.noBody());
        if (method.equals("POST")) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString()).body();
    }

    private static Map<String, byte[]> places(Database database, Service service, Replicas replicas) throws Exception {
        var places = new TreeMap<String, byte[]>();
        // What was printed at the first start is meant to be there, and is looked for in what came after it.
        places.put(
                "standard output", service.out().replace(replicas.token(), "").getBytes(StandardCharsets.UTF_8));
        places.put("standard error", service.err().getBytes(StandardCharsets.UTF_8));
        places.put("metrics", service.get("/q/metrics", "").body().getBytes(StandardCharsets.UTF_8));
        places.put("readiness", service.get("/q/health/ready", "").body().getBytes(StandardCharsets.UTF_8));
        try (var files = Files.walk(database.spool())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                places.put("spool " + database.spool().relativize(file), Files.readAllBytes(file));
            }
        }
        for (var table : database.texts("select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = "
                + "c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'p')")) {
            places.put("table " + table, dump(database, table));
        }
        return places;
    }

    private static byte[] dump(Database database, String table) throws SQLException, IOException {
        var bytes = new ByteArrayOutputStream();
        try (var connection = database.open()) {
            new CopyManager(connection.unwrap(BaseConnection.class))
                    .copyOut("copy (select * from " + table + ") to stdout", bytes);
        }
        return bytes.toByteArray();
    }
}
