package dev.latchkey.audit.attempts;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts attempts until they are taken to be written. So many sources are told apart in a minute, the rest are others.
 * When nothing is taken for long, only the current minute and the last one keep their sources: the sources of older
 * ones become others, and of more minutes than there are in a day the oldest are counted as one.
 */
final class AttemptCounts {

    static final int MAX_PASSED = 24 * 60;

    private final int maxSources;
    private final InstantSource clock;
    private final Deque<AttemptMinute> passed = new ArrayDeque<>();
    private final LongAdder[] byReason = new LongAdder[AttemptReason.values().length];
    private final LongAdder others = new LongAdder();
    private AttemptMinute current;

    AttemptCounts(int maxSources, InstantSource clock) {
        this.maxSources = maxSources;
        this.clock = clock;
        java.util.Arrays.setAll(byReason, i -> new LongAdder());
        current = new AttemptMinute(thisMinute());
    }

    /** Counts one. The lock is held for one or two look-ups in a map. */
    void add(String source, AttemptReason reason) {
        byReason[reason.ordinal()].increment();
        boolean toldApart;
        synchronized (this) {
            begin(thisMinute());
            toldApart = current.add(source, reason, maxSources);
        }
        if (!toldApart) {
            others.increment();
        }
    }

    /** What was counted and not yet taken; from now on it is the caller's. */
    List<AttemptCount> take() {
        List<AttemptMinute> taken;
        synchronized (this) {
            taken = new ArrayList<>(passed);
            passed.clear();
            taken.add(current.split());
        }
        return taken.stream().flatMap(AttemptMinute::counts).toList();
    }

    /** How many sources of the current minute are told apart. */
    synchronized int sources() {
        begin(thisMinute());
        return current.sources();
    }

    long total(AttemptReason reason) {
        return byReason[reason.ordinal()].sum();
    }

    long total() {
        long total = 0;
        for (var count : byReason) {
            total += count.sum();
        }
        return total;
    }

    /** How many attempts were counted without their source. */
    long others() {
        return others.sum();
    }

    private Instant thisMinute() {
        return clock.instant().truncatedTo(ChronoUnit.MINUTES);
    }

    private void begin(Instant minute) {
        if (minute.equals(current.start())) {
            return;
        }
        if (!current.isEmpty()) {
            pass(current);
        }
        current = new AttemptMinute(minute);
    }

    private void pass(AttemptMinute minute) {
        if (!passed.isEmpty()) {
            others.add(passed.getLast().forgetSources());
        }
        passed.addLast(minute);
        if (passed.size() > MAX_PASSED) {
            var oldest = passed.removeFirst();
            passed.getFirst().addAll(oldest);
        }
    }
}
