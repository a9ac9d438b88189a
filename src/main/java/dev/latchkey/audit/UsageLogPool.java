package dev.latchkey.audit;

import dev.latchkey.postgres.TimedPool;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Makes the connections that write the usage log: one on which nothing is heard is closed, not waited for. */
@Singleton
@ReactiveDataSource("usage-log")
class UsageLogPool implements PgPoolCreator {

    private static final Duration AFTER_TIMEOUT = Duration.ofSeconds(1);

    private final UsageLogConfig config;

    UsageLogPool(UsageLogConfig config) {
        this.config = config;
    }

    @Override
    public Pool create(Input input) {
        // The statement is given up first; then the connection, so that a retry finds another one.
        return TimedPool.create(input, config.writeTimeout().plus(AFTER_TIMEOUT));
    }
}
