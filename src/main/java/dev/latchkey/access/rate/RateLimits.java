package dev.latchkey.access.rate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.latchkey.restriction.RateLimit;
import io.github.bucket4j.TimeMeter;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** One token bucket per limited key. At most so many: beyond it the least used start anew, full. */
public final class RateLimits {

    private final TimeMeter clock;
    private final boolean shared;
    private final Cache<UUID, KeyBucket> buckets;
    private final Unshared unshared;
    private final LongAdder evicted = new LongAdder();

    public RateLimits(long maxBuckets, SharingConfig config, LongSupplier nanos) {
        clock = new Nanos(nanos);
        shared = config.rateLimits() == SharingConfig.Sharing.POSTGRES;
        unshared = new Unshared(maxBuckets);
        var builder = Caffeine.newBuilder()
                .maximumSize(maxBuckets)
                .ticker(nanos::getAsLong)
                .executor(Runnable::run)
                .<UUID, KeyBucket>evictionListener((key, bucket, cause) -> {
                    if (cause == RemovalCause.SIZE) {
                        evicted.increment();
                    }
                });
        // Whoever was silent for a period has a full bucket again, unless requests are owed to other replicas.
        buckets = (shared
                        ? builder
                        : builder.expireAfter(Expiry.<UUID, KeyBucket>accessing(
                                (key, bucket) -> bucket.key().limit().period())))
                .build();
    }

    /** Takes one request from what the key has left, if there is one. */
    public Take take(UUID keyId, RateLimit limit) {
        var bucket = buckets.getIfPresent(keyId);
        if (bucket == null || !bucket.key().limit().equals(limit)) {
            bucket = buckets.asMap()
                    .compute(
                            keyId,
                            (key, there) ->
                                    there != null && there.key().limit().equals(limit) ? there : bucket(keyId, limit));
        }
        var take = bucket.take();
        if (shared && take.isAllowed()) {
            unshared.add(bucket);
        }
        return take;
    }

    /** What taking one request would come to. Takes nothing. */
    public Take peek(UUID keyId, RateLimit limit) {
        return Optional.ofNullable(buckets.getIfPresent(keyId))
                .filter(bucket -> bucket.key().limit().equals(limit))
                .map(KeyBucket::peek)
                .orElseGet(() -> new Take(true, limit.requests() - 1L, 0, 0));
    }

    /** How many keys have a bucket. */
    public long size() {
        return buckets.estimatedSize();
    }

    /** How many were forgotten for want of room. */
    public long evicted() {
        return evicted.sum();
    }

    Unshared unshared() {
        return unshared;
    }

    private KeyBucket bucket(UUID id, RateLimit limit) {
        var key = new LimitedKey(id, limit);
        return unshared.find(key).orElseGet(() -> new KeyBucket(key, clock));
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
