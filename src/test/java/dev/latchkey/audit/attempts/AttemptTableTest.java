package dev.latchkey.audit.attempts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Waiting;
import dev.latchkey.id.UuidV7;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the statements do in a real Postgres. */
@QuarkusTest
class AttemptTableTest {

    // Long past, so that what other tests attempt is not among it.
    private static final Instant MINUTE = Instant.parse("2001-01-01T00:07:00Z");
    private static final AttemptPlace HERE = new AttemptPlace(MINUTE.plusSeconds(60), "", "");

    @Inject
    Pool pool;

    private AttemptTable one;
    private AttemptTable two;

    @BeforeEach
    void twoProcesses() {
        one = new AttemptTable(pool, pool, new UuidV7());
        two = new AttemptTable(pool, pool, new UuidV7());
        pool.query("delete from failed_attempts where minute < '2002-01-01'")
                .execute()
                .await()
                .atMost(Waiting.PATIENCE);
    }

    @Test
    void flushesOfOneMinuteAddUpInOneRow() {
        add(one, 1, count("203.0.113.9", 2), count("others", 5));
        add(one, 2, count("203.0.113.9", 3));

        assertThat(newest(HERE, 10)).containsExactly(count("others", 5), count("203.0.113.9", 5));
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void aFlushThatComesAgainAddsNothing() {
        add(one, 1, count("203.0.113.9", 2));
        add(one, 1, count("203.0.113.9", 2));
        add(one, 2, count("203.0.113.9", 1), count("198.51.100.1", 1));
        add(one, 2, count("203.0.113.9", 1), count("198.51.100.1", 1));
        add(one, 1, count("203.0.113.9", 2));

        assertThat(newest(HERE, 10)).containsExactly(count("203.0.113.9", 3), count("198.51.100.1", 1));
    }

    @Test
    void processesAddUp() {
        add(one, 1, count("203.0.113.9", 2));
        add(two, 1, count("203.0.113.9", 40));

        assertThat(newest(HERE, 10)).containsExactly(count("203.0.113.9", 42));
    }

    @Test
    void theSameMinuteTwiceInOneFlushAddsUp() {
        add(one, 1, count("203.0.113.9", 2), count("203.0.113.9", 3));

        assertThat(newest(HERE, 10)).containsExactly(count("203.0.113.9", 5));
    }

    @Test
    void pagesGoFromTheNewestMinuteToTheOldestWithoutGapOrRepetition() {
        var older = new AttemptCount(MINUTE.minusSeconds(60), "203.0.113.9", "unknown", 1);
        add(one, 1, older, count("203.0.113.9", 2), count("198.51.100.1", 3));

        assertThat(newest(HERE, 1)).containsExactly(count("203.0.113.9", 2));
        assertThat(newest(AttemptPlace.after(count("203.0.113.9", 2)), 10))
                .containsExactly(count("198.51.100.1", 3), older);
        assertThat(newest(new AttemptPlace(MINUTE, "", ""), 10)).containsExactly(older);
    }

    private static AttemptCount count(String source, long attempts) {
        return new AttemptCount(MINUTE, source, "unknown", attempts);
    }

    private static void add(AttemptTable process, long flush, AttemptCount... counts) {
        process.add(flush, List.of(counts)).await().atMost(Waiting.PATIENCE);
    }

    private List<AttemptCount> newest(AttemptPlace before, int limit) {
        return one.newest(before, limit).await().atMost(Waiting.PATIENCE);
    }

    private long rows() {
        return pool.query("select count(*) from failed_attempts where minute < '2002-01-01'")
                .execute()
                .await()
                .atMost(Waiting.PATIENCE)
                .iterator()
                .next()
                .getLong(0);
    }
}
