package dev.latchkey.audit;

import dev.latchkey.audit.UsageEvent.Portal;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Every statement that writes the usage log. */
@ApplicationScoped
class UsageTable implements UsageSink {

    // One statement per batch whatever its size; the same rows again change nothing. The time a secret was last used
    // moves on with the rows, at most every 30 seconds; in the order of ids, so that replicas never block each other.
    // See last_used_at().
    private static final String INSERT = """
            with used as (
                insert into key_secret_uses as stored (key_secret_id, api_key_id, last_used_at)
                select use.* from (
                    select key_secret_id, api_key_id, max(occurred_at) as last_used_at
                    from unnest($6::uuid[], $5::uuid[], $2::timestamptz[]) as event (key_secret_id, api_key_id, occurred_at)
                    where key_secret_id is not null
                    group by key_secret_id, api_key_id
                ) as use
                where not exists (select from key_secret_uses as known where known.key_secret_id = use.key_secret_id
                    and known.last_used_at >= use.last_used_at - interval '30 seconds')
                order by key_secret_id
                on conflict (key_secret_id) do update set last_used_at = excluded.last_used_at
                    where stored.last_used_at < excluded.last_used_at - interval '30 seconds'
            )
            insert into api_key_usage_logs (id, occurred_at, organization_id, environment, api_key_id, key_secret_id,
                method, path, route, status, duration_us, client_address, user_agent, request_id, reason,
                detail, secret_key_in_browser, portal_session_id, customer_id)
            select id, occurred_at, organization_id, environment, api_key_id, key_secret_id,
                method, path, route, status, duration_us, client_address::inet, user_agent, request_id, reason,
                detail, secret_key_in_browser, portal_session_id, customer_id
            from unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::text[], $5::uuid[], $6::uuid[], $7::text[],
                $8::text[], $9::text[], $10::smallint[], $11::bigint[], $12::text[], $13::text[], $14::text[],
                $15::text[], $16::text[], $17::boolean[], $18::uuid[], $19::uuid[])
              as event (id, occurred_at, organization_id, environment, api_key_id, key_secret_id,
                method, path, route, status, duration_us, client_address, user_agent, request_id, reason,
                detail, secret_key_in_browser, portal_session_id, customer_id)
            on conflict do nothing""";

    private static final String DEAD_LETTER = """
            insert into usage_log_dead_letters (id, occurred_at, organization_id, event, reason)
            values ($1, $2, $3, $4, $5) on conflict do nothing""";

    private static final String PARTITIONS_AHEAD = "select make_usage_log_partitions()";
    private static final String PARTITIONS_OF = """
            select make_usage_log_partition(month)
            from (select distinct date_trunc('month', moment, 'UTC') as month from unnest($1::timestamptz[]) as moment)
              as months""";
    private static final String OUTSIDE_PARTITIONS = "select exists (select from api_key_usage_logs_default)";

    private final Pool pool;
    private final Pool writes;

    UsageTable(Pool pool, @ReactiveDataSource("usage-log") Pool writes) {
        this.pool = pool;
        this.writes = writes;
    }

    @Override
    public Uni<Void> store(List<UsageEvent> events) {
        var columns = UsageColumns.of(events);
        return insert(columns)
                .onFailure(WriteFailure::isMissingPartition)
                .recoverWithUni(missing -> makePartitionsOf(events).chain(() -> insert(columns)));
    }

    @Override
    public Uni<Void> deadLetter(UsageEvent event, String reason) {
        // Bytes, not jsonb: what no text column takes must still be kept.
        var json = new JsonObject()
                .put("apiKeyId", text(event.apiKeyId()))
                .put("keySecretId", text(event.keySecretId()))
                .put(
                        "portalSessionId",
                        text(event.portal().map(Portal::sessionId).orElse(null)))
                .put("customerId", text(event.portal().map(Portal::customerId).orElse(null)))
                .put("environment", event.environment().toString())
                .put("method", event.method())
                .put("path", event.path())
                .put("route", event.route().orElse(null))
                .put("status", event.status().isPresent() ? event.status().getAsInt() : null)
                .put("durationMicros", event.duration().toNanos() / 1_000)
                .put("clientAddress", event.clientAddress().orElse(null))
                .put("userAgent", event.userAgent().orElse(null))
                .put("requestId", event.requestId())
                .put("reason", event.reason().orElse(null))
                .put("detail", event.detail().orElse(null))
                .put("secretKeyInBrowser", event.secretKeyInBrowser());
        var row = Tuple.tuple()
                .addUUID(event.id())
                .addOffsetDateTime(event.occurredAt().atOffset(ZoneOffset.UTC))
                .addUUID(event.organizationId())
                .addBuffer(Buffer.newInstance(json.toBuffer()))
                .addString(CleanText.of(reason, UsageEvent.MAX_PATH));
        return writes.preparedQuery(DEAD_LETTER).execute(row).replaceWithVoid();
    }

    private static String text(UUID id) {
        return id == null ? null : id.toString();
    }

    @Override
    public boolean isDataError(Throwable failure) {
        return WriteFailure.isDataError(failure);
    }

    /** Makes this month's partition and the next ones. */
    Uni<Void> makePartitionsAhead() {
        return writes.query(PARTITIONS_AHEAD).execute().replaceWithVoid();
    }

    /** Makes the partitions of the months in which the events occurred. */
    private Uni<Void> makePartitionsOf(List<UsageEvent> events) {
        return writes.preparedQuery(PARTITIONS_OF)
                .execute(Tuple.of(UsageColumns.times(events)))
                .replaceWithVoid();
    }

    private Uni<Void> insert(Tuple columns) {
        return writes.preparedQuery(INSERT).execute(columns).replaceWithVoid();
    }

    /** Whether rows have missed every partition, which slows all reading and must be mended by hand. */
    Uni<Boolean> hasRowsOutsidePartitions() {
        return pool.query(OUTSIDE_PARTITIONS)
                .execute()
                .map(rows -> rows.iterator().next().getBoolean(0));
    }
}
