package dev.latchkey.leak.github;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.latchkey.Metrics;
import dev.latchkey.key.TestKeys;
import dev.latchkey.key.TestKeys.TestKey;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Only what GitHub has signed is read. */
@QuarkusTest
@TestProfile(ScanningProfile.class)
class BatchSignatureTest {

    @Inject
    TestKeys keys;

    @ConfigProperty(name = "latchkey.leak.github.public-keys-url")
    URI published;

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    private TestKey key;
    private byte[] body;
    private byte[] signature;

    @BeforeEach
    void aBatch() {
        key = keys.secret(keys.organization());
        body = Batches.of(key.token());
        signature = TestSigner.FIRST.sign(body);
    }

    @AfterEach
    void publish() {
        publish("published", TestSigner.SECOND);
    }

    @Test
    void aBodyWithOneFlippedBitIsRefused() {
        for (int i : new int[] {0, body.length / 2, body.length - 1}) {
            var other = body.clone();
            other[i] ^= 1;
            isRefused(Batches.send(other, signature));
        }
        isRefused(Batches.send(Arrays.copyOf(body, body.length + 1), signature));
    }

    @Test
    void aWrongSignatureIsRefused() {
        isRefused(Batches.send(body, TestSigner.SECOND.sign(body)));
        isRefused(Batches.send(body, Arrays.copyOf(signature, signature.length - 1)));
        isRefused(Batches.send(body, new byte[0]));
        isRefused(Batches.send(body, Batches.CONFIGURED, "not base64!"));
        isRefused(Batches.send(body, Batches.CONFIGURED, "A".repeat(300)));
        isRefused(Batches.send(body, "published", TestSigner.base64(signature)));
    }

    @ParameterizedTest
    @CsvSource({"unknown", "''", "../../etc/passwd", "configured%00"})
    void anUnknownKeyIsRefused(String id) {
        isRefused(Batches.send(body, id, TestSigner.base64(signature)));
    }

    @Test
    void withoutExactlyOneOfEachHeaderItIsRefused() {
        var text = TestSigner.base64(signature);
        isRefused(Batches.send(given(), body));
        isRefused(Batches.send(given().header(Batches.SIGNATURE, text), body));
        isRefused(Batches.send(given().header(Batches.KEY_ID, Batches.CONFIGURED), body));
        isRefused(Batches.send(
                given().header(Batches.KEY_ID, Batches.CONFIGURED).header(Batches.SIGNATURE, text, text), body));
    }

    @Test
    void nothingIsReadOfABodyBeforeItsSignature() {
        var nonsense = "nonsense".getBytes(StandardCharsets.UTF_8);
        isRefused(Batches.send(nonsense, signature));

        Batches.send(nonsense).statusCode(400).body("code", equalTo("malformed_request"));
    }

    @Test
    void aPublishedKeyIsAsGoodAsAConfiguredOne() {
        Batches.send(body, "published", TestSigner.base64(TestSigner.SECOND.sign(body)))
                .statusCode(200);

        assertThat(verify()).isEqualTo(401);
    }

    @Test
    void aKeyThatIsPublishedLaterIsFetched() {
        isRefused(Batches.send(body, "next", TestSigner.base64(signature)));
        publish("next", TestSigner.FIRST);

        Batches.send(body, "next", TestSigner.base64(signature)).statusCode(200);
    }

    @Test
    void whileKeysCannotBeFetchedTheBatchMayBeSentAgain() {
        given().delete(published).then().statusCode(200);
        var failed = Metrics.value("latchkey_leak_github_fetches_total{outcome=\"failed\"}");

        Batches.send(body, "later", TestSigner.base64(signature))
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("unavailable"));

        assertThat(Metrics.value("latchkey_leak_github_fetches_total{outcome=\"failed\"}"))
                .isEqualTo(failed + 1);
        assertThat(verify()).isEqualTo(200);
        publish("later", TestSigner.FIRST);
        Batches.send(body, "later", TestSigner.base64(signature)).statusCode(200);
    }

    @Test
    void aBodyOfUnknownLengthIsReadAsAnyOther() throws Exception {
        var request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/v1/integrations/github/secret-scanning"))
                .header("Content-Type", "application/json")
                .header(Batches.KEY_ID, Batches.CONFIGURED)
                .header(Batches.SIGNATURE, TestSigner.base64(signature))
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build();

        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(verify()).isEqualTo(401);
    }

    @Test
    void whoSendsAKeyNeedsAGoodOneAndASignatureToo() {
        isRefused(Batches.send(given().header("x-api-key", key.token()), body));
        Batches.send(given().header("x-api-key", "x"), body).statusCode(401);
    }

    @Test
    void refusedBatchesAreCounted() {
        var before = Metrics.value("latchkey_leak_github_batches_total{outcome=\"signature_invalid\"}");

        isRefused(Batches.send(given(), body));

        assertThat(Metrics.value("latchkey_leak_github_batches_total{outcome=\"signature_invalid\"}"))
                .isEqualTo(before + 1);
    }

    @Test
    void itIsBounded() {
        var large = Batches.of("x".repeat(256 * 1024));
        Batches.send(large).statusCode(413).body("code", equalTo("content_too_large"));
        // More than other routes take.
        Batches.send(Batches.of("x".repeat(200 * 1024))).statusCode(200).body("label", contains("false_positive"));

        var many = Batches.of(java.util.Collections.nCopies(501, "x"));
        Batches.send(many).statusCode(400).body("errors.message", contains("must hold 1 to 500 tokens"));
    }

    private void isRefused(ValidatableResponse answer) {
        answer.statusCode(403).body("code", equalTo("signature_invalid"));
        assertThat(verify()).isEqualTo(200);
    }

    private int verify() {
        return given().header("x-api-key", key.token()).get("/v1/verify").statusCode();
    }

    private void publish(String id, TestSigner signer) {
        given().body(FakeKeyServer.list(Map.of(id, signer.pem())))
                .put(published)
                .then()
                .statusCode(200);
    }
}
