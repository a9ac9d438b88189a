package dev.latchkey.idempotency;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** Deletes kept answers whose time is over: some at once, and on while there are more. */
@ApplicationScoped
class CleanUp {

    private static final Logger LOG = Logger.getLogger(CleanUp.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final KeptAnswers answers;
    private final Pool pool;
    private final int atOnce;
    private final IdempotencyMetrics metrics;
    private final InstantSource clock = InstantSource.system();
    private Cancellable cleaning = () -> {};

    CleanUp(KeptAnswers answers, Pool pool, IdempotencyConfig config, IdempotencyMetrics metrics) {
        this.answers = answers;
        this.pool = pool;
        this.metrics = metrics;
        atOnce = config.deleteAtOnce();
    }

    void start(@Observes StartupEvent started) {
        cleaning = Multi.createFrom()
                .ticks()
                .startingAfter(EVERY)
                .every(EVERY)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> cleanUp())
                .subscribe()
                .with(done -> {}, failure -> LOG.error("Kept answers are no longer deleted", failure));
    }

    void stop(@Observes ShutdownEvent stopping) {
        cleaning.cancel();
    }

    private Uni<Void> cleanUp() {
        return Uni.createFrom()
                .deferred(() -> delete(clock.instant()))
                .repeat()
                .whilst(deleted -> deleted == atOnce)
                .onItem()
                .ignoreAsUni()
                .onFailure()
                .invoke(failure -> LOG.warnf("Kept answers cannot be deleted now: %s", failure))
                .onFailure()
                .recoverWithNull();
    }

    /** Deletes some, and says how many. */
    Uni<Integer> delete(Instant now) {
        return answers.deleteSome(pool, now, atOnce).invoke(metrics.deleted::add);
    }
}
