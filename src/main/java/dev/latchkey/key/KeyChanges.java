package dev.latchkey.key;

import dev.latchkey.caller.Caller;
import dev.latchkey.id.UuidV7;
import dev.latchkey.key.KeyEvents.Change;
import dev.latchkey.organization.Environment;
import dev.latchkey.organization.Organization;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Makes and changes keys. Changes to the same key wait for each other: each locks its row. */
@ApplicationScoped
class KeyChanges {

    private final UuidV7 ids;
    private final KeyEvents events;

    KeyChanges(UuidV7 ids, KeyEvents events) {
        this.ids = ids;
        this.events = events;
    }

    /** What a new key is to be. */
    record NewKey(UUID organizationId, Environment environment, KeyType type, KeyProperties properties) {}

    Uni<ApiKey> insert(NewKey wanted, Minted minted, Actor actor, Instant now) {
        return Panache.withTransaction(() -> Panache.getSession().chain(session -> {
            var key = new ApiKey();
            key.id = ids.next(now);
            key.organization = session.getReference(Organization.class, wanted.organizationId());
            key.environment = wanted.environment();
            key.type = wanted.type();
            wanted.properties().applyTo(key);
            key.createdAt = now;
            key.hint = minted.token().hint();
            var secret = minted.secretOf(key, ids.next(now), now);
            return key.persist()
                    .chain(secret::persist)
                    .chain(() -> events.add(key, Change.created(secret.id), actor, now))
                    .replaceWith(key);
        }));
    }

    /** A key after it was changed, and the digests that must be forgotten. */
    record Changed(ApiKey key, List<Digest> digests) {}

    /** Revokes a key; once revoked it stays as it was. */
    Uni<Optional<Changed>> revoke(Caller owner, UUID id, Actor actor, Instant now) {
        return change(owner, id, key -> revoke(key, now), actor, now);
    }

    /**
     * Changes a key, if there is such a key.
     *
     * @param change changes the entity and says what it did; nothing, when there was nothing to do
     */
    Uni<Optional<Changed>> change(
            Caller owner, UUID id, Function<ApiKey, Optional<Change>> change, Actor actor, Instant now) {
        return Panache.withTransaction(() -> lock(owner, id).chain(key -> {
            if (key == null) {
                return Uni.createFrom().item(Optional.empty());
            }
            var done = change.apply(key);
            return done.map(what -> events.add(key, what, actor, now))
                    .orElseGet(() -> Uni.createFrom().voidItem())
                    .chain(() -> KeySecret.<KeySecret>list("apiKey", key))
                    .map(secrets -> secrets.stream()
                            .map(secret -> Digest.of(secret.digest))
                            .toList())
                    .map(digests -> Optional.of(new Changed(key, digests)));
        }));
    }

    private static Optional<Change> revoke(ApiKey key, Instant now) {
        if (key.revokedAt != null) {
            return Optional.empty();
        }
        key.revokedAt = now;
        return Optional.of(Change.of(KeyEventType.REVOKED));
    }

    /** The key, or null; nobody else changes it until the transaction is over. */
    static Uni<ApiKey> lock(Caller owner, UUID id) {
        return ApiKey.<ApiKey>find(Keys.OWN_BY_ID, Keys.own(owner, id))
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult();
    }
}
