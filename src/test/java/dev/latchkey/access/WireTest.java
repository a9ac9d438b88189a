package dev.latchkey.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.Metrics;
import dev.latchkey.Waiting;
import dev.latchkey.audit.TestUsage;
import dev.latchkey.audit.TestUsage.Logged;
import dev.latchkey.key.TestKeys;
import dev.latchkey.key.TestKeys.TestKey;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One row also where the protocol itself is unusual, or the client is. */
@QuarkusTest
class WireTest {

    @Inject
    TestKeys keys;

    @Inject
    TestUsage usage;

    @Inject
    Pool pool;

    @TestHTTPResource("/v1/verify")
    URI verify;

    private UUID acme;
    private TestKey key;

    @BeforeEach
    void aKey() {
        acme = keys.organization();
        key = keys.secret(acme);
        TestRoutes.gate = new CompletableFuture<>();
    }

    @Test
    void everyPipelinedRequestIsOneRow() throws IOException {
        try (var client = RawHttp.connect()) {
            client.send(request("GET /v1/verify", "")
                    + request("GET /v1/none", "")
                    + request("GET /v1/verify", "Connection: close\r\n"));

            assertThat(client.readAll().split("HTTP/1.1 ", -1)).hasSize(4);
        }
        assertThat(usage.rowsOf(acme))
                .extracting(Logged::status)
                .containsExactlyInAnyOrder((short) 200, (short) 404, (short) 200);
    }

    @Test
    void aRequestOverHttp2IsOneRow() throws Exception {
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        var request =
                HttpRequest.newBuilder(verify).header("x-api-key", key.token()).build();

        var answer = client.send(request, BodyHandlers.ofString());

        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(usage.rowsOf(acme)).extracting(Logged::status).containsExactly((short) 200);
    }

    @Test
    void anOddHostChangesNothing() throws IOException {
        try (var client = RawHttp.connect()) {
            client.send(
                    "POST /v1/api-keys HTTP/1.1\r\nHost: a|b{}\r\nx-api-key: " + key.token() + "\r\n"
                            + "Content-Type: application/json\r\nContent-Length: 12\r\nConnection: close\r\n\r\n{\"name\":\"a\"}");

            assertThat(client.readAll()).startsWith("HTTP/1.1 ").doesNotContain("HTTP/1.1 5");
        }
        assertThat(usage.awaitRows(acme, 1)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/%zz", "/v1/verify?a=%zz", "/v1/verify?%", "/v1/verify?x={id}", "/v1/verify?x=a|b", "/v1/{"})
    void aMalformedTargetIsOneRow(String target) throws IOException {
        try (var client = RawHttp.connect()) {
            client.send(request("GET " + target, "Connection: close\r\n"));

            assertThat(client.readAll()).startsWith("HTTP/1.1 40").contains("application/problem+json");
        }
        assertThat(usage.awaitRows(acme, 1))
                .hasSize(1)
                .extracting(Logged::status)
                .doesNotContainNull();
    }

    @Test
    void aRequestWithoutAHostIsOneRow() throws IOException {
        try (var client = RawHttp.connect()) {
            client.send("GET /v1/verify?x=" + key.token() + " HTTP/1.1\r\nx-api-key: " + key.token() + "\r\n\r\n");

            assertThat(client.readUntil("}")).startsWith("HTTP/1.1 400").contains("\"code\":\"malformed_request\"");
        }
        assertThat(usage.awaitRows(acme, 1)).extracting(Logged::status).containsExactly((short) 400);
    }

    @Test
    void aRequestForTheServerAsAWholeIsOneRow() throws IOException {
        try (var client = RawHttp.connect()) {
            client.send(request("OPTIONS *", ""));

            assertThat(client.readUntil("}")).startsWith("HTTP/1.1 404").contains("\"code\":\"not_found\"");
        }
        assertThat(usage.awaitRows(acme, 1)).extracting(Logged::status).containsExactly((short) 404);
    }

    @Test
    void aChunkedBodyThatIsTooLargeIsOneRow() throws IOException {
        try (var client = RawHttp.connect()) {
            client.send(
                    request("POST /v1/api-keys", "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n"));
            for (int i = 0; i < 5; i++) {
                client.send("4000\r\n" + "x".repeat(0x4000) + "\r\n");
            }
            assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 413");
        }
        assertThat(usage.awaitRows(acme, 1)).extracting(Logged::status).containsExactly((short) 413);
    }

    @Test
    void aConnectionGoesOnAfterABodyThatWasNotRead() throws IOException {
        try (var client = RawHttp.connect()) {
            client.send("POST /v1/api-keys HTTP/1.1\r\nHost: x\r\nContent-Length: 300000\r\n\r\n");
            assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 401");
            client.send("x".repeat(300_000));
            client.send(request("GET /v1/verify", "Connection: close\r\n"));

            assertThat(client.readAll()).contains("HTTP/1.1 200");
        }
    }

    @Test
    void aClientThatHangsUpBeforeTheAnswerIsOneRowWithoutAStatus() throws IOException {
        try (var client = RawHttp.connect()) {
            client.send(request("GET /v1/test/slow", ""));
            TestRoutes.awaitWaiting();
        }

        var rows = usage.awaitRows(acme, 1);

        assertThat(rows).extracting(Logged::path).containsExactly("/v1/test/slow");
        assertThat(rows).extracting(Logged::status).containsExactly((Short) null);
    }

    @Test
    void aClientThatHangsUpWhileItsKeyIsLookedUpIsOneRow() throws IOException {
        var lookingUp = Metrics.value("latchkey_keys_loading");
        var connection = pool.getConnection().await().atMost(Waiting.PATIENCE);
        var lock = connection.begin().await().atMost(Waiting.PATIENCE);
        connection
                .query("lock table key_secrets in access exclusive mode")
                .execute()
                .await()
                .atMost(Waiting.PATIENCE);
        try (var client = RawHttp.connect()) {
            client.send(request("POST /v1/test", "Content-Length: 0\r\n"));
            await().until(() -> Metrics.value("latchkey_keys_loading") > lookingUp);
        }
        lock.rollback().chain(connection::close).await().atMost(Waiting.PATIENCE);

        assertThat(usage.awaitRows(acme, 1)).hasSize(1);
        usage.awaitNothingReserved();
    }

    @Test
    void aClientThatHangsUpDuringTheAnswerIsOneRowWithItsStatus() throws IOException {
        try (var client = RawHttp.connect()) {
            client.send(request("GET /v1/test/stream", ""));
            client.readUntil("first");
        }
        TestRoutes.gate.complete("too late");

        assertThat(usage.awaitRows(acme, 1)).extracting(Logged::status).containsExactly((short) 200);
    }

    @Test
    void roomInTheLogIsGivenBackByThoseWhoHangUp() throws IOException {
        for (int i = 0; i < 20; i++) {
            try (var client = RawHttp.connect()) {
                client.send(request("GET /v1/test/slow", ""));
                TestRoutes.awaitWaiting();
            }
        }

        assertThat(usage.awaitRows(acme, 20)).hasSize(20);
        usage.awaitNothingReserved();
    }

    private String request(String line, String headers) {
        return line + " HTTP/1.1\r\nHost: x\r\nx-api-key: " + key.token() + "\r\n" + headers + "\r\n";
    }
}
