package dev.latchkey.audit;

import dev.latchkey.caller.Caller;
import dev.latchkey.id.UuidV7;
import dev.latchkey.page.PageRequest;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * Which rows of the usage log are asked for.
 *
 * @param from the first instant, inclusive
 * @param to the last instant, exclusive
 */
record UsageFilter(
        Optional<UUID> apiKeyId,
        Optional<String> method,
        OptionalInt status,
        Optional<String> pathPrefix,
        Optional<Instant> from,
        Optional<Instant> to) {

    /** A statement and what goes into it. */
    record Select(String sql, Tuple parameters) {}

    Select select(Caller owner, PageRequest page) {
        var sql = new StringBuilder("""
                select id, occurred_at, api_key_id, key_secret_id, environment, method, path, route, status,
                    duration_us, host(client_address) as client_address, user_agent, request_id, reason
                from api_key_usage_logs
                where organization_id = $1 and environment = $2""");
        var parameters = Tuple.of(owner.organizationId(), owner.environment().toString());
        apiKeyId.ifPresent(id -> and(sql, "api_key_id = ", parameters.addUUID(id)));
        method.ifPresent(name -> and(sql, "method = ", parameters.addString(name)));
        status.ifPresent(code -> and(sql, "status = ", parameters.addShort((short) code)));
        pathPrefix.ifPresent(prefix -> and(sql, "path ^@ ", parameters.addString(prefix)));
        // Ids carry the time, so a range over time is a range over the primary key and its partitions.
        from.ifPresent(time -> and(sql, "id >= ", parameters.addUUID(UuidV7.first(time))));
        to.ifPresent(time -> and(sql, "id < ", parameters.addUUID(UuidV7.first(time))));
        page.before().ifPresent(id -> and(sql, "id < ", parameters.addUUID(id)));
        sql.append(" order by id desc limit $").append(parameters.size() + 1);
        return new Select(sql.toString(), parameters.addInteger(page.limit() + 1));
    }

    private static void and(StringBuilder sql, String comparison, Tuple parameters) {
        sql.append(" and ").append(comparison).append('$').append(parameters.size());
    }
}
