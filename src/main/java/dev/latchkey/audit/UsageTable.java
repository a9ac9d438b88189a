package dev.latchkey.audit;

import dev.latchkey.caller.Caller;
import dev.latchkey.page.PageRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.StreamSupport;

/** Every statement about the usage log. */
@ApplicationScoped
class UsageTable implements UsageSink {

    private static final String DATA_EXCEPTION = "22";
    private static final String INTEGRITY_VIOLATION = "23";

    // One statement per batch whatever its size; the same rows again change nothing.
    private static final String INSERT = """
            insert into api_key_usage_logs (id, occurred_at, organization_id, environment, api_key_id, key_secret_id,
                method, path, route, status, duration_us, client_address, user_agent, request_id, reason)
            select id, occurred_at, organization_id, environment, api_key_id, key_secret_id,
                method, path, route, status, duration_us, client_address::inet, user_agent, request_id, reason
            from unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::text[], $5::uuid[], $6::uuid[], $7::text[],
                $8::text[], $9::text[], $10::smallint[], $11::bigint[], $12::text[], $13::text[], $14::text[],
                $15::text[])
              as event (id, occurred_at, organization_id, environment, api_key_id, key_secret_id,
                method, path, route, status, duration_us, client_address, user_agent, request_id, reason)
            on conflict do nothing""";

    private static final String DEAD_LETTER = """
            insert into usage_log_dead_letters (id, occurred_at, organization_id, event, reason)
            values ($1, $2, $3, $4, $5) on conflict do nothing""";

    private static final String PARTITIONS_AHEAD = "select make_usage_log_partitions()";
    private static final String OUTSIDE_PARTITIONS = "select exists (select from api_key_usage_logs_default)";

    private final Pool pool;

    UsageTable(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Void> store(List<UsageEvent> events) {
        var columns = Tuple.tuple()
                .addArrayOfUUID(column(events, UUID[]::new, UsageEvent::id))
                .addArrayOfOffsetDateTime(column(
                        events, OffsetDateTime[]::new, e -> e.occurredAt().atOffset(ZoneOffset.UTC)))
                .addArrayOfUUID(column(events, UUID[]::new, UsageEvent::organizationId))
                .addArrayOfString(
                        column(events, String[]::new, e -> e.environment().toString()))
                .addArrayOfUUID(column(events, UUID[]::new, UsageEvent::apiKeyId))
                .addArrayOfUUID(column(events, UUID[]::new, UsageEvent::keySecretId))
                .addArrayOfString(column(events, String[]::new, UsageEvent::method))
                .addArrayOfString(column(events, String[]::new, UsageEvent::path))
                .addArrayOfString(column(events, String[]::new, e -> e.route().orElse(null)))
                .addArrayOfShort(column(
                        events,
                        Short[]::new,
                        e -> e.status().isPresent() ? (short) e.status().getAsInt() : null))
                .addArrayOfLong(column(events, Long[]::new, e -> e.duration().toNanos() / 1_000))
                .addArrayOfString(
                        column(events, String[]::new, e -> e.clientAddress().orElse(null)))
                .addArrayOfString(
                        column(events, String[]::new, e -> e.userAgent().orElse(null)))
                .addArrayOfString(column(events, String[]::new, UsageEvent::requestId))
                .addArrayOfString(column(events, String[]::new, e -> e.reason().orElse(null)));
        return pool.preparedQuery(INSERT).execute(columns).replaceWithVoid();
    }

    @Override
    public Uni<Void> deadLetter(UsageEvent event, String reason) {
        // Bytes, not jsonb: what no text column takes must still be kept.
        var json = new JsonObject()
                .put("apiKeyId", event.apiKeyId().toString())
                .put("keySecretId", event.keySecretId().toString())
                .put("environment", event.environment().toString())
                .put("method", event.method())
                .put("path", event.path())
                .put("route", event.route().orElse(null))
                .put("status", event.status().isPresent() ? event.status().getAsInt() : null)
                .put("durationMicros", event.duration().toNanos() / 1_000)
                .put("clientAddress", event.clientAddress().orElse(null))
                .put("userAgent", event.userAgent().orElse(null))
                .put("requestId", event.requestId())
                .put("reason", event.reason().orElse(null));
        var row = Tuple.tuple()
                .addUUID(event.id())
                .addOffsetDateTime(event.occurredAt().atOffset(ZoneOffset.UTC))
                .addUUID(event.organizationId())
                .addBuffer(Buffer.newInstance(json.toBuffer()))
                .addString(CleanText.of(reason, UsageEvent.MAX_PATH));
        return pool.preparedQuery(DEAD_LETTER).execute(row).replaceWithVoid();
    }

    @Override
    public boolean isDataError(Throwable failure) {
        return failure instanceof PgException e
                && e.getSqlState() != null
                && (e.getSqlState().startsWith(DATA_EXCEPTION)
                        || e.getSqlState().startsWith(INTEGRITY_VIOLATION));
    }

    /** Makes this month's partition and the next ones. */
    Uni<Void> makePartitionsAhead() {
        return pool.query(PARTITIONS_AHEAD).execute().replaceWithVoid();
    }

    /** Whether rows have missed every partition, which slows all reading and must be mended by hand. */
    Uni<Boolean> hasRowsOutsidePartitions() {
        return pool.query(OUTSIDE_PARTITIONS)
                .execute()
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    /** One more than the page holds, to know whether there are more. */
    Uni<List<UsageLogView>> list(Caller owner, UsageFilter filter, PageRequest page) {
        var select = filter.select(owner, page);
        return pool.preparedQuery(select.sql()).execute(select.parameters()).map(UsageTable::views);
    }

    private static List<UsageLogView> views(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> UsageLogView.of(row.getDelegate()))
                .toList();
    }

    private static <T> T[] column(List<UsageEvent> events, IntFunction<T[]> array, Function<UsageEvent, T> value) {
        return events.stream().map(value).toArray(array);
    }
}
