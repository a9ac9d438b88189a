package dev.latchkey.audit;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/** The usage log as the rest of the service sees it: reserve room, then record or release. */
@ApplicationScoped
public class UsageLog {

    private static final Logger LOG = Logger.getLogger(UsageLog.class);
    private final UsageLogConfig config;
    private final UsageTable table;
    private final Wakeup wakeup = new Wakeup();
    private final UsageTally tally = new UsageTally();
    private final Reservation unrecorded = new Unrecorded(tally);
    private volatile UsageBuffer buffer;
    private volatile UsageLogWriter writer;
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private Cancellable writing;

    UsageLog(UsageLogConfig config, UsageTable table) {
        this.config = config;
        this.table = table;
    }

    /**
     * Takes room for one event before its request is handled.
     *
     * @param bytes the most that the event can take, {@link UsageEvent#roomFor}
     * @return empty when the request must not be handled
     */
    public Optional<Reservation> reserve(int bytes) {
        if (!isHeldUp() && buffer.reserve(bytes)) {
            return Optional.of(new Room(buffer, wakeup, bytes));
        }
        if (buffer.isFinished()) {
            // It may have seemed unfinished while this reservation was tried.
            wakeup.wake();
        }
        if (config.onFull() == OnFull.OPEN) {
            return Optional.of(unrecorded);
        }
        tally.refused.increment();
        return Optional.empty();
    }

    void start(@Observes StartupEvent started) {
        buffer = UsageBuffers.open(config);
        writer = new UsageLogWriter(buffer, table, config, wakeup, tally::written);
        writing = writer.run().subscribe().with(finished::complete, finished::completeExceptionally);
        LOG.infof(
                "Usage log: %s, %s when full: %s",
                config.durability(), config.onFull(), config.durability().promise());
    }

    /** Writes what was answered before the service goes away, as far as Postgres takes it in time. */
    void stop(@Observes ShutdownEvent stopping) {
        if (writing == null) {
            return;
        }
        buffer.close();
        writer.hurry();
        wakeup.wake();
        try {
            Uni.createFrom().completionStage(finished).await().atMost(config.shutdownTimeout());
        } catch (TimeoutException e) {
            writing.cancel();
            left(buffer.state().held());
        } finally {
            buffer.dispose();
        }
    }

    /** Whether a request with a key would be refused now. */
    boolean isFull() {
        return buffer.isFull() || isHeldUp();
    }

    /** Why nothing can be accepted or written now. */
    Optional<String> trouble() {
        return buffer.problem().or(writer::outage);
    }

    /** When the oldest event that is being written occurred. */
    Optional<Instant> oldest() {
        return writer.oldest();
    }

    UsageBufferState state() {
        return buffer.state();
    }

    UsageTally tally() {
        return tally;
    }

    /** Whether an answer would have to wait for a Postgres that does not take rows. */
    private boolean isHeldUp() {
        return config.durability() == Durability.SYNC && writer.outage().isPresent();
    }

    private void left(long events) {
        switch (config.durability()) {
            case SPOOL, SPOOL_FSYNC ->
                LOG.infof("Stopped with %d usage events in the spool; the next start writes them", events);
            case SYNC -> LOG.warnf("Stopped with %d requests unanswered that Postgres did not take", events);
            case MEMORY -> LOG.errorf("Stopped with %d usage events that Postgres did not take: lost", events);
        }
    }
}
