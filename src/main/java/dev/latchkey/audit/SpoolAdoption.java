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
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** Writes what replicas that died have left in their spools, where replicas share a folder. */
@ApplicationScoped
class SpoolAdoption {

    private static final Logger LOG = Logger.getLogger(SpoolAdoption.class);
    private static final Duration EVERY = Duration.ofSeconds(30);

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
                .transformToUniAndConcatenate(this::adopt)
                .collect()
                .asList()
                .onFailure()
                .invoke(failure -> LOG.warnf("The spool of a dead replica cannot be read now: %s", failure))
                .onFailure()
                .recoverWithItem(List.of())
                .replaceWithVoid();
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
                .invoke(() -> {
                    adopted.set(null);
                    spool.discard();
                });
    }
}
