package dev.latchkey.key;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Whether Postgres answers: known from the look-ups themselves, not from asking extra. */
final class Outage {

    private static final long NONE = Long.MIN_VALUE;

    private final long probeEvery;
    private final LongSupplier nanos;
    private final AtomicLong began = new AtomicLong(NONE);
    private final AtomicLong probed = new AtomicLong();

    /** @param probeEvery how often it is worth trying whether the outage is over, in nanoseconds */
    Outage(long probeEvery, LongSupplier nanos) {
        this.probeEvery = probeEvery;
        this.nanos = nanos;
    }

    /** A look-up failed. Says whether that is news. */
    boolean begins() {
        probed.set(nanos.getAsLong());
        return began.compareAndSet(NONE, nanos.getAsLong());
    }

    /** A look-up was answered. */
    void isOver() {
        if (isKnown()) {
            began.set(NONE);
        }
    }

    boolean isKnown() {
        return began.get() != NONE;
    }

    boolean isOlderThan(long age) {
        long since = began.get();
        return since != NONE && nanos.getAsLong() - since > age;
    }

    /** Whether this caller is the one to try again now. */
    boolean isProbeDue() {
        long last = probed.get();
        return nanos.getAsLong() - last > probeEvery && probed.compareAndSet(last, nanos.getAsLong());
    }
}
