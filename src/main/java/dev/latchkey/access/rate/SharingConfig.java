package dev.latchkey.access.rate;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How replicas share rate limits. */
public interface SharingConfig {

    /** Whether each replica limits a key by itself, or all of them together through Postgres. */
    @WithDefault("local")
    Sharing rateLimits();

    /** How often a replica says what was taken and learns what is left, when something was taken. */
    @WithDefault("250ms")
    Duration syncEvery();

    /** How long Postgres may take to answer before it is told again. */
    @WithDefault("1s")
    Duration syncTimeout();

    /** How long a replica may be unable to say what was taken before its limits count as not shared. */
    @WithDefault("2s")
    Duration notSharedAfter();

    /** What becomes of keys with a limit while it is not shared. */
    @WithDefault("local")
    WhenNotShared whenNotShared();

    /** Who has the buckets. */
    enum Sharing {
        LOCAL,
        POSTGRES
    }

    /** Goes on by the replica's own bucket, or refuses keys with a limit. */
    enum WhenNotShared {
        LOCAL,
        REFUSE
    }
}
