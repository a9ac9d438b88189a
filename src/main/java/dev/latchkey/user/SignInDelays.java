package dev.latchkey.user;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Slows down who guesses: after some attempts each further one has to wait twice as long as the one before. Attempts are
 * counted when they begin, so that many at once are no way around it. Of this replica alone.
 */
final class SignInDelays {

    static final Duration FIRST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofMinutes(15);

    private static final int MAX_DOUBLINGS = 10;

    private final LongSupplier nanos;
    private final Cache<String, Attempts> attempts;
    private final LongAdder refused = new LongAdder();
    private final LongAdder evicted = new LongAdder();

    SignInDelays(int maxRemembered, LongSupplier nanos) {
        this.nanos = nanos;
        attempts = Caffeine.newBuilder()
                .maximumSize(maxRemembered)
                .ticker(nanos::getAsLong)
                .expireAfterAccess(LONGEST.multipliedBy(4))
                .executor(Runnable::run)
                .evictionListener((String who, Attempts left, RemovalCause cause) -> {
                    if (cause == RemovalCause.SIZE) {
                        evicted.increment();
                    }
                })
                .build();
    }

    /**
     * Attempts that have begun.
     *
     * @param notBefore when the next one may, on the clock of {@link System#nanoTime}
     */
    private record Attempts(int count, long notBefore) {}

    /**
     * Begins an attempt, or says after how long it may begin.
     *
     * @param free how many may begin without waiting
     */
    Optional<Duration> begin(String who, int free) {
        long now = nanos.getAsLong();
        var wait = new Duration[1];
        attempts.asMap().compute(who, (same, before) -> {
            if (before != null && before.notBefore() - now > 0) {
                wait[0] = Duration.ofNanos(before.notBefore() - now);
                return before;
            }
            int count = before == null ? 1 : before.count() + 1;
            return new Attempts(count, now + delayAfter(count - free).toNanos());
        });
        if (wait[0] != null) {
            refused.increment();
        }
        return Optional.ofNullable(wait[0]);
    }

    /** The attempt was right: nothing is held against who made it. */
    void forget(String who) {
        attempts.invalidate(who);
    }

    /** The attempt was right, and says nothing of the others that were made from there. */
    void takeBack(String who) {
        attempts.asMap()
                .computeIfPresent(
                        who, (same, before) -> new Attempts(Math.max(0, before.count() - 1), nanos.getAsLong()));
    }

    private static Duration delayAfter(int excess) {
        if (excess < 0) {
            return Duration.ZERO;
        }
        var delay = FIRST.multipliedBy(1L << Math.min(excess, MAX_DOUBLINGS));
        return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }

    long remembered() {
        return attempts.estimatedSize();
    }

    long refused() {
        return refused.sum();
    }

    long evicted() {
        return evicted.sum();
    }
}
