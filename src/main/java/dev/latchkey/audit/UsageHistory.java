package dev.latchkey.audit;

import dev.latchkey.caller.Caller;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Every statement that reads the usage log. Postgres itself stops one that takes too long. */
@ApplicationScoped
class UsageHistory {

    private static final String QUERY_CANCELED = "57014";

    private static final String COLUMNS =
            "id, occurred_at, api_key_id, key_secret_id, environment, method, path, route,"
                    + " status, duration_us, host(client_address) as client_address, user_agent, request_id, reason, detail,"
                    + " secret_key_in_browser, portal_session_id, customer_id";

    private static final String FIND = """
            select %s from api_key_usage_logs where id = %s and organization_id = %s and environment = %s""";

    private static final String NEWEST = """
            select %s from api_key_usage_logs where %s order by id desc limit %s""";

    // Reads at most so many rows of a range, in the order of an index, whether or not they match: the limit keeps the
    // filter out of the choice of a plan. Goes on to where the scan ends only when it did not find enough.
    private static final String SCAN = """
            with scanned as materialized (
                select *, (%s) as is_hit from api_key_usage_logs where %s order by id desc limit %s
            ), hits as materialized (
                select %s from scanned where is_hit limit %s
            )
            select scan.rows as scanned, scan.last, hits.*
            from (
                select count(*) as rows, (array_agg(scanned.id order by scanned.id))[1] as last
                from scanned where (select count(*) from hits) < %s
            ) as scan left join hits on true
            order by hits.id desc""";

    private final Pool pool;
    private final Duration timeout;

    UsageHistory(Pool pool, UsageHistoryConfig config) {
        this.pool = pool;
        timeout = config.readTimeout();
    }

    Uni<Optional<UsageLogView>> find(Caller owner, UUID id) {
        var parameters = new Parameters();
        var sql = FIND.formatted(
                COLUMNS,
                parameters.add(id),
                parameters.add(owner.organizationId()),
                parameters.add(owner.environment().toString()));
        return read(sql, parameters).map(rows -> views(rows).stream().findFirst());
    }

    /** Part of a list: what was found, and where to go on; nothing when there are no more rows. */
    record Part(List<UsageLogView> rows, Optional<UUID> next) {}

    /** The newest rows of an indexed filter, or those among the next rows that match, whichever ends first. */
    Uni<Part> part(Caller owner, UsageFilter filter, Optional<UUID> before, int limit, int scanLimit) {
        return filter.isIndexed()
                ? newest(owner, filter, before, limit)
                : scan(owner, filter, before, limit, scanLimit);
    }

    private Uni<Part> newest(Caller owner, UsageFilter filter, Optional<UUID> before, int limit) {
        var parameters = new Parameters();
        var sql = NEWEST.formatted(COLUMNS, filter.range(owner, before, parameters), parameters.add(limit));
        return read(sql, parameters).map(rows -> {
            var found = views(rows);
            return new Part(found, found.size() < limit ? Optional.empty() : lastOf(found));
        });
    }

    private Uni<Part> scan(Caller owner, UsageFilter filter, Optional<UUID> before, int limit, int scanLimit) {
        var parameters = new Parameters();
        var rest = filter.rest(parameters);
        var range = filter.range(owner, before, parameters);
        var sql = SCAN.formatted(
                rest, range, parameters.add(scanLimit), COLUMNS, parameters.add(limit), parameters.add(limit));
        return read(sql, parameters).map(rows -> {
            var first = rows.iterator().next();
            var found = first.getUUID("id") == null ? List.<UsageLogView>of() : views(rows);
            if (found.size() == limit) {
                return new Part(found, lastOf(found));
            }
            return new Part(
                    found,
                    first.getLong("scanned") < scanLimit ? Optional.empty() : Optional.of(first.getUUID("last")));
        });
    }

    private static Optional<UUID> lastOf(List<UsageLogView> rows) {
        return Optional.of(rows.get(rows.size() - 1).uuid());
    }

    /** Reads in a transaction of its own, since only there a time limit ends with the statement. */
    Uni<RowSet<Row>> read(String sql, Parameters parameters) {
        return pool.withTransaction(connection -> connection
                        .query("set local statement_timeout = " + timeout.toMillis())
                        .execute()
                        .chain(() -> connection.preparedQuery(sql).execute(parameters.values())))
                .onFailure(UsageHistory::isTimeout)
                .transform(failure -> Problem.of(
                                ProblemType.UNAVAILABLE,
                                "This took longer than " + timeout.toMillis() + " ms and was stopped. Ask for a"
                                        + " shorter time range, or for one key only.")
                        .withHeader("Retry-After", "1")
                        .asException());
    }

    private static boolean isTimeout(Throwable failure) {
        return failure instanceof PgException refusal && QUERY_CANCELED.equals(refusal.getSqlState());
    }

    private static List<UsageLogView> views(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> UsageLogView.of(row.getDelegate()))
                .toList();
    }
}
