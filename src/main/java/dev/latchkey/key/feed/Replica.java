package dev.latchkey.key.feed;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.jboss.logging.Logger;

/** This process among all that decide about the same keys. */
public final class Replica {

    private static final Logger LOG = Logger.getLogger(Replica.class);
    private static final Duration CLEAN_EVERY = Duration.ofHours(1);

    private final FeedConfig config;
    private final Freshness freshness;
    private final ChangeLog log;
    private final KeyFeed feed;
    private final PgReplicas replicas;
    private final Confirmations confirmations;
    private Cancellable asking = () -> {};
    private Cancellable cleaning = () -> {};

    /**
     * @param id of this process alone
     * @param listening the connections of the feed
     * @param grace how long this replica goes on in an outage of Postgres
     */
    public Replica(UUID id, FeedConfig config, Duration grace, io.vertx.sqlclient.Pool listening, Pool pool) {
        this.config = config;
        freshness = new Freshness(config.freshFor(), grace, InstantSource.system(), System::nanoTime);
        log = new PgChangeLog(listening, id, freshness.lease(), config.pollTimeout(), digests -> feed().heard(digests));
        feed = new KeyFeed(log, freshness, config.renewWithin());
        replicas = new PgReplicas(pool, config.pollTimeout());
        confirmations =
                new Confirmations(replicas::standing, config.freshFor(), config.confirmWithin(), System::nanoTime);
    }

    /** A connection on which nothing is heard for so long is dead. */
    public static Duration silence(FeedConfig config) {
        return config.pollEvery().plus(PgChangeLog.LONGEST_TIMEOUT);
    }

    /** Joins, and follows from then on. */
    public void start() {
        feed.ask();
        asking = every(config.pollEvery()).subscribe().with(tick -> feed.ask());
        cleaning = every(CLEAN_EVERY)
                .onItem()
                .transformToUniAndConcatenate(
                        tick -> replicas.forgetOld().onFailure().recoverWithUni(failure -> {
                            LOG.warnf("Old changes to keys cannot be removed now: %s", failure);
                            return Uni.createFrom().voidItem();
                        }))
                .subscribe()
                .with(done -> {});
    }

    /** Decides nothing any more and says so, so that no revocation waits for it. */
    public Uni<Void> leave() {
        freshness.close();
        asking.cancel();
        cleaning.cancel();
        return Uni.createFrom().completionStage(feed.finish()).chain(log::leave);
    }

    public Freshness freshness() {
        return freshness;
    }

    public KeyFeed feed() {
        return feed;
    }

    public Confirmations confirmations() {
        return confirmations;
    }

    private static Multi<Long> every(Duration time) {
        return Multi.createFrom()
                .ticks()
                .startingAfter(time)
                .every(time)
                .onOverflow()
                .drop();
    }
}
