package dev.latchkey.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class UuidV7Test {

    private static final Instant NOW = Instant.parse("2026-01-31T08:00:00.123Z");

    private final UuidV7 ids = new UuidV7();

    @Test
    void carriesItsMillisecondItsVersionAndItsVariant() {
        var id = ids.next(NOW);

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void sortsByTimeAsText() {
        assertThat(ids.next(NOW).toString())
                .isLessThan(ids.next(NOW.plusMillis(1)).toString());
    }

    @Test
    void theFirstIdOfAnInstantIsBelowAllOthersOfIt() {
        assertThat(UuidV7.first(NOW).toString()).isLessThan(ids.next(NOW).toString());
        assertThat(UuidV7.first(NOW).toString())
                .isGreaterThan(ids.next(NOW.minusMillis(1)).toString());
    }

    @Test
    void instantsThatNoIdCanCarryAreBelowOrAboveAllIds() {
        assertThat(UuidV7.first(Instant.MIN).toString())
                .isLessThan(ids.next(NOW).toString());
        assertThat(UuidV7.first(Instant.MAX).toString())
                .isGreaterThan(ids.next(NOW).toString());
    }

    @Test
    void idsOfOneMillisecondDiffer() {
        var made = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            made.add(ids.next(NOW));
        }
        assertThat(made).hasSize(10_000);
    }
}
