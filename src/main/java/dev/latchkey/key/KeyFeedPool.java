package dev.latchkey.key;

import dev.latchkey.key.feed.Replica;
import dev.latchkey.postgres.TimedPool;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;

/** Makes the connections that the change feed listens on: one on which nothing is heard is closed, not waited for. */
@Singleton
@ReactiveDataSource("key-feed")
class KeyFeedPool implements PgPoolCreator {

    private final KeyConfig config;

    KeyFeedPool(KeyConfig config) {
        this.config = config;
    }

    @Override
    public Pool create(Input input) {
        return TimedPool.create(input, Replica.silence(config.feed()));
    }
}
