package dev.latchkey.start;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/** Asks Postgres what it is and how far its schema is. */
@ApplicationScoped
class Schema {

    /** The migration that this version of the service needs. */
    static final int VERSION = 13;

    /** Of Postgres, as {@code server_version_num} writes it. */
    static final int OLDEST_SERVER = 140_000;

    private static final String SERVER = "select current_setting('server_version_num')::int";
    private static final String HAS_HISTORY = "select to_regclass('flyway_schema_history') is not null";
    private static final String APPLIED =
            "select coalesce(max(version::int), 0) from flyway_schema_history where success";

    private final Pool pool;
    private volatile boolean current;

    Schema(Pool pool) {
        this.pool = pool;
    }

    Uni<Integer> serverVersion() {
        return pool.query(SERVER).execute().map(rows -> rows.iterator().next().getInteger(0));
    }

    /** Whether the schema has what this version needs; once it has, it is not asked for again. */
    Uni<Boolean> isCurrent() {
        return current
                ? Uni.createFrom().item(true)
                : version().invoke(version -> current = version >= VERSION).map(version -> current);
    }

    private Uni<Integer> version() {
        return pool.query(HAS_HISTORY)
                .execute()
                .map(rows -> rows.iterator().next().getBoolean(0))
                .chain(exists -> exists ? applied() : Uni.createFrom().item(0));
    }

    private Uni<Integer> applied() {
        return pool.query(APPLIED).execute().map(rows -> rows.iterator().next().getInteger(0));
    }
}
