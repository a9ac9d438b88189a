package dev.latchkey.key;

import dev.latchkey.caller.Caller;
import dev.latchkey.page.PageRequest;
import dev.latchkey.postgres.Apart;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Every query that reads keys. */
@ApplicationScoped
class Keys {

    private static final String BY_DIGEST =
            "from KeySecret s join fetch s.apiKey k join fetch k.organization where s.digest = ?1";
    private static final String OWN = "organization.id = :organization and environment = :environment";
    static final String OWN_BY_ID = OWN + " and id = :id";

    private final Vertx vertx;

    Keys(Vertx vertx) {
        this.vertx = vertx;
    }

    /** The key that a digest proves. Runs apart from the request that asks, since others may wait for it too. */
    Uni<Optional<Grant>> grant(Digest digest) {
        return Apart.run(vertx, () -> find(digest));
    }

    private static Uni<Optional<Grant>> find(Digest digest) {
        return Panache.withSession(() -> KeySecret.<KeySecret>find(BY_DIGEST, digest.bytes())
                .firstResult()
                .map(secret -> Optional.ofNullable(secret).map(Grant::of)));
    }

    /** One more than the page holds, to know whether there are more. */
    Uni<List<ApiKey>> list(
            Caller owner, Optional<KeyType> type, Optional<KeyStatus> status, PageRequest page, Instant now) {
        var query = new StringBuilder(OWN);
        var parameters = own(owner);
        type.ifPresent(t -> {
            query.append(" and type = :type");
            parameters.put("type", t);
        });
        status.ifPresent(s -> {
            query.append(" and ").append(condition(s));
            if (s != KeyStatus.REVOKED) {
                parameters.put("now", now);
            }
        });
        page.before().ifPresent(id -> {
            query.append(" and id < :before");
            parameters.put("before", id);
        });
        return Panache.withSession(() -> ApiKey.<ApiKey>find(query.toString(), Sort.descending("id"), parameters)
                .range(0, page.limit())
                .list());
    }

    Uni<Optional<ApiKey>> find(Caller owner, UUID id) {
        return Panache.withSession(() ->
                ApiKey.<ApiKey>find(OWN_BY_ID, own(owner, id)).firstResult().map(Optional::ofNullable));
    }

    private static Map<String, Object> own(Caller owner) {
        return new HashMap<>(Map.of("organization", owner.organizationId(), "environment", owner.environment()));
    }

    private static String condition(KeyStatus status) {
        return switch (status) {
            case ACTIVE -> "revokedAt is null and (expiresAt is null or expiresAt > :now)";
            case EXPIRED -> "revokedAt is null and expiresAt <= :now";
            case REVOKED -> "revokedAt is not null";
        };
    }

    static Map<String, Object> own(Caller owner, UUID id) {
        var parameters = own(owner);
        parameters.put("id", id);
        return parameters;
    }
}
