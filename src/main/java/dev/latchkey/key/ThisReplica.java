package dev.latchkey.key;

import dev.latchkey.id.UuidV7;
import dev.latchkey.key.feed.Freshness;
import dev.latchkey.key.feed.KeyFeed;
import dev.latchkey.key.feed.Receipt;
import dev.latchkey.key.feed.Replica;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Has this process follow the changes to keys while it runs. */
@ApplicationScoped
class ThisReplica {

    private static final Logger LOG = Logger.getLogger(ThisReplica.class);

    private final KeyConfig config;
    private final Replica replica;

    ThisReplica(
            KeyConfig config,
            UuidV7 ids,
            @ReactiveDataSource("key-feed") io.vertx.sqlclient.Pool listening,
            Pool pool) {
        this.config = config;
        replica = new Replica(
                ids.next(Instant.now()), config.feed(), config.cache().outageGrace(), listening, pool);
    }

    void start(@Observes StartupEvent started) {
        replica.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        try {
            replica.leave().await().atMost(config.feed().pollTimeout());
        } catch (RuntimeException e) {
            LOG.debug("Revocations count this replica until its lease is over", e);
        }
    }

    Freshness freshness() {
        return replica.freshness();
    }

    KeyFeed feed() {
        return replica.feed();
    }

    /** Who has heard of everything that is committed by now; a problem when that cannot be asked. */
    Uni<Receipt> receipt() {
        return replica.confirmations()
                .ofEverythingSoFar()
                .onFailure()
                .transform(failure -> Problem.of(
                                ProblemType.CANNOT_CHECK,
                                "The change is made, but which replicas go by it cannot be asked now. Ask again.")
                        .asException());
    }

    /** The same, or the worst that can be, where an answer must be given. */
    Uni<Receipt> receiptOrWorst() {
        return receipt().onFailure().recoverWithItem(this::worst);
    }

    /** What is true of a change that is made now, whoever hears of it. */
    Receipt worst() {
        return new Receipt(Instant.now().plus(freshness().lease()), 0, 1);
    }
}
