package dev.latchkey.idempotency;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.LongAdder;

/** Counts what becomes of named requests. A singleton, since its fields are used: a proxy has fields of its own. */
@Singleton
class IdempotencyMetrics {

    final LongAdder kept = new LongAdder();
    final LongAdder replayed = new LongAdder();
    final LongAdder reused = new LongAdder();
    final LongAdder inUse = new LongAdder();
    final LongAdder exhausted = new LongAdder();
    final LongAdder oversized = new LongAdder();
    final LongAdder deleted = new LongAdder();

    void start(@Observes StartupEvent started, MeterRegistry metrics) {
        count(metrics, "kept", kept, "Answers that were kept for replays");
        count(metrics, "replayed", replayed, "Answers that were given again");
        count(metrics, "reused", reused, "Requests with the key of another request: 422");
        count(metrics, "in.use", inUse, "Requests that waited in vain for another one with the same key: 409");
        count(metrics, "exhausted", exhausted, "Requests of organizations that used too many keys: 429");
        count(metrics, "oversized", oversized, "Answers too large to be kept, of which a replay has the status alone");
        count(metrics, "deleted", deleted, "Answers that were deleted when their time was over");
    }

    private static void count(MeterRegistry metrics, String name, LongAdder value, String description) {
        FunctionCounter.builder("latchkey.idempotency." + name, value, LongAdder::sum)
                .description(description)
                .register(metrics);
    }
}
