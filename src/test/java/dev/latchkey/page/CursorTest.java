package dev.latchkey.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    private static final UUID LAST = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");

    @Test
    void leadsBackToItsPlace() {
        assertThat(Cursor.decode("keys of acme", Cursor.encode("keys of acme", LAST)))
                .contains(LAST);
    }

    @Test
    void isOfNoUseInAnotherList() {
        assertThat(Cursor.decode("keys of globex", Cursor.encode("keys of acme", LAST)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "not base64!", "AAAAAAAAAAAAAAAAAAAAAAAAAAA", "ä"})
    void anythingElseLeadsNowhere(String text) {
        assertThat(Cursor.decode("keys of acme", text)).isEmpty();
    }

    @Test
    void aChangedCharacterLeadsNowhere() {
        var cursor = Cursor.encode("keys of acme", LAST);
        for (int i = 0; i < cursor.length(); i++) {
            var changed = cursor.substring(0, i) + (cursor.charAt(i) == 'A' ? 'B' : 'A') + cursor.substring(i + 1);
            assertThat(Cursor.decode("keys of acme", changed)).as(changed).isNotEqualTo(java.util.Optional.of(LAST));
        }
    }
}
