package dev.latchkey.audit.attempts;

import static dev.latchkey.audit.attempts.AttemptReason.MALFORMED;
import static dev.latchkey.audit.attempts.AttemptReason.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AttemptCountsTest {

    private static final Instant MINUTE = Instant.parse("2026-11-24T08:00:00Z");
    private static final int MAX_SOURCES = 10_000;

    private volatile Instant now = MINUTE.plusSeconds(7);
    private final AttemptCounts counts = new AttemptCounts(MAX_SOURCES, () -> now);

    @Test
    void attemptsAreCountedBySourceReasonAndMinute() {
        counts.add("203.0.113.9", UNKNOWN);
        counts.add("203.0.113.9", UNKNOWN);
        counts.add("203.0.113.9", MALFORMED);
        counts.add("2001:db8::/64", UNKNOWN);
        now = MINUTE.plusSeconds(60);
        counts.add("203.0.113.9", UNKNOWN);

        assertThat(counts.take())
                .containsExactlyInAnyOrder(
                        new AttemptCount(MINUTE, "203.0.113.9", "unknown", 2),
                        new AttemptCount(MINUTE, "203.0.113.9", "malformed", 1),
                        new AttemptCount(MINUTE, "2001:db8::/64", "unknown", 1),
                        new AttemptCount(MINUTE.plusSeconds(60), "203.0.113.9", "unknown", 1));
    }

    @Test
    void whatWasTakenIsNotCountedAgain() {
        counts.add("203.0.113.9", UNKNOWN);
        counts.take();
        counts.add("203.0.113.9", UNKNOWN);

        assertThat(counts.take()).containsExactly(new AttemptCount(MINUTE, "203.0.113.9", "unknown", 1));
        assertThat(counts.take()).isEmpty();
    }

    @Test
    void aFloodFromManySourcesStaysBoundedAndAddsUpToTheAttempt() {
        for (int i = 0; i < 100_000; i++) {
            counts.add(address(i % 50_000), UNKNOWN);
        }

        assertThat(counts.sources()).isEqualTo(MAX_SOURCES);
        assertThat(counts.others()).isEqualTo(80_000);
        var taken = counts.take();
        assertThat(taken).hasSize(MAX_SOURCES + 1);
        assertThat(taken).contains(new AttemptCount(MINUTE, "others", "unknown", 80_000));
        assertThat(sum(taken)).isEqualTo(100_000);
    }

    @Test
    void takingOftenDoesNotMakeMoreRowsOfAMinute() {
        var rows = new ArrayList<AttemptCount>();
        for (int i = 0; i < 50_000; i++) {
            counts.add(address(i), UNKNOWN);
            if (i % 1_000 == 0) {
                rows.addAll(counts.take());
            }
        }
        rows.addAll(counts.take());

        assertThat(rows.stream().map(AttemptCount::source).distinct()).hasSize(MAX_SOURCES + 1);
        assertThat(sum(rows)).isEqualTo(50_000);
    }

    @Test
    void aNewMinuteHasRoomForNewSources() {
        for (int i = 0; i < MAX_SOURCES; i++) {
            counts.add(address(i), UNKNOWN);
        }
        now = MINUTE.plusSeconds(60);
        counts.add("203.0.113.9", UNKNOWN);

        assertThat(counts.others()).isZero();
        assertThat(counts.sources()).isEqualTo(1);
    }

    @Test
    void inALongOutageAFloodStaysBoundedAndAddsUpToTheAttempt() {
        int minutes = AttemptCounts.MAX_PASSED + 100;
        var small = new AttemptCounts(10, () -> now);
        for (int minute = 0; minute < minutes; minute++) {
            now = MINUTE.plus(Duration.ofMinutes(minute));
            for (int i = 0; i < 20; i++) {
                small.add(address(i), UNKNOWN);
            }
        }

        var taken = small.take();
        // One row for each old minute, and the sources with the others of the last two.
        assertThat(taken).hasSize(AttemptCounts.MAX_PASSED - 1 + 2 * 11);
        assertThat(sum(taken)).isEqualTo(minutes * 20L);
        assertThat(small.others()).isEqualTo(minutes * 20L - 2 * 10);
    }

    @Test
    void aClockThatIsSetBackLosesNothing() {
        counts.add("203.0.113.9", UNKNOWN);
        now = MINUTE.minusSeconds(60);
        counts.add("203.0.113.9", UNKNOWN);
        now = MINUTE;
        counts.add("203.0.113.9", UNKNOWN);

        assertThat(sum(counts.take())).isEqualTo(3);
    }

    @Test
    void threadsThatCountWhileAnotherTakesLoseNothing() {
        var threads = new ArrayList<CompletableFuture<Void>>();
        for (int t = 0; t < 4; t++) {
            threads.add(CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 50_000; i++) {
                    counts.add(address(i % 100), UNKNOWN);
                }
            }));
        }
        var all = CompletableFuture.allOf(threads.toArray(CompletableFuture[]::new));
        long taken = 0;
        while (!all.isDone()) {
            taken += sum(counts.take());
        }
        all.orTimeout(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();

        assertThat(taken + sum(counts.take())).isEqualTo(200_000).isEqualTo(counts.total());
    }

    private static String address(int i) {
        return AttemptSource.of(Optional.of("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255)));
    }

    private static long sum(List<AttemptCount> counts) {
        return counts.stream().mapToLong(AttemptCount::attempts).sum();
    }
}
