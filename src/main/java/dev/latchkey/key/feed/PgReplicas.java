package dev.latchkey.key.feed;

import dev.latchkey.key.feed.Confirmations.Replica;
import dev.latchkey.key.feed.Confirmations.Standing;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;

/** Reads where the replicas stand. */
final class PgReplicas {

    // A replica that has been silent for longer than its lease decides nothing until it has registered anew. A second
    // more allows for clocks that do not run alike.
    private static final String STANDING = """
            select clock_timestamp() as now, h.sequence as head, r.id, r.confirmed, r.lease_ms,
                (extract(epoch from clock_timestamp() - r.seen_at) * 1000)::bigint as silent_ms
            from key_change_head h left join replicas r
                on r.seen_at > clock_timestamp() - (r.lease_ms + 1000) * interval '1 millisecond'""";

    private static final String FORGET = """
            with gone as (
                delete from replicas where seen_at < now() - lease_ms * interval '1 millisecond' - interval '1 hour')
            delete from key_changes where changed_at < now() - interval '1 day'""";

    private final Pool pool;
    private final Duration timeout;

    PgReplicas(Pool pool, Duration timeout) {
        this.pool = pool;
        this.timeout = timeout;
    }

    Uni<Standing> standing() {
        return pool.query(STANDING)
                .execute()
                .map(PgReplicas::standing)
                .ifNoItem()
                .after(timeout)
                .fail();
    }

    /** Removes replicas that are gone, and changes that all others have long known. */
    Uni<Void> forgetOld() {
        return pool.query(FORGET).execute().replaceWithVoid();
    }

    private static Standing standing(RowSet<Row> rows) {
        var first = rows.iterator().next();
        var replicas = StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.getUUID("id") != null)
                .map(PgReplicas::replica)
                .toList();
        return new Standing(first.getOffsetDateTime("now").toInstant(), first.getLong("head"), replicas);
    }

    private static Replica replica(Row row) {
        var confirmed = Optional.ofNullable(row.getLong("confirmed"));
        return new Replica(
                confirmed.map(OptionalLong::of).orElse(OptionalLong.empty()),
                Duration.ofMillis(row.getLong("silent_ms")),
                Duration.ofMillis(row.getLong("lease_ms")));
    }
}
