package dev.latchkey.portal;

import dev.latchkey.caller.Caller;
import dev.latchkey.key.Digest;
import dev.latchkey.page.PageRequest;
import dev.latchkey.postgres.Apart;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Every query on portal sessions. */
@ApplicationScoped
class Sessions {

    private static final String OWN = "organizationId = :organization and environment = :environment";
    private static final String BY_DIGEST = "tokenDigest = ?1 or cookieDigest = ?1";
    private static final String CLAIM = "claimedAt = ?1, cookieDigest = ?2 "
            + "where id = ?3 and claimedAt is null and endedAt is null and expiresAt > ?1";
    private static final String LIVE = OWN + " and customerId = :customer and endedAt is null and expiresAt > :now";

    private final Vertx vertx;

    Sessions(Vertx vertx) {
        this.vertx = vertx;
    }

    /** The session that a digest proves. Runs apart from the request that asks, since others may wait for it too. */
    Uni<Optional<SessionGrant>> grant(Digest digest) {
        var bytes = digest.bytes();
        return Apart.run(
                vertx,
                () -> Panache.withSession(() -> PortalSession.<PortalSession>find(BY_DIGEST, (Object) bytes)
                        .firstResult()
                        .map(session -> Optional.ofNullable(session).map(found -> SessionGrant.of(found, bytes)))));
    }

    Uni<PortalSession> insert(PortalSession session) {
        return Panache.withTransaction(session::persistAndFlush);
    }

    /** Opens the link of a session, of many at once for one of them. Says whether this was the one. */
    Uni<Boolean> claim(UUID id, Digest cookie, Instant now) {
        return Panache.withTransaction(() -> PortalSession.update(CLAIM, now, cookie.bytes(), id))
                .map(updated -> updated == 1);
    }

    /** One more than the page holds, to know whether there are more. */
    Uni<List<PortalSession>> list(
            Caller owner, Optional<UUID> customer, boolean includeExpired, PageRequest page, Instant now) {
        var query = new StringBuilder(OWN);
        var parameters = own(owner);
        customer.ifPresent(id -> {
            query.append(" and customerId = :customer");
            parameters.put("customer", id);
        });
        if (!includeExpired) {
            query.append(" and endedAt is null and expiresAt > :now");
            parameters.put("now", now);
        }
        page.before().ifPresent(id -> {
            query.append(" and id < :before");
            parameters.put("before", id);
        });
        return Panache.withSession(
                () -> PortalSession.<PortalSession>find(query.toString(), Sort.descending("id"), parameters)
                        .range(0, page.limit())
                        .list());
    }

    Uni<Optional<PortalSession>> find(Caller owner, UUID id) {
        var parameters = own(owner);
        parameters.put("id", id);
        return Panache.withSession(() -> PortalSession.<PortalSession>find(OWN + " and id = :id", parameters)
                .firstResult()
                .map(Optional::ofNullable));
    }

    /** Ends a session, if there is one; what was ended before stays as it was. */
    Uni<Optional<PortalSession>> end(Caller owner, UUID id, Instant now) {
        var parameters = own(owner);
        parameters.put("id", id);
        return Panache.withTransaction(() -> PortalSession.<PortalSession>find(OWN + " and id = :id", parameters)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .invoke(found -> end(found, now))
                .map(Optional::ofNullable));
    }

    /** Ends what a customer has open. */
    Uni<List<PortalSession>> endAll(Caller owner, UUID customer, Instant now) {
        var parameters = own(owner);
        parameters.put("customer", customer);
        parameters.put("now", now);
        return Panache.withTransaction(() -> PortalSession.<PortalSession>find(LIVE, Sort.by("id"), parameters)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list()
                .invoke(found -> found.forEach(session -> end(session, now))));
    }

    private static void end(PortalSession session, Instant now) {
        if (session != null && session.endedAt == null) {
            session.endedAt = now;
        }
    }

    private static Map<String, Object> own(Caller owner) {
        return new HashMap<>(Map.of("organization", owner.organizationId(), "environment", owner.environment()));
    }
}
