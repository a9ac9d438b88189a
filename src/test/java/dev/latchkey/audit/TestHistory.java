package dev.latchkey.audit;

import dev.latchkey.Waiting;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** Puts many rows into the usage log at once, as if requests had been made. */
@ApplicationScoped
public class TestHistory {

    private static final String ROWS = """
            insert into api_key_usage_logs (id, occurred_at, organization_id, environment, api_key_id, key_secret_id,
                method, path, route, status, duration_us, user_agent, request_id)
            select (left(first_uuid_of(at)::text, 20) || right(gen_random_uuid()::text, 16))::uuid, at,
                $1, 'test', $2, $2, 'GET', $3 || n, $3, $4, 100, repeat('agent ', 40), 'req_' || n
            from (select n, $5::timestamptz + n * interval '1 millisecond' as at from generate_series(1, $6) as n) as made""";

    private final Pool pool;

    TestHistory(Pool pool) {
        this.pool = pool;
    }

    /** So many requests with one key, one a millisecond, to {@code path1}, {@code path2} and so on. */
    public void add(UUID organization, UUID apiKey, String path, int status, Instant begin, int count) {
        pool.preparedQuery(ROWS)
                .execute(Tuple.tuple()
                        .addUUID(organization)
                        .addUUID(apiKey)
                        .addString(path)
                        .addShort((short) status)
                        .addOffsetDateTime(begin.atOffset(ZoneOffset.UTC))
                        .addInteger(count))
                .await()
                .atMost(Waiting.PATIENCE);
    }

    /** The start of a minute in the partition of this month or the one before, some time ago. */
    public static Instant ago(Duration age) {
        return Instant.ofEpochSecond(Instant.now().minus(age).getEpochSecond() / 60 * 60);
    }
}
