package dev.latchkey.audit.attempts;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/** Failed attempts as the rest of the service sees them: count one. */
@ApplicationScoped
public class FailedAttempts {

    private static final Logger LOG = Logger.getLogger(FailedAttempts.class);

    private final AttemptsConfig config;
    private final AttemptCounts counts;
    private final AttemptWriter writer;
    private CompletableFuture<Void> finished;

    FailedAttempts(AttemptsConfig config, AttemptTable table) {
        this.config = config;
        counts = new AttemptCounts(config.maxSources(), InstantSource.system());
        writer = new AttemptWriter(counts, table, config);
    }

    /** Counts one request whose key is unknown or none. Never waits and never fails. */
    public void count(Optional<String> address, AttemptReason reason) {
        counts.add(AttemptSource.of(address), reason);
    }

    void start(@Observes StartupEvent started, MeterRegistry metrics) {
        finished = writer.run().subscribeAsCompletionStage();
        for (var reason : AttemptReason.values()) {
            FunctionCounter.builder("latchkey.failed.attempts", counts, all -> all.total(reason))
                    .description("Requests whose key is unknown or none")
                    .tag("reason", reason.toString())
                    .register(metrics);
        }
        FunctionCounter.builder("latchkey.failed.attempts.others", counts, AttemptCounts::others)
                .description("Failed attempts that were counted without their source")
                .register(metrics);
        FunctionCounter.builder("latchkey.failed.attempts.stored", writer, AttemptWriter::stored)
                .description("Failed attempts that Postgres has counted")
                .register(metrics);
        Gauge.builder("latchkey.failed.attempts.held", this, FailedAttempts::held)
                .description("Failed attempts that Postgres has not counted yet")
                .register(metrics);
        Gauge.builder("latchkey.failed.attempts.sources", counts, AttemptCounts::sources)
                .description("Sources that are told apart in this minute")
                .register(metrics);
    }

    /** Writes what was counted before the service goes away. */
    void stop(@Observes ShutdownEvent stopping) {
        if (finished == null) {
            return;
        }
        writer.stop();
        try {
            Uni.createFrom().completionStage(finished).await().atMost(config.shutdownTimeout());
        } catch (TimeoutException e) {
            LOG.errorf("Stopped with %d failed attempts that Postgres did not take", held());
        }
    }

    private long held() {
        // Read first what grows last, so that it is never more than was counted.
        long stored = writer.stored();
        return counts.total() - stored;
    }
}
