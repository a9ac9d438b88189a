package dev.latchkey.audit;

import dev.latchkey.caller.Caller;
import dev.latchkey.id.UuidV7;
import java.time.Instant;
import java.util.Optional;
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
        Optional<StatusRange> status,
        Optional<String> pathPrefix,
        Optional<String> route,
        Optional<AddressRange> clientAddress,
        Optional<String> reason,
        Optional<UUID> customerId,
        Optional<UUID> portalSessionId,
        Optional<Instant> from,
        Optional<Instant> to) {

    /** Only what a customer did, in any of its portal sessions. */
    static UsageFilter ofCustomer(UUID customerId) {
        return new UsageFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(customerId),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Whether an index finds exactly these rows, so that none has to be read in vain. */
    boolean isIndexed() {
        return method.isEmpty()
                && status.isEmpty()
                && pathPrefix.isEmpty()
                && route.isEmpty()
                && clientAddress.isEmpty()
                && reason.isEmpty()
                && portalSessionId.isEmpty();
    }

    /** The same rows of another time. */
    UsageFilter between(Instant first, Instant last) {
        return new UsageFilter(
                apiKeyId,
                method,
                status,
                pathPrefix,
                route,
                clientAddress,
                reason,
                customerId,
                portalSessionId,
                Optional.of(first),
                Optional.of(last));
    }

    /** What the index on owner or key and time answers. Ids carry the time, so a range over time prunes partitions. */
    String range(Caller owner, Optional<UUID> before, Parameters parameters) {
        var sql = new StringBuilder("organization_id = ")
                .append(parameters.add(owner.organizationId()))
                .append(" and environment = ")
                .append(parameters.add(owner.environment().toString()));
        apiKeyId.ifPresent(id -> sql.append(" and api_key_id = ").append(parameters.add(id)));
        customerId.ifPresent(id -> sql.append(" and customer_id = ").append(parameters.add(id)));
        // Nothing was done in a session before it was made.
        portalSessionId.ifPresent(id -> sql.append(" and id > ").append(parameters.add(id)));
        from.ifPresent(time -> sql.append(" and id >= ").append(parameters.add(UuidV7.first(time))));
        to.ifPresent(time -> sql.append(" and id < ").append(parameters.add(UuidV7.first(time))));
        before.ifPresent(id -> sql.append(" and id < ").append(parameters.add(id)));
        return sql.toString();
    }

    /** What every row in the range must be asked for. */
    String rest(Parameters parameters) {
        var sql = new StringBuilder("true");
        method.ifPresent(name -> sql.append(" and method = ").append(parameters.add(name)));
        status.ifPresent(range -> sql.append(" and status between ")
                .append(parameters.add((short) range.first()))
                .append(" and ")
                .append(parameters.add((short) range.last())));
        pathPrefix.ifPresent(prefix -> sql.append(" and path ^@ ").append(parameters.add(prefix)));
        route.ifPresent(template -> sql.append(" and route = ").append(parameters.add(template)));
        clientAddress.ifPresent(range -> sql.append(" and client_address <<= ")
                .append(parameters.add(range.text()))
                .append("::text::inet"));
        reason.ifPresent(code -> sql.append(" and reason = ").append(parameters.add(code)));
        portalSessionId.ifPresent(id -> sql.append(" and portal_session_id = ").append(parameters.add(id)));
        return sql.toString();
    }
}
