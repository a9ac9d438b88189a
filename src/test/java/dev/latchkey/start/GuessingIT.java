package dev.latchkey.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Keys that do not exist are tried, many per second and each once, while a good client goes on. {@code -Drate=20000
 * -Dseconds=60} is the long version; its figures for latency and memory are reported and not judged.
 */
class GuessingIT {

    private static final int RATE = Integer.getInteger("rate", 1_000);
    private static final int SECONDS = Integer.getInteger("seconds", 5);
    private static final int GOOD_RATE = 200;
    private static final int GUESSES_OF_ALL = 1_200;
    private static final List<String> OPTIONS = List.of("-Xms256m", "-XX:+AlwaysPreTouch");

    @RegisterExtension
    static final Databases databases = new Databases();

    @ParameterizedTest
    @ValueSource(ints = {1, 500})
    void aGoodClientDoesNotNotice(int addresses) throws Exception {
        var environment = databases.create().environment();
        environment.put("LATCHKEY_BOOTSTRAP_ORGANIZATION", "Globex");
        environment.put("LATCHKEY_PROXY_FORWARDING", "x-forwarded-for");
        environment.put("LATCHKEY_PROXY_TRUSTED", "127.0.0.1");
        environment.put("LATCHKEY_RESTRICTIONS_MAX_GUESSES_OF_ALL", String.valueOf(GUESSES_OF_ALL));
        try (var service =
                Service.start(environment, Service.freePort(), OPTIONS).awaitListening()) {
            try (var load = new Load(service.port(), service.tokens().get(0), "good").openLoop(GOOD_RATE);
                    var warmUp = new Guesser(service.port(), RATE, 1)) {
                pass(SECONDS);
                warmUp.finish();
                load.takeLatencies();
                pass(SECONDS);
                var before = load.takeLatencies();
                long memory = service.liveKilobytes();
                double hits = service.metric("latchkey_keys_cache_hits_total");
                double misses = service.metric("latchkey_keys_cache_misses_total");
                load.takeLatencies();

                try (var guesser = new Guesser(service.port(), RATE, addresses)) {
                    pass(SECONDS);
                    var during = load.takeLatencies();
                    guesser.finish();

                    new Progress("guesses from " + addresses, 1)
                            .result(Map.of(
                                    "guesses/s",
                                    guesser.answers() / SECONDS,
                                    "401",
                                    guesser.answers(401),
                                    "429",
                                    guesser.answers(429),
                                    "503",
                                    guesser.answers(503),
                                    "look-ups",
                                    (long) (service.metric("latchkey_keys_cache_misses_total") - misses),
                                    "good client's p99 before µs",
                                    percentile(before, 99),
                                    "p99 during µs",
                                    percentile(during, 99),
                                    "memory growth KiB",
                                    service.liveKilobytes() - memory));
                    assertThat(guesser.answers(401) + guesser.answers(429) + guesser.answers(503))
                            .isEqualTo(guesser.answers());
                    assertThat(guesser.answers(429)).isPositive();
                    // Each source had its first look-up, and those under way at the end of the allowance.
                    long allowed = GUESSES_OF_ALL + GUESSES_OF_ALL * SECONDS / 60 + addresses + 256;
                    assertThat(service.metric("latchkey_keys_cache_misses_total") - misses)
                            .as("look-ups")
                            .isLessThanOrEqualTo(allowed);
                    assertThat(service.metric("latchkey_keys_cache_hits_total") - hits)
                            .as("requests of the good client that waited for nothing")
                            .isGreaterThanOrEqualTo(0.999 * during.size());
                }
                load.finish();
                assertThat(service.metric("latchkey_verdicts_total{verdict=\"granted\"}"))
                        .isGreaterThanOrEqualTo(load.answered().size());
            }
        }
    }

    private static void pass(int seconds) {
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
    }

    private static long percentile(List<Long> sorted, int percent) {
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }
}
