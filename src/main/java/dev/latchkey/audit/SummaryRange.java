package dev.latchkey.audit;

import dev.latchkey.page.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The time that a summary is about, widened to whole intervals in UTC.
 *
 * @param from the start of the first interval
 * @param to the end of the last one
 */
record SummaryRange(Interval interval, Instant from, Instant to) {

    /** How long one interval is, what is shown when nothing else is asked for, and the most there may be of it. */
    enum Interval {
        HOUR(Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(31)),
        DAY(Duration.ofDays(1), Duration.ofDays(30), Duration.ofDays(366));

        private final Duration length;
        private final Duration usual;
        private final Duration longest;

        Interval(Duration length, Duration usual, Duration longest) {
            this.length = length;
            this.usual = usual;
            this.longest = longest;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        private Instant startOf(Instant time) {
            return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), length.toSeconds()) * length.toSeconds());
        }
    }

    static SummaryRange read(Query query, String interval, Optional<Instant> from, Optional<Instant> to, Instant now) {
        var kind = query.oneOf("interval", interval, Interval.class).orElse(Interval.HOUR);
        var end = to.orElse(now);
        // The last interval is whole even when it has only just begun.
        var last = kind.startOf(end.minusNanos(1)).plus(kind.length);
        var first = kind.startOf(from.orElseGet(() -> last.minus(kind.usual)));
        if (!first.isBefore(last)) {
            query.wrong("from", "must be before 'to'");
        } else if (Duration.between(first, last).compareTo(kind.longest) > 0) {
            query.wrong(
                    "from",
                    "must be at most " + kind.longest.toDays() + " days before 'to' when the interval is " + kind
                            + "; these are " + Duration.between(first, last).toDays());
        }
        return new SummaryRange(kind, first, last);
    }

    /** When each interval begins. */
    List<Instant> starts() {
        return Stream.iterate(from, start -> start.isBefore(to), start -> start.plus(interval.length))
                .toList();
    }

    /** Which of the intervals a time that one begins with is. */
    int indexOf(Instant start) {
        return (int) Duration.between(from, start).dividedBy(interval.length);
    }
}
