package dev.latchkey.leak.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.Waiting;
import dev.latchkey.leak.github.FakeKeyServer.Fault;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyDownloadTest {

    private static final int MAX_SIZE = 10_000;

    private final Vertx vertx = Vertx.vertx();
    private FakeKeyServer server;

    @BeforeEach
    void publish() throws Exception {
        server = FakeKeyServer.start(Map.of("one", TestSigner.FIRST.pem(), "two", TestSigner.SECOND.pem()));
    }

    @AfterEach
    void close() {
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void readsTheKeysAndSaysWhoItIs() {
        assertThat(download(Waiting.PATIENCE)).containsOnlyKeys("one", "two");
        assertThat(server.userAgent()).isEqualTo("latchkey");
    }

    @Test
    void aKeyOfAnotherKindIsPassedOver() {
        server.publish(FakeKeyServer.list(Map.of("one", TestSigner.FIRST.pem(), "other", "ssh-ed25519 AAAA")));

        assertThat(download(Waiting.PATIENCE)).containsOnlyKeys("one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not JSON",
                "[]",
                "{}",
                "{\"public_keys\": {}}",
                "{\"public_keys\": [1]}",
                "{\"public_keys\": []}",
                "{\"public_keys\": [{}]}",
                "{\"public_keys\": [{\"key_identifier\": 1, \"key\": 2}]}"
            })
    void whatIsNoListOfKeysIsAFailure(String body) {
        server.publish(body);

        assertThatThrownBy(() -> download(Waiting.PATIENCE)).isInstanceOf(RuntimeException.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"STATUS_500", "REDIRECT", "CLOSES", "ENDLESS"})
    void anAnswerThatIsNoneIsAFailure(Fault fault) {
        server.fail(fault);

        assertThatThrownBy(() -> download(Waiting.PATIENCE)).isNotInstanceOf(TimeoutException.class);
        server.fail(Fault.NONE);
        assertThat(download(Waiting.PATIENCE)).containsKey("one");
    }

    @ParameterizedTest
    @EnumSource(names = {"NEVER_ANSWERS", "STOPS_HALFWAY"})
    void anAnswerThatDoesNotComeInTimeIsAFailure(Fault fault) {
        server.fail(fault);

        assertThatThrownBy(() -> download(Duration.ofMillis(300))).isInstanceOf(TimeoutException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.com/keys", "ftp://localhost/keys", "keys", "http:keys"})
    void keysAreNotFetchedWhereTheyCouldBeExchanged(String url) {
        assertThatThrownBy(() -> new KeyDownload(vertx, URI.create(url), Waiting.PATIENCE, MAX_SIZE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https");
    }

    private Map<String, SigningKey> download(Duration timeout) {
        return new KeyDownload(vertx, server.url(), timeout, MAX_SIZE)
                .keys()
                .await()
                .atMost(Waiting.PATIENCE.multipliedBy(2));
    }
}
