package dev.latchkey.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.dashboard.OverviewView.Care;
import dev.latchkey.key.ApiKeyView;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.key.KeyType;
import dev.latchkey.organization.Environment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CaresTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Instant LONG_AGO = ago(200);

    @Test
    void aKeyThatIsUsedNeedsNobody() {
        assertThat(why(key(KeyStatus.ACTIVE, LONG_AGO, null, ago(1), null))).isEmpty();
    }

    @Test
    void aKeyThatIsOverNeedsNobody() {
        assertThat(why(key(KeyStatus.REVOKED, LONG_AGO, null, null, ago(3)))).isEmpty();
    }

    @Test
    void aKeyExpiresSoon() {
        assertThat(why(key(KeyStatus.ACTIVE, LONG_AGO, ago(-29), ago(1), null))).containsExactly("Expires in 29 days.");
        assertThat(why(key(KeyStatus.ACTIVE, LONG_AGO, ago(-1), ago(1), null))).containsExactly("Expires in 1 day.");
        assertThat(why(key(KeyStatus.ACTIVE, LONG_AGO, NOW.plusSeconds(60), ago(1), null)))
                .containsExactly("Expires within a day.");
        assertThat(why(key(KeyStatus.ACTIVE, LONG_AGO, ago(-31), ago(1), null))).isEmpty();
    }

    @Test
    void aKeyWasSeenInABrowser() {
        var cares = Cares.of(List.of(key(KeyStatus.ACTIVE, LONG_AGO, ago(-1), ago(1), ago(2))), NOW);

        assertThat(cares).singleElement().extracting(Care::action, Care::path).containsExactly("Rotate", "/rotate");
    }

    @Test
    void aKeyIsOfNoUse() {
        assertThat(why(key(KeyStatus.ACTIVE, LONG_AGO, null, ago(91), null))).containsExactly("Not used for 90 days.");
        assertThat(why(key(KeyStatus.ACTIVE, LONG_AGO, null, null, null)))
                .containsExactly("Never used since it was made.");
        assertThat(why(key(KeyStatus.ACTIVE, ago(6), null, null, null))).isEmpty();
    }

    private static List<String> why(ApiKeyView key) {
        return Cares.of(List.of(key), NOW).stream().map(Care::why).toList();
    }

    private static Instant ago(int days) {
        return NOW.minus(Duration.ofDays(days));
    }

    private static ApiKeyView key(KeyStatus status, Instant made, Instant expires, Instant used, Instant exposed) {
        return new ApiKeyView(
                "key_1",
                "A key",
                KeyType.SECRET,
                Environment.TEST,
                "mf_sk_test_…abcd",
                status,
                made,
                expires,
                null,
                used,
                exposed,
                null,
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of());
    }
}
