package dev.latchkey.leak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReportLimitTest {

    private record Config(int maxReportsPerSource, int maxReports, Duration period, long maxSources)
            implements AnonymousReportConfig {}

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void aSourceThatHasReportedTooManyWaitsAndOthersDoNot() {
        var limit = limit(2, 100, 10);
        assertThat(limit.take(address("192.0.2.1"))).isEmpty();
        assertThat(limit.take(address("192.0.2.1"))).isEmpty();

        assertThat(limit.take(address("192.0.2.1"))).contains(Duration.ofSeconds(30));
        assertThat(limit.take(address("192.0.2.2"))).isEmpty();

        nanos.addAndGet(Duration.ofSeconds(30).toNanos());
        assertThat(limit.take(address("192.0.2.1"))).isEmpty();
    }

    @Test
    void theAddressesOfOneSubscriberAreOneSource() {
        var limit = limit(1, 100, 10);
        assertThat(limit.take(address("2001:db8::1"))).isEmpty();

        assertThat(limit.take(address("2001:db8::ffff:1"))).isPresent();
        assertThat(limit.take(address("2001:db8:0:1::1"))).isEmpty();
    }

    @Test
    void allSourcesTogetherHaveALimit() {
        var limit = limit(2, 3, 10);
        for (int i = 1; i <= 3; i++) {
            assertThat(limit.take(address("192.0.2." + i))).isEmpty();
        }

        assertThat(limit.take(address("192.0.2.4"))).contains(Duration.ofSeconds(20));
    }

    @Test
    void whatASourceHasTooManyOfCostsNoOther() {
        var limit = limit(1, 2, 10);
        assertThat(limit.take(address("192.0.2.1"))).isEmpty();
        for (int i = 0; i < 10; i++) {
            assertThat(limit.take(address("192.0.2.1"))).isPresent();
        }

        assertThat(limit.take(address("192.0.2.2"))).isEmpty();
    }

    @Test
    void beyondTheMostSourcesTheLeastActiveStartAnew() {
        var limit = limit(1, 1000, 10);
        for (int i = 1; i <= 100; i++) {
            assertThat(limit.take(address("192.0.2." + i))).isEmpty();
        }

        assertThat(limit.sources()).isEqualTo(10);
        assertThat(limit.evicted()).isEqualTo(90);
    }

    @Test
    void whoHasNoAddressIsOneSource() {
        var limit = limit(1, 100, 10);
        assertThat(limit.take(Optional.empty())).isEmpty();

        assertThat(limit.take(Optional.empty())).isPresent();
    }

    private ReportLimit limit(int perSource, int all, int sources) {
        return new ReportLimit(new Config(perSource, all, Duration.ofMinutes(1), sources), nanos::get);
    }

    private static Optional<String> address(String text) {
        return Optional.of(text);
    }
}
