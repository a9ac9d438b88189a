package dev.latchkey.audit;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/** Moves events from the queue to the sink, one batch in flight, until the queue is closed and empty. */
final class UsageLogWriter {

    private static final Logger LOG = Logger.getLogger(UsageLogWriter.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(5);
    private static final double JITTER = 0.5;

    private final UsageQueue queue;
    private final UsageSink sink;
    private final UsageLogConfig config;
    private final LongAdder stored = new LongAdder();
    private final LongAdder deadLettered = new LongAdder();
    private volatile Optional<Instant> oldest = Optional.empty();
    private volatile Optional<String> outage = Optional.empty();

    UsageLogWriter(UsageQueue queue, UsageSink sink, UsageLogConfig config) {
        this.queue = queue;
        this.sink = sink;
        this.config = config;
    }

    /** Completes when the queue is closed and all of it is written. */
    Uni<Void> run() {
        return Uni.createFrom()
                .deferred(this::writeWhatIsThere)
                .repeat()
                .withDelay(config.linger())
                .whilst(written -> !queue.isFinished())
                .collect()
                .last()
                .replaceWithVoid();
    }

    long stored() {
        return stored.sum();
    }

    long deadLettered() {
        return deadLettered.sum();
    }

    /** When the oldest event that is being written occurred. */
    Optional<Instant> oldest() {
        return oldest;
    }

    /** Why nothing can be written now. */
    Optional<String> outage() {
        return outage;
    }

    private Uni<Integer> writeWhatIsThere() {
        return Uni.createFrom()
                .deferred(this::writeBatch)
                .repeat()
                .whilst(written -> written == config.batchSize())
                .collect()
                .last();
    }

    private Uni<Integer> writeBatch() {
        var batch = queue.take(config.batchSize());
        if (batch.isEmpty()) {
            oldest = Optional.empty();
            return Uni.createFrom().item(0);
        }
        oldest = Optional.of(batch.get(0).occurredAt());
        return Uni.createFrom()
                .deferred(() -> store(batch))
                .ifNoItem()
                .after(config.writeTimeout())
                .fail()
                .onFailure()
                .invoke(this::outageBegins)
                .onFailure()
                .retry()
                .withBackOff(FIRST_RETRY, LONGEST_RETRY)
                .withJitter(JITTER)
                .indefinitely()
                .map(refused -> {
                    outage = Optional.empty();
                    stored.add(batch.size() - refused);
                    deadLettered.add(refused);
                    queue.acknowledge(batch.size());
                    return batch.size();
                });
    }

    /** Stores the events and gives the number that had to be kept aside, which halving the batch finds. */
    private Uni<Integer> store(List<UsageEvent> events) {
        return sink.store(events)
                .replaceWith(0)
                .onFailure(sink::isDataError)
                .recoverWithUni(failure -> events.size() == 1 ? setAside(events.get(0), failure) : halve(events));
    }

    private Uni<Integer> halve(List<UsageEvent> events) {
        int middle = events.size() / 2;
        return store(events.subList(0, middle))
                .chain(first -> store(events.subList(middle, events.size())).map(second -> first + second));
    }

    private Uni<Integer> setAside(UsageEvent event, Throwable failure) {
        LOG.errorf("Usage event %s cannot be stored and goes to the dead letters: %s", event.id(), failure);
        return sink.deadLetter(event, String.valueOf(failure.getMessage())).replaceWith(1);
    }

    private void outageBegins(Throwable failure) {
        if (outage.isEmpty()) {
            LOG.warnf("Usage events cannot be written and are held: %s", failure);
        }
        outage = Optional.of(failure.getClass().getSimpleName());
    }
}
