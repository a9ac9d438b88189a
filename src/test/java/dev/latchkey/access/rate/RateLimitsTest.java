package dev.latchkey.access.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.restriction.RateLimit;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

    private static final UUID KEY = new UUID(0, 1);
    private static final RateLimit TWO_PER_MINUTE = new RateLimit(2, Duration.ofMinutes(1));

    private final AtomicLong nanos = new AtomicLong(-5);
    private final RateLimits limits = new RateLimits(2, TestSharing.of(SharingConfig.Sharing.LOCAL), nanos::get);

    @Test
    void soManyAtOnceAndThenTheyComeBackEvenly() {
        assertThat(take(TWO_PER_MINUTE)).isTrue();
        assertThat(take(TWO_PER_MINUTE)).isTrue();
        var refused = limits.take(KEY, TWO_PER_MINUTE);
        assertThat(refused.isAllowed()).isFalse();
        assertThat(refused.left()).isZero();
        assertThat(refused.nanosToNext()).isEqualTo(Duration.ofSeconds(30).toNanos());
        assertThat(refused.nanosToFull()).isEqualTo(Duration.ofSeconds(60).toNanos());

        nanos.addAndGet(Duration.ofSeconds(30).toNanos());
        assertThat(take(TWO_PER_MINUTE)).isTrue();
        assertThat(take(TWO_PER_MINUTE)).isFalse();
    }

    @Test
    void theLargestAndTheSmallestLimitCanBeCounted() {
        var largest = new RateLimit(RateLimit.MAX_REQUESTS, RateLimit.MIN_PERIOD);
        var smallest = new RateLimit(1, RateLimit.MAX_PERIOD);

        assertThat(limits.take(KEY, largest).left()).isEqualTo(RateLimit.MAX_REQUESTS - 1);
        assertThat(limits.take(KEY, smallest).left()).isZero();
        assertThat(limits.take(KEY, smallest).nanosToNext())
                .isEqualTo(Duration.ofDays(1).toNanos());
    }

    @Test
    void aLimitThatIsChangedCountsAtOnce() {
        assertThat(take(new RateLimit(1, Duration.ofDays(1)))).isTrue();
        assertThat(take(new RateLimit(1, Duration.ofDays(1)))).isFalse();
        assertThat(take(TWO_PER_MINUTE)).isTrue();
    }

    @Test
    void thereAreNeverMoreThanSoManyAndWhatIsForgottenIsCounted() {
        for (int i = 0; i < 100; i++) {
            limits.take(new UUID(1, i), TWO_PER_MINUTE);
        }
        assertThat(limits.size()).isLessThanOrEqualTo(2);
        assertThat(limits.evicted()).isGreaterThanOrEqualTo(98);
    }

    @Test
    void whatWaitsToBeSharedIsNotForgottenForWantOfRoom() {
        var few = new RateLimits(10, TestSharing.of(SharingConfig.Sharing.POSTGRES), nanos::get);
        var hundred = new RateLimit(100, Duration.ofDays(1));
        for (int key = 0; key < 10; key++) {
            few.take(new UUID(1, key), hundred);
        }
        for (int i = 0; i < 20 * 10; i++) {
            few.take(new UUID(2, i % 10), hundred);
        }
        assertThat(few.evicted()).isPositive();

        for (int key = 0; key < 10; key++) {
            assertThat(few.take(new UUID(1, key), hundred).left()).isEqualTo(98);
        }
    }

    @Test
    void nothingWaitsToBeSharedWhenEachReplicaLimitsByItself() {
        take(TWO_PER_MINUTE);

        assertThat(limits.unshared().size()).isZero();
    }

    private boolean take(RateLimit limit) {
        return limits.take(KEY, limit).isAllowed();
    }
}
