package dev.latchkey.audit;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;

/** The usage log as the rest of the service sees it: reserve room, then record or release. */
@ApplicationScoped
public class UsageLog {

    private static final Logger LOG = Logger.getLogger(UsageLog.class);

    private final UsageLogConfig config;
    private final UsageQueue queue;
    private final UsageLogWriter writer;
    private final AtomicLong dropped = new AtomicLong();
    private CompletableFuture<Void> finished;

    UsageLog(UsageLogConfig config, UsageTable table) {
        this.config = config;
        queue = new UsageQueue(config.capacity());
        writer = new UsageLogWriter(queue, table, config);
    }

    /** Takes room for one event before its request is handled; false when the request must not be. */
    public boolean reserve() {
        return queue.reserve();
    }

    /** Gives back room that turned out not to be needed. */
    public void release() {
        queue.release();
    }

    /** Records a request for which room was reserved. Never waits and never fails. */
    public void record(UsageEvent event) {
        queue.add(event);
    }

    /** Whether a request with a key would be refused now for want of room. */
    boolean isFull() {
        return queue.isFull();
    }

    /** How many events Postgres does not have yet. */
    long held() {
        return queue.held();
    }

    /** How many events there is room taken for, held ones included. */
    long used() {
        return queue.used();
    }

    UsageLogWriter writer() {
        return writer;
    }

    void start(@Observes StartupEvent started, MeterRegistry metrics) {
        finished = writer.run().subscribeAsCompletionStage();
        count(metrics, "latchkey.usage.accepted", "Requests recorded", log -> log.queue.accepted());
        count(metrics, "latchkey.usage.refused", "Requests refused for want of room", log -> log.queue.refused());
        count(metrics, "latchkey.usage.stored", "Events that Postgres has", log -> log.writer.stored());
        count(metrics, "latchkey.usage.dead.lettered", "Events kept aside", log -> log.writer.deadLettered());
        count(metrics, "latchkey.usage.dropped", "Events lost at shutdown", log -> log.dropped.get());
        Gauge.builder("latchkey.usage.queued", queue, UsageQueue::held)
                .description("Events that Postgres does not have yet")
                .register(metrics);
        TimeGauge.builder("latchkey.usage.lag", this, TimeUnit.MILLISECONDS, UsageLog::lagMillis)
                .description("Age of the oldest event that is being written")
                .register(metrics);
    }

    /** Writes everything that was answered before the service goes away. */
    void stop(@Observes ShutdownEvent stopping) {
        queue.close();
        if (finished == null) {
            return;
        }
        try {
            Uni.createFrom().completionStage(finished).await().atMost(config.shutdownTimeout());
        } catch (TimeoutException e) {
            dropped.set(queue.held());
            LOG.errorf("Stopped with %d usage events that Postgres did not take", dropped.get());
        }
    }

    private double lagMillis() {
        return writer.oldest()
                .map(oldest -> Duration.between(oldest, Instant.now()).toMillis())
                .orElse(0L);
    }

    private void count(MeterRegistry metrics, String name, String description, ToDoubleFunction<UsageLog> value) {
        FunctionCounter.builder(name, this, value).description(description).register(metrics);
    }
}
