package dev.latchkey.key;

import dev.latchkey.key.feed.Freshness;
import dev.latchkey.key.feed.KeyFeed;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Shows what the cache does. */
@ApplicationScoped
class KeyMetrics {

    private final Authenticator authenticator;
    private final ThisReplica replica;

    KeyMetrics(Authenticator authenticator, ThisReplica replica) {
        this.authenticator = authenticator;
        this.replica = replica;
    }

    void start(@Observes StartupEvent started, MeterRegistry metrics) {
        var cache = authenticator.cache();
        FunctionCounter.builder("latchkey.keys.digests", authenticator, Authenticator::digests)
                .description("Tokens that were digested")
                .register(metrics);
        FunctionCounter.builder("latchkey.keys.cache.hits", cache, KeyCache::hits)
                .description("Tokens that were decided at once")
                .register(metrics);
        FunctionCounter.builder("latchkey.keys.cache.misses", cache, KeyCache::misses)
                .description("Tokens that had to wait for a look-up")
                .register(metrics);
        Gauge.builder("latchkey.keys.cache.size", cache, KeyCache::size)
                .description("Key secrets in the cache")
                .register(metrics);
        Gauge.builder("latchkey.keys.loading", cache, KeyCache::loading)
                .description("Look-ups under way")
                .register(metrics);
        var feed = replica.feed();
        FunctionCounter.builder("latchkey.keys.feed.changes", feed, KeyFeed::changes)
                .description("Changes to keys that were learned of")
                .register(metrics);
        FunctionCounter.builder("latchkey.keys.feed.failures", feed, KeyFeed::failures)
                .description("Questions for changes that were not answered")
                .register(metrics);
        Gauge.builder("latchkey.keys.feed.age", replica.freshness(), KeyMetrics::seconds)
                .description("The age of the last proof that the cache is true")
                .baseUnit("seconds")
                .register(metrics);
    }

    /** Not a number before the first proof. */
    private static double seconds(Freshness freshness) {
        return freshness.age().map(age -> age.toNanos() / 1e9).orElse(Double.NaN);
    }
}
