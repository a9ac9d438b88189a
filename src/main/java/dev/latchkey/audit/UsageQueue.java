package dev.latchkey.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Holds events until Postgres has them. Room is reserved before there is an event, so that adding one never fails; when
 * there is none, {@link #reserve} says so and is counted. One thread at a time may take.
 */
final class UsageQueue {

    private final int capacity;
    private final Queue<UsageEvent> events = new ConcurrentLinkedQueue<>();
    // Reserved, queued, and taken but not yet acknowledged.
    private final AtomicLong used = new AtomicLong();
    private final AtomicLong held = new AtomicLong();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private volatile boolean closed;

    UsageQueue(int capacity) {
        this.capacity = capacity;
    }

    /** Takes room for one event; false when there is none or the service stops. */
    boolean reserve() {
        if (used.incrementAndGet() <= capacity && !closed) {
            return true;
        }
        used.decrementAndGet();
        refused.increment();
        return false;
    }

    /** Gives room back that was reserved and is not needed. */
    void release() {
        used.decrementAndGet();
    }

    /** Uses a reservation. */
    void add(UsageEvent event) {
        accepted.increment();
        held.incrementAndGet();
        events.add(event);
    }

    /** The oldest events, at most so many; they count as held until they are acknowledged. */
    List<UsageEvent> take(int max) {
        var batch = new ArrayList<UsageEvent>();
        for (UsageEvent event; batch.size() < max && (event = events.poll()) != null; ) {
            batch.add(event);
        }
        return batch;
    }

    /** So many taken events are safe elsewhere. */
    void acknowledge(int count) {
        held.addAndGet(-count);
        used.addAndGet(-count);
    }

    /** Refuses new reservations; those that were given may still be used. */
    void close() {
        closed = true;
    }

    /** Whether nothing is held and nothing can come any more. */
    boolean isFinished() {
        return closed && used.get() == 0;
    }

    boolean isFull() {
        return used.get() >= capacity;
    }

    long used() {
        return used.get();
    }

    long held() {
        return held.get();
    }

    long accepted() {
        return accepted.sum();
    }

    long refused() {
        return refused.sum();
    }
}
