package dev.latchkey.audit.attempts;

import dev.latchkey.audit.WriteFailure;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/** Moves counts to the sink, one flush in flight, until it is stopped and has written the last. */
final class AttemptWriter {

    private static final Logger LOG = Logger.getLogger(AttemptWriter.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(5);
    private static final double JITTER = 0.5;

    private final AttemptCounts counts;
    private final AttemptSink sink;
    private final AttemptsConfig config;
    private final LongAdder stored = new LongAdder();
    private volatile UniEmitter<? super Void> pause;
    private volatile boolean stopping;
    private long flushes;
    private boolean outage;

    AttemptWriter(AttemptCounts counts, AttemptSink sink, AttemptsConfig config) {
        this.counts = counts;
        this.sink = sink;
        this.config = config;
    }

    /** Completes when the writer was stopped and everything that was counted before is written. */
    Uni<Void> run() {
        return Uni.createFrom()
                .deferred(this::flush)
                .chain(this::pause)
                // Whether to go on is asked for each item only, and null is none.
                .replaceWith(true)
                .repeat()
                .whilst(flushed -> !stopping)
                .collect()
                .last()
                .chain(this::flush);
    }

    /** Ends the pause between two flushes, and with it the writer. */
    void stop() {
        stopping = true;
        endPause();
    }

    /** How many attempts are written. */
    long stored() {
        return stored.sum();
    }

    private Uni<Void> pause() {
        return Uni.createFrom()
                .<Void>emitter(emitter -> {
                    pause = emitter;
                    if (stopping) {
                        endPause();
                    }
                })
                .ifNoItem()
                .after(config.flushEvery())
                .recoverWithUni(Uni.createFrom().voidItem());
    }

    private void endPause() {
        var emitter = pause;
        if (emitter != null) {
            emitter.complete(null);
        }
    }

    private Uni<Void> flush() {
        var taken = counts.take();
        if (taken.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        long flush = ++flushes;
        return Uni.createFrom()
                .deferred(() -> sink.add(flush, taken))
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
                .invoke(() -> {
                    outage = false;
                    stored.add(taken.stream().mapToLong(AttemptCount::attempts).sum());
                });
    }

    private void outageBegins(Throwable failure) {
        if (!outage) {
            LOG.warnf("Failed attempts cannot be written and are held: %s (%s)", WriteFailure.reason(failure), failure);
        }
        outage = true;
    }
}
