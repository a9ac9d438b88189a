package dev.latchkey.audit.attempts;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The attempts of one minute. */
final class AttemptMinute {

    private final Instant start;
    // What is told apart stays so for the whole minute, taken or not, so that there are not more rows than sources.
    private final Set<Key> known;
    private Map<Key, Long> attempts = new HashMap<>();

    AttemptMinute(Instant start) {
        this(start, new HashSet<>());
    }

    private AttemptMinute(Instant start, Set<Key> known) {
        this.start = start;
        this.known = known;
    }

    /** Comparable, so that a map stays fast when somebody picks addresses whose hashes collide. */
    private record Key(String source, AttemptReason reason) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::source).thenComparing(Key::reason);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    Instant start() {
        return start;
    }

    boolean isEmpty() {
        return attempts.isEmpty();
    }

    int sources() {
        return known.size();
    }

    /** Counts one; false when its source is not told apart. */
    boolean add(String source, AttemptReason reason, int maxSources) {
        var key = new Key(source, reason);
        boolean toldApart = !source.equals(AttemptSource.OTHERS)
                && (known.contains(key) || known.size() < maxSources && known.add(key));
        attempts.merge(toldApart ? key : new Key(AttemptSource.OTHERS, reason), 1L, Long::sum);
        return toldApart;
    }

    /** Gives what was counted so far to a minute of its own; this one goes on from nothing. */
    AttemptMinute split() {
        var taken = new AttemptMinute(start, Set.of());
        taken.attempts = attempts;
        attempts = new HashMap<>();
        return taken;
    }

    /** Counts everybody as others and says for how many attempts that is new. */
    long forgetSources() {
        var before = attempts;
        attempts = new HashMap<>();
        known.clear();
        long forgotten = 0;
        for (var entry : before.entrySet()) {
            attempts.merge(new Key(AttemptSource.OTHERS, entry.getKey().reason()), entry.getValue(), Long::sum);
            forgotten += entry.getKey().source().equals(AttemptSource.OTHERS) ? 0 : entry.getValue();
        }
        return forgotten;
    }

    void addAll(AttemptMinute other) {
        other.attempts.forEach((key, count) -> attempts.merge(key, count, Long::sum));
    }

    Stream<AttemptCount> counts() {
        return attempts.entrySet().stream()
                .map(entry -> new AttemptCount(
                        start, entry.getKey().source(), entry.getKey().reason().toString(), entry.getValue()));
    }
}
