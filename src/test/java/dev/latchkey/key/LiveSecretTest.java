package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LiveSecretTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Duration BEFORE_NOON = Duration.ofHours(-1);
    private static final Optional<Instant> NEVER = Optional.empty();

    @Test
    void anOldSecretIsSafeToRetireAfterAnHourOfSilence() {
        var newer = secret(NOON, Optional.of(NOON));

        for (var lastUse : List.of(NEVER, Optional.of(NOON.plus(BEFORE_NOON)), Optional.of(NOON))) {
            var old = secret(NOON.minusSeconds(86_400), lastUse);
            assertThat(old.isSafeToRetire(newer, NOON.plusSeconds(3599))).isFalse();
            assertThat(old.isSafeToRetire(newer, NOON.plusSeconds(3600))).isTrue();
        }
    }

    @Test
    void aUseBeginsTheHourAnew() {
        var newer = secret(NOON, Optional.of(NOON));
        var old = secret(NOON.minusSeconds(86_400), Optional.of(NOON.plusSeconds(60)));

        assertThat(old.isSafeToRetire(newer, NOON.plusSeconds(3659))).isFalse();
        assertThat(old.isSafeToRetire(newer, NOON.plusSeconds(3660))).isTrue();
    }

    @Test
    void whileNobodyUsesTheNewSecretTheOldOneIsNotSafeToRetire() {
        var old = secret(NOON.minusSeconds(86_400), NEVER);

        assertThat(old.isSafeToRetire(secret(NOON, NEVER), NOON.plusSeconds(86_400)))
                .isFalse();
    }

    @Test
    void aSecretWithoutANewerOneIsNeverSafeToRetire() {
        var only = secret(NOON, NEVER);

        assertThat(KeySecretView.of(List.of(only), NOON.plusSeconds(86_400)))
                .extracting(KeySecretView::safeToRetire)
                .containsExactly(false);
    }

    private static LiveSecret secret(Instant createdAt, Optional<Instant> lastUsedAt) {
        return new LiveSecret(new UUID(0, 1), "hint", createdAt, lastUsedAt, Optional.empty(), Optional.empty());
    }
}
