package dev.latchkey.key.feed;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Whether what is cached may be gone by: the feed proves it, and each proof is believed for a time. */
public final class Freshness {

    private final long freshFor;
    private final long grace;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private volatile Optional<Moment> proven = Optional.empty();
    private volatile boolean outage;
    private volatile boolean closed;

    /** What a replica may do with what it has cached. */
    public enum State {
        /** The feed has proven it a moment ago. */
        PROVEN,
        /** Postgres cannot be reached, and the outage grace runs. */
        GRACE,
        /** Nothing was heard for a while and nobody knows why: a new proof must be tried before anything is decided. */
        DOUBTFUL,
        /** Nothing may be decided. */
        LOST;

        /** Whether cached keys may be used. */
        public boolean isUsable() {
            return this == PROVEN || this == GRACE;
        }
    }

    /** A moment on both clocks: the monotonic one stands still while a machine is suspended, the other can be set. */
    private record Moment(long nanos, long millis) {}

    /**
     * @param freshFor how long a proof is believed while no outage is known
     * @param grace how long it is believed in an outage
     */
    public Freshness(Duration freshFor, Duration grace, InstantSource clock, LongSupplier nanos) {
        this.freshFor = freshFor.toNanos();
        this.grace = grace.toNanos();
        this.clock = clock;
        this.nanos = nanos;
    }

    /** What may be done now. */
    public State state() {
        var last = proven;
        if (closed) {
            return State.LOST;
        }
        if (last.isEmpty()) {
            return outage ? State.LOST : State.DOUBTFUL;
        }
        long age = age(last.get());
        if (age <= freshFor) {
            return State.PROVEN;
        }
        if (!outage) {
            return State.DOUBTFUL;
        }
        return age <= grace ? State.GRACE : State.LOST;
    }

    /** The age of the last proof, if there is one. */
    public Optional<Duration> age() {
        return proven.map(last -> Duration.ofNanos(age(last)));
    }

    /** How long after a proof this replica can still go by it. */
    public Duration lease() {
        return Duration.ofNanos(Math.max(freshFor, grace));
    }

    /** When a proof that is now asked for will have been true. */
    Proof begin() {
        return new Proof(new Moment(nanos.getAsLong(), clock.millis()));
    }

    /** A new proof cannot be had. Says whether that is news. */
    boolean outageBegins() {
        boolean news = !outage;
        outage = true;
        return news;
    }

    /** Nothing is decided any more. */
    void close() {
        closed = true;
    }

    private long age(Moment moment) {
        return Math.max(nanos.getAsLong() - moment.nanos(), (clock.millis() - moment.millis()) * 1_000_000);
    }

    /** A proof that is asked for. */
    final class Proof {

        private final Moment began;

        private Proof(Moment began) {
            this.began = began;
        }

        /** Whether the replica, if this was its last word, counts as running still. */
        boolean isWithinLease() {
            return age(began) < lease().toNanos();
        }

        /** The answer has come, and everything in it is applied. Says whether it ends an outage. */
        boolean succeeds() {
            boolean before = outage;
            proven = Optional.of(began);
            // An answer that took too long to be fresh is good for the grace only.
            outage = before && age(began) > freshFor;
            return before && !outage;
        }
    }
}
