package dev.latchkey.user;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailTest {

    @Test
    void hasOneSpelling() {
        assertThat(Email.parse("  Ada.Lovelace@Example.COM ")).contains(new Email("ada.lovelace@example.com"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ada", "ada@", "@example.com", "a b@example.com", "a@b@c", "a\u0000@b", "<a@b>"})
    void whatIsNoAddressIsRefused(String text) {
        assertThat(Email.parse(text)).isEmpty();
    }

    @Test
    void whatIsTooLongOrMissingIsRefused() {
        assertThat(Email.parse("a".repeat(250) + "@b.c")).isPresent();
        assertThat(Email.parse("a".repeat(251) + "@b.c")).isEmpty();
        assertThat(Email.parse(null)).isEmpty();
    }
}
