package dev.latchkey.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SignInDelaysTest {

    private static final int FREE = 3;

    private long nanos;
    private final SignInDelays delays = new SignInDelays(100, () -> nanos);

    @Test
    void someAttemptsAreFreeThenEachWaitsTwiceAsLong() {
        for (int i = 0; i < FREE; i++) {
            assertThat(delays.begin("a", FREE)).isEmpty();
        }
        assertThat(delays.begin("a", FREE)).contains(Duration.ofSeconds(1));
        pass(Duration.ofSeconds(1));
        assertThat(delays.begin("a", FREE)).isEmpty();
        assertThat(delays.begin("a", FREE)).contains(Duration.ofSeconds(2));
        pass(Duration.ofSeconds(2));
        assertThat(delays.begin("a", FREE)).isEmpty();
        assertThat(delays.begin("a", FREE)).contains(Duration.ofSeconds(4));
        assertThat(delays.refused()).isEqualTo(3);
    }

    @Test
    void theWaitGrowsNoFurtherThanAQuarterOfAnHour() {
        for (int i = 0; i < 30; i++) {
            delays.begin("a", FREE).ifPresent(this::pass);
        }

        var last = delays.begin("a", FREE).or(() -> delays.begin("a", FREE));
        assertThat(last).contains(SignInDelays.LONGEST);
    }

    @Test
    void whoIsRefusedDoesNotProlongTheWait() {
        for (int i = 0; i < FREE; i++) {
            assertThat(delays.begin("a", FREE)).isEmpty();
        }
        for (int i = 0; i < 50; i++) {
            assertThat(delays.begin("a", FREE)).contains(Duration.ofSeconds(1));
        }
        pass(Duration.ofSeconds(1));
        assertThat(delays.begin("a", FREE)).isEmpty();
    }

    @Test
    void nobodyWaitsForWhatOthersDo() {
        for (int i = 0; i <= FREE; i++) {
            delays.begin("a", FREE);
        }
        assertThat(delays.begin("b", FREE)).isEmpty();
    }

    @Test
    void whoeverWasRightBeginsAnew() {
        for (int i = 0; i < FREE; i++) {
            assertThat(delays.begin("a", FREE)).isEmpty();
        }
        delays.forget("a");
        assertThat(delays.begin("a", FREE)).isEmpty();
    }

    @Test
    void anAttemptThatWasRightIsTakenBackAndTheOthersStay() {
        assertThat(delays.begin("a", FREE)).isEmpty();
        assertThat(delays.begin("a", FREE)).isEmpty();
        assertThat(delays.begin("a", FREE)).isEmpty();
        delays.takeBack("a");
        assertThat(delays.begin("a", FREE)).isEmpty();
        assertThat(delays.begin("a", FREE)).isPresent();
    }

    @Test
    void moreThanCanBeRememberedStartAnew() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(delays.begin("source " + i, FREE)).isEmpty();
        }
        assertThat(delays.remembered()).isLessThanOrEqualTo(100);
        assertThat(delays.evicted()).isPositive();
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }
}
