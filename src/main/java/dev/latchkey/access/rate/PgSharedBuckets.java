package dev.latchkey.access.rate;

import dev.latchkey.restriction.RateLimit;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The shared buckets in Postgres, by its clock. */
public final class PgSharedBuckets implements SharedBuckets {

    // What was taken is nothing when this sync was applied before. A new bucket is full before that is subtracted, so
    // in
    // excluded it is what is missing. All replicas lock in the same order, and time is read once a row is locked.
    private static final String TAKE = """
            with fresh as (
                insert into rate_limit_syncs as last (replica, sync, synced_at) values ($1, $2, clock_timestamp())
                on conflict (replica) do update set sync = excluded.sync, synced_at = excluded.synced_at
                    where last.sync < excluded.sync
                returning sync)
            insert into shared_rate_limits as kept (api_key_id, requests, period_ms, tokens, updated_at)
            select api_key_id, requests, period_ms, requests - taken * (select count(*) from fresh), clock_timestamp()
            from unnest($3::uuid[], $4::int[], $5::bigint[], $6::bigint[]) as t (api_key_id, requests, period_ms, taken)
            order by api_key_id, requests, period_ms
            on conflict (api_key_id, requests, period_ms) do update set
                tokens = least(kept.requests, kept.tokens
                        + greatest(0, extract(epoch from clock_timestamp() - kept.updated_at))::double precision
                        * 1000 * kept.requests / kept.period_ms)
                    - (excluded.requests - excluded.tokens),
                updated_at = clock_timestamp()
            returning api_key_id, requests, period_ms, floor(tokens * 1000)::bigint""";

    // One that changes now is left to the next time.
    private static final String FORGET_FULL = """
            with gone as (delete from rate_limit_syncs where synced_at < now() - interval '1 day')
            delete from shared_rate_limits where ctid = any (array(
                select ctid from shared_rate_limits
                where updated_at < now() - interval '1 minute' and tokens
                    + extract(epoch from now() - updated_at)::double precision * 1000 * requests / period_ms >= requests
                limit 10000 for update skip locked))""";

    private final Pool pool;
    private final UUID replica;
    private final Duration timeout;

    /**
     * @param replica names this process, and no other
     * @param timeout how long Postgres may work on one statement
     */
    public PgSharedBuckets(Pool pool, UUID replica, Duration timeout) {
        this.pool = pool;
        this.replica = replica;
        this.timeout = timeout;
    }

    @Override
    public Uni<Map<LimitedKey, Long>> take(long sync, List<Taken> taken) {
        var columns = Tuple.tuple()
                .addUUID(replica)
                .addLong(sync)
                .addArrayOfUUID(column(taken, UUID[]::new, one -> one.key().id()))
                .addArrayOfInteger(
                        column(taken, Integer[]::new, one -> one.key().limit().requests()))
                .addArrayOfLong(column(
                        taken, Long[]::new, one -> one.key().limit().period().toMillis()))
                .addArrayOfLong(column(taken, Long[]::new, Taken::requests));
        return execute(TAKE, columns)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .collect(Collectors.toMap(PgSharedBuckets::key, row -> row.getLong(3))));
    }

    @Override
    public Uni<Void> forgetFull() {
        return execute(FORGET_FULL, Tuple.tuple()).replaceWithVoid();
    }

    /** In a transaction, since only there a time limit ends with the statement. */
    private Uni<RowSet<Row>> execute(String sql, Tuple parameters) {
        return pool.withTransaction(connection -> connection
                .query("set local statement_timeout = " + timeout.toMillis())
                .execute()
                .chain(() -> connection.preparedQuery(sql).execute(parameters)));
    }

    private static LimitedKey key(Row row) {
        return new LimitedKey(row.getUUID(0), new RateLimit(row.getInteger(1), Duration.ofMillis(row.getLong(2))));
    }

    private static <T> T[] column(List<Taken> taken, IntFunction<T[]> array, Function<Taken, T> value) {
        return taken.stream().map(value).toArray(array);
    }
}
