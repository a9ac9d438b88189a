package dev.latchkey.access.rate;

import java.time.Duration;

/** Settings of replicas in tests. */
record TestSharing(
        Sharing rateLimits,
        Duration syncEvery,
        Duration syncTimeout,
        Duration notSharedAfter,
        WhenNotShared whenNotShared)
        implements SharingConfig {

    static final Duration NOT_SHARED_AFTER = Duration.ofSeconds(2);

    static TestSharing of(Sharing rateLimits) {
        return new TestSharing(
                rateLimits,
                Duration.ofMillis(250),
                Duration.ofSeconds(20),
                NOT_SHARED_AFTER,
                SharingConfig.WhenNotShared.LOCAL);
    }
}
