package dev.latchkey.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.latchkey.restriction.RateLimit;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * One token bucket per limited key, of this replica alone. At most so many: beyond it the least used start anew, full.
 */
final class RateLimits {

    /** A bucket and the limit it was made for; a key whose limit is changed starts anew. */
    private record Limited(RateLimit limit, Bucket bucket) {}

    private final TimeMeter clock;
    private final Cache<UUID, Limited> buckets;
    private final LongAdder evicted = new LongAdder();

    RateLimits(long maxBuckets, LongSupplier nanos) {
        clock = new Nanos(nanos);
        buckets = Caffeine.newBuilder()
                .maximumSize(maxBuckets)
                .ticker(nanos::getAsLong)
                // Whoever was silent for a period has a full bucket again.
                .expireAfter(Expiry.<UUID, Limited>accessing(
                        (key, limited) -> limited.limit().period()))
                .executor(Runnable::run)
                .evictionListener((UUID key, Limited limited, RemovalCause cause) -> {
                    if (cause == RemovalCause.SIZE) {
                        evicted.increment();
                    }
                })
                .build();
    }

    /** Takes one request from what the key has left, if there is one. */
    ConsumptionProbe take(UUID keyId, RateLimit limit) {
        var limited = buckets.getIfPresent(keyId);
        if (limited == null || !limited.limit().equals(limit)) {
            limited = buckets.asMap()
                    .compute(
                            keyId,
                            (key, there) -> there != null && there.limit().equals(limit) ? there : full(limit));
        }
        return limited.bucket().tryConsumeAndReturnRemaining(1);
    }

    private Limited full(RateLimit limit) {
        var bandwidth = Bandwidth.builder()
                .capacity(limit.requests())
                .refillGreedy(limit.requests(), limit.period())
                .build();
        return new Limited(
                limit,
                Bucket.builder()
                        .addLimit(bandwidth)
                        .withCustomTimePrecision(clock)
                        .build());
    }

    long size() {
        return buckets.estimatedSize();
    }

    long evicted() {
        return evicted.sum();
    }

    private record Nanos(LongSupplier source) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return source.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
