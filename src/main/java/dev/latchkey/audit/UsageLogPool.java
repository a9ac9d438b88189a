package dev.latchkey.audit;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Future;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the connections that write the usage log: one on which nothing is heard is closed, not waited for. */
@Singleton
@ReactiveDataSource("usage-log")
class UsageLogPool implements PgPoolCreator {

    private static final int MAX_WAITING = 16;
    private static final long AFTER_TIMEOUT_MILLIS = 1_000;

    private final UsageLogConfig config;

    UsageLogPool(UsageLogConfig config) {
        this.config = config;
    }

    @Override
    public Pool create(Input input) {
        // The statement is given up first; then the connection, so that a retry finds another one.
        int silence = Math.toIntExact(config.writeTimeout().toMillis() + AFTER_TIMEOUT_MILLIS);
        var next = new AtomicInteger();
        List<PgConnectOptions> servers = input.pgConnectOptionsList();
        servers.forEach(server -> server.setIdleTimeout(silence).setIdleTimeoutUnit(TimeUnit.MILLISECONDS));
        return PgBuilder.pool()
                .using(input.vertx())
                .connectingTo(() -> Future.succeededFuture(servers.get(next.getAndIncrement() % servers.size())))
                .with(input.poolOptions().setMaxWaitQueueSize(MAX_WAITING))
                .build();
    }
}
