package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.organization.Environment;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PepperTest {

    private static final KeyToken TOKEN =
            new KeyToken(KeyType.SECRET, Environment.TEST, "what do ya want for nothing?");

    @Test
    void digestsWithHmacSha256() {
        // RFC 4231, test case 2, but for the key, which has to be longer: computed with openssl dgst -sha256 -hmac.
        var digest = new Pepper("1", "JefeJefeJefeJefeJefeJefeJefeJefe").digest(TOKEN);

        assertThat(HexFormat.of().formatHex(digest.bytes()))
                .isEqualTo("167f928588c5cc2eef8e3093caa0e87c9ff566a14794aa61648d81621a2a40c6");
    }

    @Test
    void anotherPepperMakesAnotherDigest() {
        assertThat(new Pepper("1", "a".repeat(32)).digest(TOKEN))
                .isNotEqualTo(new Pepper("2", "b".repeat(32)).digest(TOKEN));
    }

    @Test
    void aShortPepperIsRefused() {
        assertThatThrownBy(() -> new Pepper("1", "a".repeat(31))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDigestSurvivesTheDatabaseAndPrintsAsRedacted() {
        var digest = new Pepper("1", "a".repeat(32)).digest(TOKEN);

        assertThat(Digest.of(digest.bytes())).isEqualTo(digest).hasSameHashCodeAs(digest);
        assertThat(digest.toString()).doesNotContain(String.valueOf(digest.first()));
    }
}
