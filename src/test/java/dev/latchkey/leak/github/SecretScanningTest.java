package dev.latchkey.leak.github;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.Metrics;
import dev.latchkey.key.TestKeys;
import dev.latchkey.key.TestKeys.TestKey;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of the tokens in a batch that GitHub has signed. */
@QuarkusTest
@TestProfile(ScanningProfile.class)
class SecretScanningTest {

    @Inject
    TestKeys keys;

    private UUID acme;
    private TestKey test;
    private TestKey live;

    @BeforeEach
    void twoKeys() {
        acme = keys.organization();
        test = keys.secret(acme);
        live = keys.live(acme);
    }

    @Test
    void everyKeyIsRevokedForGoodWhoseverItIs() {
        var theirs = keys.publishable(keys.organization());

        Batches.send(Batches.of(test.token(), live.token(), theirs.token()))
                .statusCode(200)
                .body("label", contains("true_positive", "true_positive", "true_positive"));

        assertThat(verify(test)).isEqualTo(401);
        assertThat(verify(live)).isEqualTo(401);
        assertThat(verify(theirs)).isEqualTo(401);
        events(keys.secret(acme), test)
                .body("data.type", containsInAnyOrder("revoked", "leak_reported", "created"))
                .body(
                        "data.find { it.type == 'leak_reported' }.detail",
                        equalTo("GitHub secret scanning, commit: " + Batches.URL))
                .body("data.find { it.type == 'leak_reported' }.actorApiKeyId", nullValue());
    }

    @Test
    void theAnswerHasOneEntryForEachAndNoToken() {
        var unknown = keys.unknownToken();
        var answer = Batches.send(Batches.of(test.token(), unknown, "no token", test.token(), ""))
                .statusCode(200)
                .body(
                        "label",
                        contains(
                                "true_positive", "false_positive", "false_positive", "true_positive", "false_positive"))
                .body("token_type", contains("a_type", "a_type", "a_type", "a_type", "a_type"))
                .body(
                        "token_hash",
                        contains(hash(test.token()), hash(unknown), hash("no token"), hash(test.token()), hash("")))
                .extract()
                .asString();

        assertThat(answer).doesNotContain(test.token()).doesNotContain(unknown);
    }

    @Test
    void aTokenThatIsFoundAgainChangesNothingMore() {
        Batches.send(Batches.of(test.token())).statusCode(200);

        Batches.send(Batches.of(test.token(), "elsewhere"))
                .statusCode(200)
                .body("label", contains("true_positive", "false_positive"));

        events(keys.secret(acme), test).body("data.type", containsInAnyOrder("revoked", "leak_reported", "created"));
    }

    @Test
    void aTokenThatIsRetiredIsOneAndStopsNothing() {
        String newer = given().header("x-api-key", keys.secret(acme).token())
                .contentType(ContentType.JSON)
                .body("{\"overlap\": \"PT0S\"}")
                .post("/v1/api-keys/{id}/rotate", test.id())
                .path("token");

        Batches.send(Batches.of(test.token())).statusCode(200).body("label", contains("true_positive"));
        assertThat(verify(newer)).isEqualTo(200);

        // Unless the one that works is found beside it.
        Batches.send(Batches.of(test.token(), newer)).statusCode(200);
        assertThat(verify(newer)).isEqualTo(401);
    }

    @Test
    void fiveHundredTokensAreOneBatch() {
        var some = IntStream.range(0, 100).mapToObj(i -> keys.secret(acme)).toList();
        var tokens = IntStream.range(0, 500)
                .mapToObj(i -> i % 5 == 0 ? some.get(i / 5).token() : keys.unknownToken())
                .toList();
        var revoked = Metrics.value("latchkey_leak_github_tokens_total{outcome=\"revoked\"}");
        var unknown = Metrics.value("latchkey_leak_github_tokens_total{outcome=\"unknown\"}");

        Batches.send(Batches.of(tokens))
                .statusCode(200)
                .body("size()", equalTo(500))
                .body("findAll { it.label == 'true_positive' }.size()", equalTo(100));

        assertThat(some).allSatisfy(key -> assertThat(verify(key)).isEqualTo(401));
        assertThat(Metrics.value("latchkey_leak_github_tokens_total{outcome=\"revoked\"}"))
                .isEqualTo(revoked + 100);
        assertThat(Metrics.value("latchkey_leak_github_tokens_total{outcome=\"unknown\"}"))
                .isEqualTo(unknown + 400);
    }

    private static ValidatableResponse events(TestKey by, TestKey of) {
        return given().header("x-api-key", by.token())
                .get("/v1/api-keys/{id}/events", of.id())
                .then()
                .statusCode(200);
    }

    private static int verify(TestKey key) {
        return verify(key.token());
    }

    private static int verify(String token) {
        return given().header("x-api-key", token).get("/v1/verify").statusCode();
    }

    private static String hash(String token) {
        return HexFormat.of().formatHex(Sha256.of(token.getBytes(StandardCharsets.UTF_8)));
    }
}
