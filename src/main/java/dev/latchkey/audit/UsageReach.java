package dev.latchkey.audit;

import dev.latchkey.id.UuidV7;
import dev.latchkey.organization.Environment;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** What was done with a key since a time, and from where: what a leak has reached. */
@ApplicationScoped
public class UsageReach {

    /** The newest requests that are counted, and those before the leak that are compared with. */
    static final int MOST = 200_000;

    private static final int LARGEST = 100;

    private static final String SINCE = """
            with used as materialized (
                select id, occurred_at, host(client_address) as address, route, status, method
                from api_key_usage_logs
                where organization_id = $1 and environment = $2 and api_key_id = $3 and id >= $4
                order by id desc limit $5
            ), earlier as materialized (
                select distinct host(client_address) as address from (
                    select client_address from api_key_usage_logs
                    where organization_id = $1 and environment = $2 and api_key_id = $3 and id < $4
                    order by id desc limit $5) before
            ), counted as (
                select grouping(address, route, status) as kind, address, route, status, count(*) as requests,
                    count(*) filter (where method not in ('GET', 'HEAD', 'OPTIONS') and status < 400) as writes,
                    min(occurred_at) as first, max(occurred_at) as last
                from used group by grouping sets ((), (address), (route), (status))
            )
            select c.*, c.kind = 3 and c.address is not null
                    and not exists (select from earlier e where e.address = c.address) as is_new
            from (select *, row_number() over (partition by kind order by requests desc) as place from counted) c
            where place <= $6 order by kind, requests desc""";

    // What grouping() gives: a bit for each of address, route and status that is not grouped by.
    private static final int BY_ADDRESS = 0b011;
    private static final int BY_ROUTE = 0b101;
    private static final int BY_STATUS = 0b110;
    private static final int ALL = 0b111;

    private final UsageHistory history;

    UsageReach(UsageHistory history) {
        this.history = history;
    }

    /**
     * A number of requests.
     *
     * @param of what they have in common; empty when that is not known
     * @param isNew an address from which the key was not used before
     */
    public record Part(Optional<String> of, long requests, boolean isNew) {}

    /**
     * What was done.
     *
     * @param writes requests that may have changed something
     * @param isComplete whether these are all requests; only the newest, when there are very many
     */
    public record Reach(
            long requests,
            long writes,
            Optional<Instant> first,
            Optional<Instant> last,
            List<Part> addresses,
            List<Part> routes,
            List<Part> statuses,
            boolean isComplete) {}

    /** What was done with a key since a time, as far as the log has it. */
    public Uni<Reach> since(UUID organizationId, Environment environment, UUID apiKeyId, Instant since) {
        var parameters = new Parameters();
        parameters.add(organizationId);
        parameters.add(environment.toString());
        parameters.add(apiKeyId);
        parameters.add(UuidV7.first(since));
        parameters.add(MOST);
        parameters.add(LARGEST);
        return history.read(SINCE, parameters).map(UsageReach::reach);
    }

    private static Reach reach(RowSet<Row> rows) {
        var all = StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.getInteger("kind") == ALL)
                .findFirst()
                .orElseThrow();
        long requests = all.getLong("requests");
        return new Reach(
                requests,
                all.getLong("writes"),
                time(all, "first"),
                time(all, "last"),
                parts(rows, BY_ADDRESS, "address"),
                parts(rows, BY_ROUTE, "route"),
                parts(rows, BY_STATUS, "status"),
                requests < MOST);
    }

    private static List<Part> parts(RowSet<Row> rows, int kind, String column) {
        var parts = new ArrayList<Part>();
        for (var row : rows) {
            if (row.getInteger("kind") == kind) {
                parts.add(new Part(
                        Optional.ofNullable(row.getValue(column)).map(String::valueOf),
                        row.getLong("requests"),
                        row.getBoolean("is_new")));
            }
        }
        return parts;
    }

    private static Optional<Instant> time(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }
}
