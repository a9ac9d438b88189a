package dev.latchkey.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Waiting;
import dev.latchkey.audit.TestUsage;
import dev.latchkey.key.TestKeys;
import dev.latchkey.key.TestKeys.TestKey;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In the mode sync an answer leaves when its row is committed, whatever produced the answer. */
@QuarkusTest
@TestProfile(SyncTest.Sync.class)
class SyncTest {

    public static class Sync implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("latchkey.usage-log.durability", "sync");
        }
    }

    @Inject
    TestKeys keys;

    @Inject
    TestUsage usage;

    @Inject
    Pool pool;

    private UUID acme;
    private TestKey key;

    @BeforeEach
    void aKey() {
        acme = keys.organization();
        key = keys.secret(acme);
        TestRoutes.gate = CompletableFuture.completedFuture("open");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /v1/verify,          200",
        "HEAD,   /v1/verify,          200",
        "GET,    /nothing,            404",
        "PUT,    /v1/verify,          405",
        "GET,    /v1/test/throws,     500",
        "GET,    /v1/test/fails,      500",
        "GET,    /v1/test/unwritable, 500",
        "GET,    /v1/test/stream,     200",
        "DELETE, /v1/test,            204",
        "OPTIONS, /v1/verify,         200",
    })
    void theRowIsThereWhenTheAnswerIs(String method, String target, int status) {
        as(key).request(method, target).then().statusCode(status);

        assertThat(usage.rowsNow(acme)).hasSize(1);
    }

    @Test
    void answersWaitForTheirCommitTogetherAndBlockNoThread() {
        var holder = pool.getConnection().await().atMost(Waiting.PATIENCE);
        holder.query("begin; lock table api_key_usage_logs in exclusive mode")
                .execute()
                .await()
                .atMost(Waiting.PATIENCE);

        var answers = IntStream.range(0, 50)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> as(key).get("/v1/verify").statusCode(), task -> new Thread(task).start()))
                .toList();
        Awaitility.await().atMost(Waiting.PATIENCE).until(() -> usage.held() == 50);
        given().get("/q/health/live").then().statusCode(200);
        assertThat(answers).noneMatch(CompletableFuture::isDone);

        holder.query("commit").execute().await().atMost(Waiting.PATIENCE);
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.orTimeout(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                                .join())
                        .isEqualTo(200));
        assertThat(usage.rowsNow(acme)).hasSize(50);
        holder.close().await().atMost(Waiting.PATIENCE);
    }

    @Test
    void pipelinedAnswersWaitEachForItsOwnRow() throws Exception {
        var request = "GET /v1/verify HTTP/1.1\r\nHost: x\r\nx-api-key: " + key.token() + "\r\n\r\n";
        try (var client = RawHttp.connect()) {
            client.send(request.repeat(5));
            for (int i = 1; i <= 5; i++) {
                client.readUntil("\"expiresAt\"");
                assertThat(usage.rowsNow(acme).size()).isGreaterThanOrEqualTo(i);
            }
        }
    }

    @Test
    void answersOverHttp2WaitToo() throws Exception {
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        var request = HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/v1/verify"))
                .header("x-api-key", key.token())
                .build();
        for (int i = 1; i <= 3; i++) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(usage.rowsNow(acme)).hasSize(i);
        }
    }

    @Test
    void aBodyThatIsTooLargeIsAnsweredAfterItsRow() {
        as(key).contentType(ContentType.JSON)
                .body(new byte[1 << 20])
                .post("/v1/api-keys")
                .then()
                .statusCode(413);

        assertThat(usage.rowsNow(acme)).hasSize(1);
    }

    private static RequestSpecification as(TestKey key) {
        return given().header("x-api-key", key.token());
    }
}
