package dev.latchkey.leak.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {

    private static final byte[] MESSAGE = "[{\"token\": \"x\"}]".getBytes(StandardCharsets.UTF_8);

    private final SigningKey key = SigningKey.parse(TestSigner.FIRST.publicKey());

    /** The example of GitHub's documentation, and the key that it names. */
    @Test
    void whatGithubSignsIsValid() {
        var github = SigningKey.parse("""
                -----BEGIN PUBLIC KEY-----
                MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEYAGMWO8XgCamYKMJS6jc/qgvSlAd
                AjPuDPRcXU22YxgBrz+zoN19MzuRyW87qEt9/AmtoNP5GrobzUvQSyJFVw==
                -----END PUBLIC KEY-----
                """);
        var body = "[{\"source\":\"commit\",\"token\":\"some_token\",\"type\":\"some_type\","
                + "\"url\":\"https://example.com/base-repo-url/\"}]";
        var signature = Base64.getDecoder()
                .decode("MEQCIQDaMKqrGnE27S0kgMrEK0eYBmyG0LeZismAEz/BgZyt7AIfXt9fErtRS4XaeSt/AO1RtBY66YcAdjxji410"
                        + "VQV4xg==");

        assertThat(github.hasSigned(body.getBytes(StandardCharsets.UTF_8), signature))
                .isTrue();
        assertThat(key.hasSigned(body.getBytes(StandardCharsets.UTF_8), signature))
                .isFalse();
    }

    @Test
    void aSignatureIsOfOneMessageAndOneKey() {
        var signature = TestSigner.FIRST.sign(MESSAGE);

        assertThat(key.hasSigned(MESSAGE, signature)).isTrue();
        assertThat(SigningKey.parse(TestSigner.FIRST.pem().replace("\n", "\r\n"))
                        .hasSigned(MESSAGE, signature))
                .isTrue();
        assertThat(SigningKey.parse(TestSigner.SECOND.publicKey()).hasSigned(MESSAGE, signature))
                .isFalse();
    }

    @Test
    void oneFlippedBitOfTheMessageIsNoticed() {
        var signature = TestSigner.FIRST.sign(MESSAGE);
        for (int i = 0; i < MESSAGE.length; i++) {
            var other = MESSAGE.clone();
            other[i] ^= 1;
            assertThat(key.hasSigned(other, signature)).isFalse();
        }
    }

    @Test
    void aDamagedSignatureIsNotValidAndNoFailure() {
        var signature = TestSigner.FIRST.sign(MESSAGE);
        for (int i = 0; i < signature.length; i++) {
            var other = signature.clone();
            other[i] ^= 1;
            assertThat(key.hasSigned(MESSAGE, other)).as("byte %d", i).isFalse();
            assertThat(key.hasSigned(MESSAGE, Arrays.copyOf(signature, i)))
                    .as("%d bytes", i)
                    .isFalse();
        }
        assertThat(key.hasSigned(MESSAGE, Arrays.copyOf(signature, signature.length + 1)))
                .isFalse();
    }

    /** With these every message was signed, for a Java that did not look (CVE-2022-21449). */
    @Test
    void nothingIsNoSignature() {
        assertThat(key.hasSigned(MESSAGE, TestSigner.der(BigInteger.ZERO, BigInteger.ZERO)))
                .isFalse();
        assertThat(key.hasSigned(MESSAGE, TestSigner.der(BigInteger.ONE, BigInteger.ZERO)))
                .isFalse();
        assertThat(key.hasSigned(MESSAGE, new byte[0])).isFalse();
    }

    /** This is why batches are told apart by their bodies. */
    @Test
    void everySignatureHasATwin() {
        var signature = TestSigner.FIRST.sign(MESSAGE);
        var twin = TestSigner.twin(signature);

        assertThat(twin).isNotEqualTo(signature);
        assertThat(key.hasSigned(MESSAGE, twin)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "AAAA",
                // P-384
                "MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEqwnJZQJZm2sIvez6+BV0Bc+uQ0gl8/6Mtvl5paGLG4r7YjVl1wHqRfTS974eTIw164l5/NJD"
                        + "awPpf3f/v0ZCFHm1/bRAImodNJFnkSov2PMb53Q8pIjrkRcNh9GVAKI8",
                // secp256k1
                "MFYwEAYHKoZIzj0CAQYFK4EEAAoDQgAEj8FMJT/U2VsqhUNzm7WusdNaLxjyZ2wSF5zYkJpTbOWDJLkPeaqWxamSxTk0nS9d/rDT0bc6"
                        + "8FnpLlULb2Iopw==",
                // P-256, and a point that is not on it
                "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAETJpY2r9FAZUrVglwiVa5ZkheiZAPGr63mKcgfvB3HENNnnxahIxBfrlgioLYq5Zk1NQ+"
                        + "MyAtDbWYj+e5DoNWpw==",
            })
    void whatIsNoKeyOnTheCurveIsRefused(String text) {
        assertThatThrownBy(() -> SigningKey.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("P-256");
    }
}
