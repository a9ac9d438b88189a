package dev.latchkey.audit.attempts;

import dev.latchkey.id.UuidV7;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.StreamSupport;

/** Every statement about failed attempts. */
@ApplicationScoped
class AttemptTable implements AttemptSink {

    // A row remembers the last flush that was added to it, so one that comes again, because the answer to its COMMIT
    // was
    // lost, adds nothing. Grouped, because one statement cannot change a row twice and a clock may be set back.
    private static final String ADD = """
            insert into failed_attempts as kept (minute, source, reason, process, flush, attempts)
            select minute, source, reason, $1::uuid, $2::bigint, sum(attempts)::bigint
            from unnest($3::timestamptz[], $4::text[], $5::text[], $6::bigint[])
              as counted (minute, source, reason, attempts)
            group by minute, source, reason
            on conflict (minute, source, reason, process)
            do update set attempts = kept.attempts + excluded.attempts, flush = excluded.flush
            where kept.flush < excluded.flush""";

    private static final String NEWEST = """
            select minute, source, reason, sum(attempts)::bigint
            from failed_attempts
            where (minute, source, reason) < ($1, $2, $3)
            group by minute, source, reason
            order by minute desc, source desc, reason desc
            limit $4""";

    private final Pool pool;
    private final Pool writes;
    private final UUID process;

    AttemptTable(Pool pool, @ReactiveDataSource("usage-log") Pool writes, UuidV7 ids) {
        this.pool = pool;
        this.writes = writes;
        process = ids.next(Instant.now());
    }

    @Override
    public Uni<Void> add(long flush, List<AttemptCount> counts) {
        var columns = Tuple.tuple()
                .addUUID(process)
                .addLong(flush)
                .addArrayOfOffsetDateTime(column(counts, OffsetDateTime[]::new, count -> utc(count.minute())))
                .addArrayOfString(column(counts, String[]::new, AttemptCount::source))
                .addArrayOfString(column(counts, String[]::new, AttemptCount::reason))
                .addArrayOfLong(column(counts, Long[]::new, AttemptCount::attempts));
        return writes.preparedQuery(ADD).execute(columns).replaceWithVoid();
    }

    /** The newest counts before a place in the list, of all processes together. */
    Uni<List<AttemptCount>> newest(AttemptPlace before, int limit) {
        return pool.preparedQuery(NEWEST)
                .execute(Tuple.of(utc(before.minute()), before.source(), before.reason(), limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(AttemptTable::count)
                        .toList());
    }

    private static AttemptCount count(Row row) {
        return new AttemptCount(
                row.getOffsetDateTime(0).toInstant(), row.getString(1), row.getString(2), row.getLong(3));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static <T> T[] column(List<AttemptCount> counts, IntFunction<T[]> array, Function<AttemptCount, T> value) {
        return counts.stream().map(value).toArray(array);
    }
}
