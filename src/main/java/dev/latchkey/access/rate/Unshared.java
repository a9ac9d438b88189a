package dev.latchkey.access.rate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** The buckets that something was taken from since the last sync. Beyond the most, what is taken is not shared. */
final class Unshared {

    private final long most;
    private final ConcurrentMap<LimitedKey, KeyBucket> waiting = new ConcurrentHashMap<>();
    private final LongAdder dropped = new LongAdder();

    Unshared(long most) {
        this.most = most;
    }

    /** Something was taken from a bucket. */
    void add(KeyBucket bucket) {
        if (!bucket.begins()) {
            return;
        }
        if (waiting.size() < most) {
            waiting.put(bucket.key(), bucket);
        } else {
            bucket.collect();
            dropped.increment();
        }
    }

    /** The bucket that waits for this key, if there is one: it must not be forgotten before it is shared. */
    Optional<KeyBucket> find(LimitedKey key) {
        return Optional.ofNullable(waiting.get(key));
    }

    /** Some that wait no longer: the caller shares them. */
    List<KeyBucket> remove(int atMost) {
        var removed = new ArrayList<KeyBucket>();
        var all = waiting.values().iterator();
        while (removed.size() < atMost && all.hasNext()) {
            removed.add(all.next());
            all.remove();
        }
        return removed;
    }

    /** What was taken until now is never shared. */
    void forget() {
        remove(Integer.MAX_VALUE).forEach(KeyBucket::collect);
    }

    int size() {
        return waiting.size();
    }

    /** How often a key's requests were not shared for want of room. */
    long dropped() {
        return dropped.sum();
    }
}
