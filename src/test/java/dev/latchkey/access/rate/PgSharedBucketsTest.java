package dev.latchkey.access.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Waiting;
import dev.latchkey.restriction.RateLimit;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the statements do in a real Postgres. */
@QuarkusTest
class PgSharedBucketsTest {

    // So slow that nothing comes back while a test runs.
    private static final RateLimit TEN_PER_DAY = new RateLimit(10, Duration.ofDays(1));

    @Inject
    Pool pool;

    private final LimitedKey key = new LimitedKey(UUID.randomUUID(), TEN_PER_DAY);

    @Test
    void whatReplicasTakeAddsUp() {
        assertThat(take(replica(), 1, 3)).isEqualTo(7);
        assertThat(take(replica(), 1, 2)).isEqualTo(5);
    }

    @Test
    void whatIsTakenTooMuchIsOwed() {
        assertThat(take(replica(), 1, 10)).isZero();
        assertThat(take(replica(), 1, 25)).isEqualTo(-25);
    }

    @Test
    void aSyncThatComesAgainTakesNothing() {
        var one = replica();
        take(one, 1, 3);
        take(replica(), 1, 1);

        assertThat(take(one, 1, 3)).isEqualTo(6);
        assertThat(take(one, 2, 1)).isEqualTo(5);
        assertThat(take(one, 1, 3)).isEqualTo(5);
    }

    @Test
    void tokensComeBackEvenlyAndNeverMoreThanFit() {
        take(replica(), 1, 10);
        age("12 hours");
        assertThat(take(replica(), 1, 0)).isEqualTo(5);
        age("1 month");
        assertThat(take(replica(), 1, 0)).isEqualTo(10);
    }

    @Test
    void aClockThatWasSetBackNeitherFillsNorFreezes() {
        take(replica(), 1, 5);
        age("-1 hour");

        assertThat(take(replica(), 1, 0)).isEqualTo(5);
        age("12 hours");
        assertThat(take(replica(), 1, 0)).isEqualTo(10);
    }

    @Test
    void anotherLimitOfAKeyIsAnotherBucket() {
        take(replica(), 1, 10);
        var more = new LimitedKey(key.id(), new RateLimit(20, Duration.ofDays(1)));

        var left = replica().take(1, List.of(new Taken(more, 1))).await().atMost(Waiting.PATIENCE);

        assertThat(left).containsOnlyKeys(more);
        assertThat(left.get(more)).isBetween(19_000L, 19_001L);
        assertThat(take(replica(), 1, 0)).isZero();
    }

    @Test
    void onlyWhatIsFullAndIdleIsForgotten() {
        take(replica(), 1, 1);
        replica().forgetFull().await().atMost(Waiting.PATIENCE);
        assertThat(rows()).isEqualTo(1);
        age("2 minutes");
        replica().forgetFull().await().atMost(Waiting.PATIENCE);
        assertThat(rows()).isEqualTo(1);

        age("3 hours");
        replica().forgetFull().await().atMost(Waiting.PATIENCE);

        assertThat(rows()).isZero();
    }

    @Test
    void replicasThatShareTheSameKeysDoNotLockEachOtherOut() {
        var keys = new ArrayList<Taken>();
        for (int i = 0; i < 200; i++) {
            keys.add(new Taken(new LimitedKey(UUID.randomUUID(), TEN_PER_DAY), 1));
        }
        var work = new ArrayList<Uni<Map<LimitedKey, Long>>>();
        for (int replica = 0; replica < 4; replica++) {
            var buckets = replica();
            var mine = new ArrayList<>(keys);
            Collections.shuffle(mine);
            work.add(Uni.createFrom().item(0).chain(() -> buckets.take(1, mine)).chain(() -> buckets.take(2, mine)));
        }

        Uni.join().all(work).andFailFast().await().atMost(Waiting.PATIENCE);

        var left = replica().take(1, keys).await().atMost(Waiting.PATIENCE);
        assertThat(left.values()).hasSize(200).allMatch(thousandths -> thousandths / 1_000 == 1);
    }

    /** What is left, in whole requests. */
    private long take(PgSharedBuckets replica, long sync, long requests) {
        var left = replica.take(sync, List.of(new Taken(key, requests))).await().atMost(Waiting.PATIENCE);
        return Math.round(left.get(key) / 1_000.0);
    }

    private PgSharedBuckets replica() {
        return new PgSharedBuckets(pool, UUID.randomUUID(), Waiting.PATIENCE);
    }

    /** As if so much time had passed. */
    private void age(String interval) {
        pool.preparedQuery("update shared_rate_limits set updated_at = updated_at - interval '" + interval
                        + "' where api_key_id = $1")
                .execute(Tuple.of(key.id()))
                .await()
                .atMost(Waiting.PATIENCE);
    }

    private long rows() {
        return pool.preparedQuery("select count(*) from shared_rate_limits where api_key_id = $1")
                .execute(Tuple.of(key.id()))
                .await()
                .atMost(Waiting.PATIENCE)
                .iterator()
                .next()
                .getLong(0);
    }
}
