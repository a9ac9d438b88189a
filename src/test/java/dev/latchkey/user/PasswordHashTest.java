package dev.latchkey.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class PasswordHashTest {

    private final SecureRandom random = new SecureRandom();

    @Test
    void aPasswordMatchesItsOwnHashAndNoOtherDoes() {
        var hash = PasswordHash.parse(PasswordHash.of("correct horse", random).text());

        assertThat(hash.matches("correct horse")).isTrue();
        assertThat(hash.matches("correct horsf")).isFalse();
        assertThat(hash.matches("")).isFalse();
    }

    @Test
    void allOfALongPasswordCounts() {
        var hash = PasswordHash.of("x".repeat(100) + "a", random);

        assertThat(hash.matches("x".repeat(100) + "b")).isFalse();
    }

    @Test
    void theSamePasswordHasAnotherHashEachTime() {
        assertThat(PasswordHash.of("a", random).text())
                .isNotEqualTo(PasswordHash.of("a", random).text());
    }

    @Test
    void isArgon2idWithTheParametersThatOwaspRecommends() {
        assertThat(PasswordHash.of("a", random).text()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void printsNothingOfItself() {
        var hash = PasswordHash.of("a", random);

        assertThat(hash.toString()).doesNotContain(hash.text().substring(40));
    }

    @Test
    void whatIsNoHashIsRefused() {
        assertThatThrownBy(() -> PasswordHash.parse("$2a$10$abc")).isInstanceOf(IllegalArgumentException.class);
    }
}
