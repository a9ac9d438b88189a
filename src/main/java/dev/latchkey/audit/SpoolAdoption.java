package dev.latchkey.audit;

import dev.latchkey.audit.spool.DeadReplica;
import dev.latchkey.audit.spool.Spool;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** Writes what replicas that died have left in their spools, where replicas share a folder. */
@ApplicationScoped
class SpoolAdoption {

    private static final Logger LOG = Logger.getLogger(SpoolAdoption.class);
    private static final Duration EVERY = Duration.ofSeconds(30);
    // Its owner may come back, and waits for it at start.
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final UsageLogConfig config;
    private final UsageTable table;
    private final UsageLog log;
    private final AtomicReference<Spool> adopted = new AtomicReference<>();
    private Cancellable adopting = () -> {};

    SpoolAdoption(UsageLogConfig config, UsageTable table, UsageLog log) {
        this.config = config;
        this.table = table;
        this.log = log;
    }

    void start(@Observes StartupEvent started) {
        if (config.durability().usesSpool()) {
            adopting = Multi.createFrom()
                    .ticks()
                    .every(EVERY)
                    .onOverflow()
                    .drop()
                    .onItem()
                    .transformToUniAndConcatenate(tick -> adoptAll())
                    .subscribe()
                    .with(done -> {}, failure -> LOG.error("Spools of dead replicas are no longer adopted", failure));
        }
    }

    /** What is not written by now, another replica or a later start finds. */
    void stop(@Observes ShutdownEvent stopping) {
        adopting.cancel();
        var unfinished = adopted.getAndSet(null);
        if (unfinished != null) {
            unfinished.close();
        }
    }

    private Uni<Void> adoptAll() {
        var files = config.spool();
        return Uni.createFrom()
                .item(() -> DeadReplica.find(files.folder(), files.replica()))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable)
                .onItem()
                .transformToUniAndConcatenate(this::adoptOrLeave)
                .collect()
                .last()
                .onFailure()
                .invoke(failure -> LOG.warnf("Spools of dead replicas cannot be looked for now: %s", failure))
                .onFailure()
                .recoverWithNull();
    }

    /** One that cannot be read must not keep others from being written. */
    private Uni<Void> adoptOrLeave(String replica) {
        return Uni.createFrom()
                .deferred(() -> adopt(replica))
                .onFailure()
                .invoke(failure -> LOG.warnf("The spool of the dead replica %s is left for now: %s", replica, failure))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> adopt(String replica) {
        return DeadReplica.adopt(config.spool().folder(), replica, UsageBuffers.settings(config))
                .map(spool -> drain(replica, spool))
                .orElse(Uni.createFrom().voidItem());
    }

    private Uni<Void> drain(String replica, Spool spool) {
        adopted.set(spool);
        LOG.infof(
                "Writing %d usage events that the dead replica %s has left",
                spool.counts().pending(), replica);
        var buffer = new SpoolBuffer(spool, false);
        buffer.close();
        return new UsageLogWriter(buffer, table, config, new Wakeup(), log.tally()::writtenForAnother)
                .run()
                .ifNoItem()
                .after(LONGEST)
                .fail()
                .invoke(() -> discard(replica, spool))
                .eventually(() -> {
                    adopted.set(null);
                    spool.close();
                });
    }

    private void discard(String replica, Spool spool) {
        long lost = spool.counts().lost();
        if (lost > 0) {
            log.tally().damaged.add(lost);
            LOG.errorf("%d usage events of the dead replica %s were damaged and are lost", lost, replica);
        }
        spool.discard();
    }
}
