package dev.latchkey.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.latchkey.start.Databases.Database;
import dev.latchkey.start.GatewayClient.Answer;
import dev.latchkey.start.Replicas.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What holds of every gateway in front of the service and an upstream in another language. */
abstract class GatewayRows {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SECRET = "what gateways and this service know";

    @RegisterExtension
    static final Databases databases = new Databases();

    private Database database;
    private Replicas replicas;
    private Service service;
    private Gateway upstream;
    private Gateway gateway;
    private GatewayClient client;

    /** The program; the value of LATCHKEY_GATEWAY_ORIGINAL; the file; how it is started. */
    abstract String program();

    abstract String original();

    abstract String file();

    abstract List<String> command();

    boolean needsLuaSocket() {
        return false;
    }

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Gateway.isInstalled(program()), program() + " is not installed");
        assumeTrue(Gateway.isInstalled("python3"), "python3 is not installed");
        assumeTrue(
                !needsLuaSocket() || Files.exists(Path.of("/usr/share/lua/5.3/socket/http.lua")),
                "lua-socket is not installed");
        database = databases.create();
        replicas = new Replicas(database);
        service = replicas.add(settings());
        upstream = Gateway.upstream();
        var latchkey = "127.0.0.1:" + service.port();
        var scripts = Gateway.scripts().toString();
        gateway = Gateway.start(
                file(),
                Map.of(
                        "latchkey:8080",
                        latchkey,
                        "upstream:9000",
                        "127.0.0.1:" + upstream.port(),
                        "/usr/local/etc/haproxy",
                        scripts,
                        "/etc/apache2",
                        scripts,
                        file().equals("nginx.conf") ? "${LATCHKEY_GATEWAY_SECRET}" : "(none)",
                        SECRET),
                command(),
                Map.of("LATCHKEY_GATEWAY_SECRET", SECRET, "LATCHKEY_URL", "http://" + latchkey));
        client = new GatewayClient(gateway.port());
    }

    private Map<String, String> settings() {
        var settings = new HashMap<String, String>();
        settings.put("LATCHKEY_GATEWAY_ENABLED", "true");
        settings.put("LATCHKEY_GATEWAY_ORIGINAL", original());
        settings.put("LATCHKEY_GATEWAY_SECRET", SECRET);
        settings.put("LATCHKEY_PROXY_FORWARDING", "x-forwarded-for");
        settings.put("LATCHKEY_PROXY_TRUSTED", "127.0.0.1");
        settings.put("LATCHKEY_GATEWAY_ROUTES_0__METHODS", "GET,POST");
        settings.put("LATCHKEY_GATEWAY_ROUTES_0__PATH", "/prices/**");
        settings.put("LATCHKEY_GATEWAY_ROUTES_0__PUBLIC", "true");
        settings.put("LATCHKEY_GATEWAY_ROUTES_1__PATH", "/orders/**");
        settings.put("LATCHKEY_GATEWAY_ROUTES_1__SCOPE", "orders:read");
        return settings;
    }

    @AfterEach
    void stop() {
        for (AutoCloseable started : new AutoCloseable[] {gateway, upstream, replicas}) {
            if (started != null) {
                try {
                    started.close();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    @Test
    void everyKeyGetsWhatItMay() throws Exception {
        var secret = replicas.createKey();
        var limited = replicas.createKey("{\"name\":\"orders\",\"scopes\":[\"orders:read\"]}");
        var publishable = replicas.createKey("{\"name\":\"page\",\"type\":\"publishable\"}");

        var right = client.send("GET", "/orders/7?page=2", secret.token());
        assertThat(right.status()).as(right.body()).isEqualTo(200);
        assertThat(right.json().path("path").asText()).isEqualTo("/orders/7?page=2");
        assertThat(right.received("x-latchkey-key-id")).containsExactly(secret.id());
        assertThat(right.received("x-latchkey-key-type")).containsExactly("secret");
        assertThat(right.received("x-latchkey-environment")).containsExactly("test");
        assertThat(right.received("x-latchkey-scopes")).containsExactly("*");
        assertThat(right.received("x-latchkey-organization-id"))
                .singleElement()
                .asString()
                .startsWith("org_");
        assertThat(right.received("x-api-key")).isEmpty();

        assertThat(client.send("POST", "/orders", secret.token())
                        .json()
                        .path("method")
                        .asText())
                .isEqualTo("POST");
        assertThat(client.send("GET", "/orders/7", limited.token()).received("x-latchkey-scopes"))
                .containsExactly("orders:read");
        assertRefused(client.send("GET", "/prices", limited.token()), 403, "scope_missing");
        assertThat(client.send("GET", "/prices", publishable.token()).received("x-latchkey-key-type"))
                .containsExactly("publishable");
        assertRefused(client.send("POST", "/prices", publishable.token()), 403, "secret_key_required");
        assertRefused(client.send("GET", "/orders/7", publishable.token()), 403, "secret_key_required");

        assertThat(rows(secret))
                .containsExactlyInAnyOrder(
                        "GET /orders/7 /orders/** 200 127.0.0.2", "POST /orders /orders/** 200 127.0.0.2");
        assertThat(rows(publishable)).contains("POST /prices - 403 127.0.0.2");
    }

    @Test
    void wrongAndRevokedKeysDoNotPass() throws Exception {
        var key = replicas.createKey();
        assertThat(client.send("GET", "/orders/7", key.token()).status()).isEqualTo(200);

        assertRefused(client.send("GET", "/orders/7", ""), 401, "key_invalid");
        assertRefused(client.send("GET", "/orders/7", "mf_sk_test_wrong"), 401, "key_invalid");
        replicas.revoke(service, key);
        var refused = client.send("GET", "/orders/7", key.token());
        assertRefused(refused, 401, "key_revoked");
        assertThat(refused.head().lines().filter(line -> line.startsWith("www-authenticate:")))
                .hasSize(1);

        assertThat(rows(key))
                .containsExactlyInAnyOrder("GET /orders/7 /orders/** 200 127.0.0.2", "GET /orders/7 - 401 127.0.0.2");
    }

    @Test
    void whatTheClientForgesCountsForNothing() throws Exception {
        var key = replicas.createKey("{\"name\":\"prices\",\"scopes\":[\"api_keys:read\"]}");
        var forged = new String[] {
            "X-Latchkey-Key-Id: key_forged", "X-Latchkey-Scopes: *", "x-latchkey-organization-id: org_forged",
            "X-Latchkey-Key-Type: secret", "X-Latchkey-Environment: live", "X-Latchkey-Problem: none",
            "X_Latchkey_Key_Id: key_forged", "X-Latchkey_Scopes: *", "X-Latchkey-Gateway-Secret: " + SECRET,
            "X-Original-Method: GET", "X-Original-URI: /v1/verify", "X-Forwarded-Method: GET",
            "X-Forwarded-Uri: /v1/verify", "X-Forwarded-For: 203.0.113.9", "Forwarded: for=203.0.113.9"
        };

        assertRefused(client.send("POST", "/orders", key.token(), forged), 403, "scope_missing");
        assertRefused(client.send("POST", "/orders", "", forged), 401, "key_invalid");
        var unlimited = replicas.createKey();
        var passed = client.send("GET", "/orders", unlimited.token(), forged);
        var preflight = client.send(
                "OPTIONS",
                "/orders",
                "",
                "X-Latchkey-Key-Id: key_forged",
                "X_Latchkey_Key_Id: key_forged",
                "Origin: https://app.example.com",
                "Access-Control-Request-Method: GET");

        assertThat(passed.body()).doesNotContain("forged").doesNotContain(SECRET);
        assertThat(passed.received("x-latchkey-key-id")).containsExactly(unlimited.id());
        assertThat(passed.received("x-latchkey-scopes")).containsExactly("*");
        assertThat(passed.receivedNames())
                .noneMatch(name -> name.replace('-', '_').startsWith("x_latchkey_problem"));
        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.json().path("method").asText()).isEqualTo("OPTIONS");
        assertThat(preflight.json().path("headers").toString()).doesNotContain("key_", "org_");
        assertThat(rows(key)).containsExactly("POST /orders /orders/** 403 127.0.0.2");
        assertThat(rows(unlimited)).containsExactly("GET /orders /orders/** 200 127.0.0.2");
    }

    @Test
    void theRateIsTheSameOne() throws Exception {
        var key = replicas.createKey("{\"name\":\"slow\",\"rateLimit\":{\"requests\":1,\"period\":\"PT1H\"}}");

        assertThat(client.send("GET", "/orders", key.token()).status()).isEqualTo(200);
        var refused = client.send("GET", "/orders", key.token());

        assertRefused(refused, 429, "rate_limited");
        assertThat(refused.head()).contains("retry-after: ", "ratelimit: \"key\";r=0");
    }

    @Test
    void nothingPassesWithoutTheService() {
        var key = replicas.createKey();
        assertThat(client.send("GET", "/orders", key.token()).status()).isEqualTo(200);

        replicas.close();

        for (var token : List.of(key.token(), "", "mf_sk_test_wrong")) {
            var answer = client.send("GET", "/orders", token, "X-Latchkey-Key-Id: key_forged");
            assertThat(answer.status()).isBetween(500, 504);
            assertThat(answer.body()).doesNotContain("x-latchkey");
        }
    }

    @Test
    void fiveHundredAtOnceAreAllInTheLog() throws Exception {
        var key = replicas.createKey();
        var pool = Executors.newFixedThreadPool(50);
        try {
            var calls = java.util.stream.IntStream.range(0, 500)
                    .<Callable<Answer>>mapToObj(i -> () -> client.send("GET", "/orders/" + i, key.token()))
                    .toList();
            for (var answer : pool.invokeAll(calls)) {
                assertThat(answer.get().status()).isEqualTo(200);
                assertThat(answer.get().received("x-latchkey-key-id")).containsExactly(key.id());
            }
        } finally {
            pool.shutdown();
        }

        await().atMost(PATIENCE).until(() -> rows(key).size() == 500);
        assertThat(rows(key)).allMatch(row -> row.matches("GET /orders/\\d+ /orders/\\*\\* 200 127\\.0\\.0\\.2"));
    }

    private static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().path("code").asText()).isEqualTo(code);
        assertThat(answer.head()).contains("content-type: application/problem+json");
    }

    /** The rows of a key, once everything is stored: method, path, route, status and address. */
    private List<String> rows(Key key) throws IOException, SQLException {
        new Books(database).awaitWritten(service);
        return database.list("select concat_ws(' ', method, path, coalesce(route, '-'), status, host(client_address)) "
                + "from api_key_usage_logs where api_key_id = '"
                + dev.latchkey.id.TypeId.API_KEY.parse(key.id()).orElseThrow() + "'");
    }
}
