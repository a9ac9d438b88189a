package dev.latchkey.key;

import dev.latchkey.caller.Caller;
import dev.latchkey.id.UuidV7;
import dev.latchkey.organization.Environment;
import dev.latchkey.organization.Organization;
import dev.latchkey.page.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.panache.common.Sort;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
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

/** Every query about keys. */
@ApplicationScoped
class Keys {

    private static final String BY_DIGEST =
            "from KeySecret s join fetch s.apiKey k join fetch k.organization where s.digest = ?1";
    private static final String OWN = "organization.id = :organization and environment = :environment";
    private static final String OWN_BY_ID = OWN + " and id = :id";

    private final UuidV7 ids;
    private final Vertx vertx;

    Keys(UuidV7 ids, Vertx vertx) {
        this.ids = ids;
        this.vertx = vertx;
    }

    /** The key that a digest proves. Runs apart from the request that asks, since others may wait for it too. */
    Uni<Optional<Grant>> grant(Digest digest) {
        return Uni.createFrom().emitter(emitter -> {
            var context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
            VertxContextSafetyToggle.setContextSafe(context, true);
            context.runOnContext(apart -> find(digest).subscribe().with(emitter::complete, emitter::fail));
        });
    }

    private static Uni<Optional<Grant>> find(Digest digest) {
        return Panache.withSession(() -> KeySecret.<KeySecret>find(BY_DIGEST, digest.bytes())
                .firstResult()
                .map(secret -> Optional.ofNullable(secret).map(Grant::of)));
    }

    /** What a new key is to be. */
    record NewKey(
            UUID organizationId, Environment environment, KeyType type, String name, Optional<Instant> expiresAt) {}

    Uni<ApiKey> insert(NewKey wanted, KeyToken token, Digest digest, String pepperId, Instant now) {
        return Panache.withTransaction(() -> Panache.getSession().chain(session -> {
            var key = new ApiKey();
            key.id = ids.next(now);
            key.organization = session.getReference(Organization.class, wanted.organizationId());
            key.environment = wanted.environment();
            key.type = wanted.type();
            key.name = wanted.name();
            key.createdAt = now;
            key.expiresAt = wanted.expiresAt().orElse(null);
            key.hint = token.hint();
            var secret = new KeySecret();
            secret.id = ids.next(now);
            secret.apiKey = key;
            secret.digest = digest.bytes();
            secret.pepperId = pepperId;
            secret.hint = token.hint();
            secret.createdAt = now;
            return key.persist().chain(secret::persist).replaceWith(key);
        }));
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

    /** A key after it was revoked, and the digests that must be forgotten. */
    record Revocation(ApiKey key, List<Digest> digests) {}

    /** Revokes a key; once revoked it stays as it was. */
    Uni<Optional<Revocation>> revoke(Caller owner, UUID id, Instant now) {
        return Panache.withTransaction(() -> ApiKey.<ApiKey>find(OWN_BY_ID, own(owner, id))
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .chain(key -> {
                    if (key == null) {
                        return Uni.createFrom().item(Optional.empty());
                    }
                    if (key.revokedAt == null) {
                        key.revokedAt = now;
                    }
                    return KeySecret.<KeySecret>list("apiKey", key)
                            .map(secrets -> secrets.stream()
                                    .map(secret -> Digest.of(secret.digest))
                                    .toList())
                            .map(digests -> Optional.of(new Revocation(key, digests)));
                }));
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

    private static Map<String, Object> own(Caller owner, UUID id) {
        var parameters = own(owner);
        parameters.put("id", id);
        return parameters;
    }
}
