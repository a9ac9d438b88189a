package dev.latchkey.leak;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.latchkey.audit.attempts.AttemptSource;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** How many reports without a key are taken: of each source, and of all of them together. Of this replica alone. */
final class ReportLimit {

    private final AnonymousReportConfig config;
    private final TimeMeter clock;
    private final Bucket all;
    private final Cache<String, Bucket> sources;
    private final LongAdder evicted = new LongAdder();

    ReportLimit(AnonymousReportConfig config, LongSupplier nanos) {
        this.config = config;
        clock = new Nanos(nanos);
        all = full(config.maxReports());
        sources = Caffeine.newBuilder()
                .maximumSize(config.maxSources())
                .ticker(nanos::getAsLong)
                // Whoever was silent for a period has all of it again anyway.
                .expireAfterAccess(config.period())
                .executor(Runnable::run)
                .evictionListener((String source, Bucket left, RemovalCause cause) -> {
                    if (cause == RemovalCause.SIZE) {
                        evicted.increment();
                    }
                })
                .build();
    }

    /** Takes one report, or says after how long the next one is taken. What a source has too many of costs no other. */
    Optional<Duration> take(Optional<String> address) {
        var own = sources.get(AttemptSource.of(address), source -> full(config.maxReportsPerSource()));
        return take(own).or(() -> take(all));
    }

    private static Optional<Duration> take(Bucket bucket) {
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private Bucket full(int reports) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(reports).refillGreedy(reports, config.period()))
                .withCustomTimePrecision(clock)
                .build();
    }

    long sources() {
        return sources.estimatedSize();
    }

    long evicted() {
        return evicted.sum();
    }

    private record Nanos(LongSupplier source) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return source.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
