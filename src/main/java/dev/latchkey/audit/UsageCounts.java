package dev.latchkey.audit;

import dev.latchkey.caller.Caller;
import dev.latchkey.id.TypeId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Counts the requests of a range. Reads the rows of the range by an index: a summary costs what its range holds. */
@ApplicationScoped
class UsageCounts {

    /** The most groups that are told apart; the smaller ones are counted together. */
    static final int MAX_GROUPS = 20;

    private static final String COUNT = """
            with counted as (
                select date_bin(%s, occurred_at, timestamptz '1970-01-01 00:00:00Z') as start, %s, count(*) as requests
                from api_key_usage_logs where %s and %s group by 1, 2, 3, 4
            ), summed as (
                select *, sum(requests) over (partition by api_key_id, status_class, route) as total
                from counted as c (start, api_key_id, status_class, route, requests)
            ), placed as (
                select *, dense_rank() over (order by total desc, api_key_id, status_class, route) as place from summed
            )
            select start, api_key_id, status_class, route, place::int as place, requests::bigint as requests
            from placed where place <= %5$s
            union all
            select start, null, null, null, %5$s + 1, sum(requests)::bigint
            from placed where place > %5$s group by start""";

    private final UsageHistory history;

    UsageCounts(UsageHistory history) {
        this.history = history;
    }

    /**
     * The requests of one group in one interval.
     *
     * @param place of the group among all, the largest being 1; one more than {@link #MAX_GROUPS} for the others
     */
    record Count(
            Instant start,
            int place,
            Optional<String> apiKeyId,
            Optional<String> statusClass,
            Optional<String> route,
            long requests) {

        boolean isOther() {
            return place > MAX_GROUPS;
        }

        private static Count of(Row row) {
            return new Count(
                    row.getOffsetDateTime("start").toInstant(),
                    row.getInteger("place"),
                    Optional.ofNullable(row.getUUID("api_key_id")).map(TypeId.API_KEY::format),
                    Optional.ofNullable(row.getInteger("status_class")).map(first -> first + "xx"),
                    Optional.ofNullable(row.getString("route")),
                    row.getLong("requests"));
        }
    }

    Uni<List<Count>> in(SummaryRange range, Caller owner, UsageFilter filter, Set<SummaryGroup> groups) {
        var parameters = new Parameters();
        var within = filter.between(range.from(), range.to());
        var sql = COUNT.formatted(
                "interval '1 " + range.interval() + "'",
                SummaryGroup.columns(groups),
                within.range(owner, Optional.empty(), parameters),
                within.rest(parameters),
                MAX_GROUPS);
        return history.read(sql, parameters)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Count::of)
                        .toList());
    }
}
