package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.organization.Environment;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTokensTest {

    private final KeyTokens tokens = new KeyTokens("mf", new SecureRandom());

    @Test
    void aTokenSaysItsTypeAndItsEnvironment() {
        for (var type : KeyType.values()) {
            for (var environment : Environment.values()) {
                var token = tokens.generate(type, environment);

                assertThat(token.text()).matches("mf_(sk|pk)_(test|live)_[0-9A-Za-z]{36}");
                assertThat(tokens.parse(token.text())).contains(token);
            }
        }
    }

    @Test
    void tokensDoNotRepeat() {
        var made = new HashSet<String>();
        for (int i = 0; i < 10_000; i++) {
            made.add(tokens.generate(KeyType.SECRET, Environment.TEST).text());
        }
        assertThat(made).hasSize(10_000);
    }

    @Test
    void theChecksumIsThatOfTheDocumentedFormat() {
        // Computed with another implementation of CRC-32.
        assertThat(tokens.parse("mf_sk_test_0000000000000000000000000000002Af7Ex"))
                .isPresent();
    }

    @Test
    void everyOtherCharacterAnywhereIsFound() {
        var text = tokens.generate(KeyType.SECRET, Environment.LIVE).text();
        for (int i = 0; i < text.length(); i++) {
            var typo = text.substring(0, i) + (text.charAt(i) == 'x' ? 'y' : 'x') + text.substring(i + 1);
            assertThat(tokens.parse(typo)).as("typo at %d", i).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "mf", "mf_sk_test_", "mf_sk_test_short", "xx_sk_test_000000000000000000000000000000000000"})
    void garbageIsNoToken(String text) {
        assertThat(tokens.parse(text)).isEmpty();
    }

    @Test
    void randomTextIsNoToken() {
        var random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            var text = new StringBuilder("mf_sk_test_");
            random.ints(36, 0, 128).forEach(c -> text.append((char) c));
            assertThat(tokens.parse(text.toString())).isEmpty();
        }
    }

    @Test
    void aTokenPrintsAsRedacted() {
        var token = tokens.generate(KeyType.SECRET, Environment.TEST);

        assertThat(token.toString()).doesNotContain(token.text().substring(11, 20));
        assertThat(token.hint())
                .isEqualTo("mf_sk_test_…" + token.text().substring(token.text().length() - 4));
    }
}
