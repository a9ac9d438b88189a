package dev.latchkey.access.rate;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Tells the shared buckets what was taken here, and has this process go on from what is left. One sync is under way at a
 * time; one that is not answered is repeated as it was, so that it counts once.
 */
public final class RateSync {

    /** Keys in one statement; when there are more, another follows at once. */
    static final int BATCH = 1_000;

    private static final Logger LOG = Logger.getLogger(RateSync.class);
    private static final long NEVER = Long.MIN_VALUE;

    private final Unshared unshared;
    private final SharedBuckets shared;
    private final Duration timeout;
    private final long notSharedAfter;
    private final LongSupplier nanos;
    private final LongAdder failures = new LongAdder();
    private volatile long waitingSince = NEVER;
    private volatile Optional<Sync> pending = Optional.empty();
    // Of the one sync under way.
    private long syncs;
    private boolean outage;

    private record Sync(long number, List<KeyBucket> buckets, List<Taken> taken) {}

    public RateSync(RateLimits limits, SharedBuckets shared, SharingConfig config, LongSupplier nanos) {
        unshared = limits.unshared();
        this.shared = shared;
        timeout = config.syncTimeout();
        notSharedAfter = config.notSharedAfter().toNanos();
        this.nanos = nanos;
    }

    /** Shares everything that was taken so far, or as much as works. Never fails. Not to be called while it is running. */
    public Uni<Void> share() {
        return Uni.createFrom()
                .deferred(this::shareBatch)
                .repeat()
                .whilst(more -> more)
                .collect()
                .last()
                .onFailure()
                .recoverWithItem(this::failed)
                .replaceWithVoid();
    }

    /** Whether what is taken here reaches the others. */
    public boolean isShared() {
        return nanosBehind() <= notSharedAfter;
    }

    /** For how long something has waited to be shared. */
    public Duration behind() {
        return Duration.ofNanos(nanosBehind());
    }

    /** How many keys wait to be shared. */
    public long waiting() {
        return unshared.size() + pending.map(sync -> sync.taken().size()).orElse(0);
    }

    /** How often a key's requests were not shared because too many keys were waiting. */
    public long dropped() {
        return unshared.dropped();
    }

    /** How many syncs were not answered. */
    public long failures() {
        return failures.sum();
    }

    private Uni<Boolean> shareBatch() {
        boolean repeated = pending.isPresent();
        pending = pending.or(this::collect);
        if (pending.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        var sync = pending.get();
        if (waitingSince == NEVER) {
            waitingSince = nanos.getAsLong();
        }
        return Uni.createFrom()
                .deferred(() -> shared.take(sync.number(), sync.taken()))
                .ifNoItem()
                .after(timeout)
                .fail()
                .invoke(left -> settle(sync, left))
                .map(left -> repeated || sync.buckets().size() == BATCH);
    }

    private Optional<Sync> collect() {
        var buckets = unshared.remove(BATCH);
        var taken = buckets.stream().map(KeyBucket::collect).toList();
        return buckets.isEmpty() ? Optional.empty() : Optional.of(new Sync(++syncs, buckets, taken));
    }

    private void settle(Sync sync, Map<LimitedKey, Long> left) {
        if (!isShared()) {
            // There was nobody to share with, and keys must not pay for an outage.
            unshared.forget();
        }
        sync.buckets().forEach(bucket -> bucket.settle(left.get(bucket.key())));
        pending = Optional.empty();
        waitingSince = NEVER;
        if (outage) {
            LOG.info("Rate limits are shared again");
        }
        outage = false;
    }

    private boolean failed(Throwable failure) {
        failures.increment();
        if (!outage) {
            LOG.warnf("Rate limits cannot be shared now: %s", failure);
        }
        outage = true;
        return false;
    }

    private long nanosBehind() {
        long since = waitingSince;
        return since == NEVER ? 0 : nanos.getAsLong() - since;
    }
}
