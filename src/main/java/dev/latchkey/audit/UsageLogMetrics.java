package dev.latchkey.audit;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** Where events are: at every quiet moment accepted = stored + spooled + dead-lettered + dropped. */
@ApplicationScoped
class UsageLogMetrics {

    private final UsageLog log;

    UsageLogMetrics(UsageLog log) {
        this.log = log;
    }

    void start(@Observes StartupEvent started, MeterRegistry registry) {
        count(registry, "accepted", "Requests recorded, those found in the spool included", UsageLogMetrics::accepted);
        count(
                registry,
                "recovered",
                "Events found in the spool, left by a process that died",
                UsageLogMetrics::recovered);
        count(
                registry,
                "stored",
                "Events that Postgres has",
                us -> us.log.tally().stored.sum());
        count(
                registry,
                "dead.lettered",
                "Events that Postgres refused",
                us -> us.log.tally().deadLettered.sum());
        count(
                registry,
                "dropped",
                "Answered requests that are not recorded",
                us -> us.log.tally().dropped.sum());
        count(
                registry,
                "refused",
                "Requests refused for want of room",
                us -> us.log.tally().refused.sum());
        count(registry, "damaged", "Events in the spool that could not be read", UsageLogMetrics::damaged);
        gauge(
                registry,
                "spooled",
                "Events that Postgres does not have yet",
                us -> us.log.state().held());
        gauge(
                registry,
                "reserved",
                "Requests in flight with room in the log",
                us -> us.log.state().reserved());
        Gauge.builder("latchkey.usage.spool.size", this, us -> us.log.state().bytes())
                .description("Room in use")
                .baseUnit("bytes")
                .register(registry);
        TimeGauge.builder("latchkey.usage.lag", this, TimeUnit.MILLISECONDS, UsageLogMetrics::lagMillis)
                .description("Age of the oldest event that is being written")
                .register(registry);
    }

    private double accepted() {
        return log.state().accepted()
                + log.tally().adopted()
                + log.tally().dropped.sum();
    }

    private double recovered() {
        return log.state().recovered() + log.tally().adopted();
    }

    private double damaged() {
        return log.state().damaged() + log.tally().damaged.sum();
    }

    private double lagMillis() {
        return log.oldest()
                .map(oldest -> Duration.between(oldest, Instant.now()).toMillis())
                .orElse(0L);
    }

    private void count(MeterRegistry registry, String name, String meaning, ToDoubleFunction<UsageLogMetrics> value) {
        FunctionCounter.builder("latchkey.usage." + name, this, value)
                .description(meaning)
                .register(registry);
    }

    private void gauge(MeterRegistry registry, String name, String meaning, ToDoubleFunction<UsageLogMetrics> value) {
        Gauge.builder("latchkey.usage." + name, this, value)
                .description(meaning)
                .register(registry);
    }
}
