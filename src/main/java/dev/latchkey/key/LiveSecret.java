package dev.latchkey.key;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A secret that proves its key, and when it last did.
 *
 * @param lastUsedAt as far as the usage log knows
 * @param retiresAt when it stops proving the key; only the older one of two does
 * @param retireWhenIdleFor how long it must be silent to retire before that
 */
record LiveSecret(
        UUID id,
        String hint,
        Instant createdAt,
        Optional<Instant> lastUsedAt,
        Optional<Instant> retiresAt,
        Optional<Duration> retireWhenIdleFor) {

    /** How long a secret must have been silent before it is called safe to retire. */
    static final Duration SILENCE = Duration.ofHours(1);

    /** Whether nothing seems to need this secret any more, now that there is a newer one. */
    boolean isSafeToRetire(LiveSecret newer, Instant now) {
        var quietSince = lastUsedAt.filter(newer.createdAt::isBefore).orElse(newer.createdAt);
        return newer.lastUsedAt.isPresent() && !now.isBefore(quietSince.plus(SILENCE));
    }
}
