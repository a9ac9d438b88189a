package dev.latchkey.access.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.restriction.RateLimit;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replicas that share limits, on clocks and over a Postgres that the test moves. */
class SharedLimitsTest {

    private static final UUID KEY = new UUID(0, 1);
    private static final RateLimit TEN_PER_MINUTE = new RateLimit(10, Duration.ofMinutes(1));
    private static final Duration TOO_LONG = TestSharing.NOT_SHARED_AFTER.plusMillis(1);
    private static final int MOST_KEYS = 2_500;

    private final AtomicLong nanos = new AtomicLong(-5);
    private final FakeSharedBuckets postgres = new FakeSharedBuckets(nanos::get);
    private final Replica one = new Replica(1);
    private final Replica two = new Replica(2);

    private final class Replica {

        private final TestSharing config = TestSharing.of(SharingConfig.Sharing.POSTGRES);
        private final RateLimits limits = new RateLimits(MOST_KEYS, config, nanos::get);
        private final RateSync sync;

        Replica(int number) {
            sync = new RateSync(limits, postgres.as(number), config, nanos::get);
        }

        /** How many of so many requests are allowed. */
        int take(int requests) {
            int allowed = 0;
            for (int i = 0; i < requests; i++) {
                allowed += limits.take(KEY, TEN_PER_MINUTE).isAllowed() ? 1 : 0;
            }
            return allowed;
        }

        void share() {
            sync.share().await().indefinitely();
        }
    }

    @Test
    void whatOneReplicaTakesIsMissingInTheOthers() {
        assertThat(one.take(6)).isEqualTo(6);
        one.share();
        assertThat(two.take(1)).isEqualTo(1);
        two.share();

        assertThat(two.take(10)).isEqualTo(3);
    }

    @Test
    void whatWasTakenTooMuchIsOwedByAll() {
        assertThat(one.take(20) + two.take(20)).isEqualTo(20);
        one.share();
        two.share();

        // Ten too many are ten tokens of six seconds.
        pass(Duration.ofSeconds(65));
        assertThat(two.take(20)).isZero();
        pass(Duration.ofSeconds(1));
        assertThat(two.take(20)).isEqualTo(1);
        two.share();
        assertThat(two.take(20)).isZero();
    }

    @Test
    void whatIsTakenWhileASyncIsUnderWayIsNotForgotten() {
        one.take(3);
        var left = new KeyBucket(new LimitedKey(KEY, TEN_PER_MINUTE), meter());
        left.take();
        assertThat(left.collect().requests()).isEqualTo(1);
        left.take();
        left.take();

        left.settle(5_000);

        assertThat(left.take().left()).isEqualTo(2);
        assertThat(left.collect().requests()).isEqualTo(3);
    }

    @Test
    void aSyncWhoseAnswerIsLostCountsOnce() {
        one.take(3);
        postgres.losingAnswers(true);
        one.share();
        one.take(2);
        one.share();
        postgres.losingAnswers(false);
        one.share();

        assertThat(one.sync.failures()).isEqualTo(2);
        assertThat(one.sync.waiting()).isZero();
        two.take(1);
        two.share();
        assertThat(two.take(10)).isEqualTo(4);
    }

    @Test
    void aSyncThatDidNotArriveIsNotForgotten() {
        one.take(3);
        postgres.away(true);
        one.share();
        one.take(2);
        postgres.away(false);
        one.share();

        two.take(1);
        two.share();
        assertThat(two.take(10)).isEqualTo(4);
    }

    @Test
    void whilePostgresIsAwayEachGoesOnByItselfAndNobodyPaysForItAfterwards() {
        postgres.away(true);
        one.take(1);
        one.share();
        assertThat(one.sync.isShared()).isTrue();
        pass(TOO_LONG);
        one.share();
        assertThat(one.sync.isShared()).isFalse();
        assertThat(one.sync.behind()).isEqualTo(TOO_LONG);

        int allowed = 0;
        for (int minute = 0; minute < 60; minute++) {
            allowed += one.take(20);
            pass(Duration.ofMinutes(1));
            one.share();
        }
        assertThat(allowed).isBetween(599, 600);
        postgres.away(false);
        one.take(4);
        one.share();

        assertThat(one.sync.isShared()).isTrue();
        assertThat(one.sync.behind()).isZero();
        assertThat(one.sync.waiting()).isZero();
        assertThat(one.take(20)).isEqualTo(9);
    }

    @Test
    void aShortOutageIsPaidFor() {
        postgres.away(true);
        one.take(1);
        one.share();
        one.take(5);
        pass(TestSharing.NOT_SHARED_AFTER);
        postgres.away(false);
        one.share();

        two.take(1);
        two.share();
        assertThat(two.take(10)).isEqualTo(3);
    }

    @Test
    void aLimitThatIsChangedStartsAnewForAll() {
        var more = new RateLimit(20, Duration.ofMinutes(1));
        one.take(10);
        one.share();
        assertThat(one.limits.take(KEY, more).isAllowed()).isTrue();
        one.share();

        two.limits.take(KEY, more);
        two.share();
        assertThat(two.limits.take(KEY, more).left()).isEqualTo(17);
    }

    @Test
    void whoeverOwesIsNotForgottenForBeingSilent() {
        one.take(20);
        two.take(20);
        one.share();
        two.share();
        pass(Duration.ofSeconds(59));

        assertThat(two.take(20)).isZero();
        pass(Duration.ofMinutes(2));
        assertThat(two.take(20)).isEqualTo(10);
    }

    @Test
    void allKeysAreSharedHoweverManyAndTooManyAreCounted() {
        for (int i = 0; i < MOST_KEYS + 7; i++) {
            one.limits.take(new UUID(7, i), TEN_PER_MINUTE);
        }
        assertThat(one.sync.waiting()).isEqualTo(MOST_KEYS);
        assertThat(one.sync.dropped()).isEqualTo(7);

        one.share();

        assertThat(one.sync.waiting()).isZero();
        assertThat(postgres.largest()).isEqualTo(RateSync.BATCH);
    }

    /** Never more than the limit and one bucketful for each other replica; and not much less than the limit. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void overTimeTheRateHolds(long seed) {
        var random = new Random(seed);
        var replicas = List.of(one, two, new Replica(3));
        int minutes = 30;
        long allowed = 0;
        for (long tick = 0; tick < minutes * 600L; tick++) {
            pass(Duration.ofMillis(100));
            allowed += replicas.get(random.nextInt(3)).take(random.nextInt(4));
            if (tick % 3 == 0) {
                replicas.get(random.nextInt(3)).share();
            }
            long most = 10 + tick / 60 + 2 * 10;
            assertThat(allowed).as("after %s ticks", tick).isLessThanOrEqualTo(most + 1);
        }
        assertThat(allowed).isGreaterThan(minutes * 10L - 10);
    }

    private io.github.bucket4j.TimeMeter meter() {
        return new io.github.bucket4j.TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return nanos.get();
            }

            @Override
            public boolean isWallClockBased() {
                return false;
            }
        };
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
