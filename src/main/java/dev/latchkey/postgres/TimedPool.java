package dev.latchkey.postgres;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Future;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A pool whose connections are closed when nothing is heard on them for a time, whether somebody waits or not. */
public final class TimedPool {

    private static final int MAX_WAITING = 16;

    private TimedPool() {}

    /**
     * Makes a pool from what is configured.
     *
     * @param silence longer than any statement may take and any connection in use is quiet
     */
    public static Pool create(PgPoolCreator.Input input, Duration silence) {
        var next = new AtomicInteger();
        List<PgConnectOptions> servers = input.pgConnectOptionsList();
        servers.forEach(server ->
                server.setIdleTimeout(Math.toIntExact(silence.toMillis())).setIdleTimeoutUnit(TimeUnit.MILLISECONDS));
        return PgBuilder.pool()
                .using(input.vertx())
                .connectingTo(() -> Future.succeededFuture(servers.get(next.getAndIncrement() % servers.size())))
                .with(input.poolOptions().setMaxWaitQueueSize(MAX_WAITING))
                .build();
    }
}
