package dev.latchkey.access.rate;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.SynchronizationStrategy;

/**
 * The token bucket of one key in this process, and what was taken from it that the other replicas do not know of yet.
 * Counts in thousandths of a request, so that what comes back between two syncs is not rounded away.
 */
final class KeyBucket {

    static final long THOUSANDTHS = 1_000;

    /** More bucketfuls than replicas can overdraw, and fewer than Bucket4j can count. */
    private static final long MOST_OWED = 1_000;

    private final LimitedKey key;

    // Guarded by this, for nanoseconds; so the bucket needs no protection of its own.
    private final Bucket bucket;
    private long unshared;
    private boolean waiting;

    KeyBucket(LimitedKey key, TimeMeter clock) {
        this.key = key;
        var limit = key.limit();
        bucket = Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(limit.requests() * THOUSANDTHS)
                        .refillGreedy(limit.requests() * THOUSANDTHS, limit.period())
                        .build())
                .withCustomTimePrecision(clock)
                .withSynchronizationStrategy(SynchronizationStrategy.NONE)
                .build();
    }

    LimitedKey key() {
        return key;
    }

    /** Takes one request from what is left, if there is one. */
    synchronized Take take() {
        var probe = bucket.tryConsumeAndReturnRemaining(THOUSANDTHS);
        if (probe.isConsumed()) {
            unshared++;
        }
        return new Take(
                probe.isConsumed(),
                Math.max(0, probe.getRemainingTokens() / THOUSANDTHS),
                probe.getNanosToWaitForRefill(),
                probe.getNanosToWaitForReset());
    }

    /** What {@link #take} would give. */
    synchronized Take peek() {
        var probe = bucket.estimateAbilityToConsume(THOUSANDTHS);
        long left = probe.getRemainingTokens() - (probe.canBeConsumed() ? THOUSANDTHS : 0);
        return new Take(probe.canBeConsumed(), Math.max(0, left / THOUSANDTHS), probe.getNanosToWaitForRefill(), 0);
    }

    /** Has the bucket wait for a sync. Says whether it did not yet. */
    synchronized boolean begins() {
        boolean begins = !waiting;
        waiting = true;
        return begins;
    }

    /** What the others do not know of yet; they are told by whoever asks. */
    synchronized Taken collect() {
        var taken = new Taken(key, unshared);
        unshared = 0;
        waiting = false;
        return taken;
    }

    /**
     * Goes on from what is left for all.
     *
     * @param left in thousandths, after all that was collected before
     */
    synchronized void settle(long left) {
        long owedAtMost = -MOST_OWED * THOUSANDTHS * key.limit().requests();
        long own = Math.max(left - unshared * THOUSANDTHS, owedAtMost);
        long difference = own - bucket.getAvailableTokens();
        if (difference > 0) {
            bucket.addTokens(difference);
        } else if (difference < 0) {
            bucket.consumeIgnoringRateLimits(-difference);
        }
    }
}
