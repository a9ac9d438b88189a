package dev.latchkey.key;

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

    KeyMetrics(Authenticator authenticator) {
        this.authenticator = authenticator;
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
    }
}
