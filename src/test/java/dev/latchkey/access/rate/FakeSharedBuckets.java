package dev.latchkey.access.rate;

import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Shared buckets as Postgres keeps them, that can be away or lose an answer. */
final class FakeSharedBuckets {

    private final LongSupplier nanos;
    private final Map<LimitedKey, Level> levels = new HashMap<>();
    private final Map<Integer, Long> syncs = new HashMap<>();
    private boolean away;
    private boolean losingAnswers;
    private int largest;

    private record Level(double tokens, long at) {}

    FakeSharedBuckets(LongSupplier nanos) {
        this.nanos = nanos;
    }

    void away(boolean isAway) {
        away = isAway;
    }

    void losingAnswers(boolean isLosing) {
        losingAnswers = isLosing;
    }

    /** The most keys that one statement had. */
    int largest() {
        return largest;
    }

    /** As one replica reaches them. */
    SharedBuckets as(int replica) {
        return new SharedBuckets() {
            @Override
            public Uni<Map<LimitedKey, Long>> take(long sync, List<Taken> taken) {
                if (away) {
                    return Uni.createFrom().failure(new IOException("away on purpose"));
                }
                largest = Math.max(largest, taken.size());
                boolean fresh = syncs.getOrDefault(replica, 0L) < sync;
                syncs.put(replica, sync);
                var left = new HashMap<LimitedKey, Long>();
                taken.forEach(one -> left.put(one.key(), apply(one.key(), fresh ? one.requests() : 0)));
                return losingAnswers
                        ? Uni.createFrom().failure(new IOException("answer lost on purpose"))
                        : Uni.createFrom().item(left);
            }

            @Override
            public Uni<Void> forgetFull() {
                return Uni.createFrom().voidItem();
            }
        };
    }

    private long apply(LimitedKey key, long requests) {
        long now = nanos.getAsLong();
        double capacity = key.limit().requests();
        var before = levels.getOrDefault(key, new Level(capacity, now));
        double refilled = (now - before.at()) * capacity / key.limit().period().toNanos();
        double tokens = Math.min(capacity, before.tokens() + refilled) - requests;
        levels.put(key, new Level(tokens, now));
        return (long) Math.floor(tokens * KeyBucket.THOUSANDTHS);
    }
}
