package dev.latchkey.access;

import dev.latchkey.postgres.TimedPool;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Makes the connections that rate limits are shared over: one on which nothing is heard is closed, not waited for. */
@Singleton
@ReactiveDataSource("rate-limits")
class RateLimitPool implements PgPoolCreator {

    private static final Duration AFTER_TIMEOUT = Duration.ofSeconds(1);

    private final RestrictionConfig config;

    RateLimitPool(RestrictionConfig config) {
        this.config = config;
    }

    @Override
    public Pool create(Input input) {
        return TimedPool.create(input, config.syncTimeout().plus(AFTER_TIMEOUT));
    }
}
