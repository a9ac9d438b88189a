package dev.latchkey.access.rate;

import dev.latchkey.restriction.RateLimit;
import java.util.Objects;
import java.util.UUID;

/** A key with the limit it has now; with another limit it has another bucket. */
record LimitedKey(UUID id, RateLimit limit) {

    LimitedKey {
        Objects.requireNonNull(id);
        Objects.requireNonNull(limit);
    }
}
