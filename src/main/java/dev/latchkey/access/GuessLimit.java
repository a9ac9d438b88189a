package dev.latchkey.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.audit.attempts.AttemptSource;
import io.github.bucket4j.Bucket;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Keeps who tries keys that do not exist from the database: a source has so many look-ups in a minute that find nothing,
 * and so have all of them together; then none until some time has passed. Whoever has tried none in the last minute is
 * not kept from anything, and keys that are cached work from everywhere all the same.
 */
@ApplicationScoped
class GuessLimit {

    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final int guesses;
    private final Bucket all;
    private final Cache<String, Bucket> sources;
    private final LongAdder refused = new LongAdder();

    GuessLimit(RestrictionConfig config) {
        guesses = config.maxGuesses();
        all = full(config.maxGuessesOfAll());
        sources = Caffeine.newBuilder()
                .maximumSize(config.maxGuessers())
                // Whoever was silent for a period may guess again anyway.
                .expireAfterAccess(PERIOD)
                .build();
    }

    /** Whether nothing more is looked up for this source now. */
    boolean refuses(Optional<String> address) {
        var left = sources.getIfPresent(AttemptSource.of(address));
        if (left == null || left.getAvailableTokens() > 0 && all.getAvailableTokens() > 0) {
            return false;
        }
        refused.increment();
        return true;
    }

    /** A look-up has found nothing. */
    void count(Optional<String> address) {
        all.tryConsume(1);
        sources.get(AttemptSource.of(address), source -> full(guesses)).tryConsume(1);
    }

    private static Bucket full(int guesses) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(guesses).refillGreedy(guesses, PERIOD))
                .build();
    }

    void start(@Observes StartupEvent started, MeterRegistry metrics) {
        FunctionCounter.builder("latchkey.guesses.refused", refused, LongAdder::sum)
                .description("Keys that were not looked up because their source had tried too many that do not exist")
                .register(metrics);
        Gauge.builder("latchkey.guessers", sources, Cache::estimatedSize)
                .description("Sources that have tried keys that do not exist in the last minute")
                .register(metrics);
    }
}
