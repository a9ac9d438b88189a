package dev.latchkey.audit;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/** Moves events from the buffer to the sink, one batch in flight, until the buffer is closed and empty. */
final class UsageLogWriter {

    private static final Logger LOG = Logger.getLogger(UsageLogWriter.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(5);
    private static final double JITTER = 0.5;

    private final UsageBuffer buffer;
    private final UsageSink sink;
    private final UsageLogConfig config;
    private final Wakeup wakeup;
    private final Written written;
    private final Executor workers = Infrastructure.getDefaultWorkerPool();
    private final Linger linger;
    private volatile Optional<Instant> oldest = Optional.empty();
    private volatile Optional<String> outage = Optional.empty();

    UsageLogWriter(UsageBuffer buffer, UsageSink sink, UsageLogConfig config, Wakeup wakeup, Written written) {
        this.buffer = buffer;
        this.sink = sink;
        this.config = config;
        this.wakeup = wakeup;
        this.written = written;
        this.linger = new Linger(config);
    }

    /** Is told how many events have left the buffer, and how many of them went to the dead letters. */
    interface Written {
        void accept(int all, int refused);
    }

    /** Completes when the buffer is closed and all of it is written. */
    Uni<Void> run() {
        return forEver(Uni.createFrom().deferred(this::awaitAndWrite))
                .repeat()
                .whilst(written -> !buffer.isFinished())
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** Writes from now on without waiting for more events to come. */
    void hurry() {
        linger.end();
    }

    /** When the oldest event that is being written occurred. */
    Optional<Instant> oldest() {
        return oldest;
    }

    /** Why nothing can be written now. */
    Optional<String> outage() {
        return outage;
    }

    private Uni<Integer> awaitAndWrite() {
        return wakeup.await(() -> buffer.hasEvents() || buffer.isFinished())
                .chain(linger::await)
                .emitOn(workers)
                .chain(this::writeWhatIsThere);
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
        return forEver(Uni.createFrom().item(() -> buffer.take(config.batchSize())))
                .chain(batch -> batch.events().isEmpty() ? Uni.createFrom().item(0) : write(batch));
    }

    private Uni<Integer> write(UsageBatch batch) {
        var events = batch.events();
        oldest = Optional.of(events.get(0).occurredAt());
        return forEver(Uni.createFrom().deferred(() -> store(events)))
                .emitOn(workers)
                .map(refused -> {
                    buffer.acknowledge(batch);
                    written.accept(events.size(), refused);
                    outage = Optional.empty();
                    oldest = Optional.empty();
                    return events.size();
                });
    }

    /** Tries again until it works, and meanwhile says why it does not. */
    private <T> Uni<T> forEver(Uni<T> attempt) {
        return attempt.onFailure()
                .invoke(this::outageBegins)
                .onFailure()
                .retry()
                .withBackOff(FIRST_RETRY, LONGEST_RETRY)
                .withJitter(JITTER)
                .indefinitely();
    }

    /** A statement that nobody answers must not be waited for; each has its own time, since halving takes many. */
    private Uni<Void> inTime(Uni<Void> statement) {
        return statement.ifNoItem().after(config.writeTimeout()).fail();
    }

    /** Stores the events and gives the number that had to be kept aside, which halving the batch finds. */
    private Uni<Integer> store(List<UsageEvent> events) {
        return inTime(sink.store(events))
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
        return inTime(sink.deadLetter(event, String.valueOf(failure.getMessage())))
                .replaceWith(1);
    }

    private void outageBegins(Throwable failure) {
        if (outage.isEmpty()) {
            LOG.warnf("Usage events cannot be written and are held: %s (%s)", WriteFailure.reason(failure), failure);
        }
        outage = Optional.of(WriteFailure.reason(failure));
    }
}
