package dev.latchkey.access;

import dev.latchkey.access.rate.RateLimits;
import dev.latchkey.access.rate.RateSync;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Shows what is remembered of rates, and how far behind their sharing is. */
@ApplicationScoped
class RateMetrics {

    private final KeyRates rates;

    RateMetrics(KeyRates rates) {
        this.rates = rates;
    }

    void start(@Observes StartupEvent started, MeterRegistry metrics) {
        var limits = rates.limits();
        Gauge.builder("latchkey.rate.limits", limits, RateLimits::size)
                .description("Keys whose rate is remembered")
                .register(metrics);
        FunctionCounter.builder("latchkey.rate.limits.evicted", limits, RateLimits::evicted)
                .description("Keys whose rate was forgotten for want of room: they start anew")
                .register(metrics);
        var sync = rates.sync();
        Gauge.builder("latchkey.rate.limits.behind", sync, all -> all.behind().toNanos() / 1e9)
                .description("For how long something has waited to be shared with other replicas; 0 when nothing does")
                .baseUnit("seconds")
                .register(metrics);
        Gauge.builder("latchkey.rate.limits.waiting", sync, RateSync::waiting)
                .description("Keys with requests that other replicas do not know of yet")
                .register(metrics);
        FunctionCounter.builder("latchkey.rate.limits.sync.failures", sync, RateSync::failures)
                .description("Syncs with other replicas that were not answered")
                .register(metrics);
        FunctionCounter.builder("latchkey.rate.limits.dropped", sync, RateSync::dropped)
                .description("Times that a key's requests were not shared because too many keys were waiting")
                .register(metrics);
    }
}
