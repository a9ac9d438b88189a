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
import java.util.UUID;

/** Makes keys. Changes to the same key wait for each other: each locks its row. */
@ApplicationScoped
class KeyChanges {

    private final UuidV7 ids;
    private final KeyEvents events;

    KeyChanges(UuidV7 ids, KeyEvents events) {
        this.ids = ids;
        this.events = events;
    }

    /** What a new key is to be. */
    record NewKey(UUID organizationId, Environment environment, CreateApiKey settings) {}

    Uni<ApiKey> insert(NewKey wanted, Minted minted, Actor actor, Instant now) {
        return Panache.withTransaction(() -> Panache.getSession().chain(session -> {
            var key = new ApiKey();
            key.id = ids.next(now);
            key.organization = session.getReference(Organization.class, wanted.organizationId());
            key.environment = wanted.environment();
            key.type = wanted.settings().typeOrDefault();
            key.createdAt = now;
            wanted.settings().applyTo(key);
            OwnLimits.check(actor, key);
            key.hint = minted.token().hint();
            var secret = minted.secretOf(key, ids.next(now), now);
            return key.persist()
                    .chain(secret::persist)
                    .chain(() -> events.add(key, Change.created(secret.id), actor, now))
                    .replaceWith(key);
        }));
    }

    /** The key, or null; nobody else changes it until the transaction is over. */
    static Uni<ApiKey> lock(Caller owner, UUID id) {
        return ApiKey.<ApiKey>find(Keys.OWN_BY_ID, Keys.own(owner, id))
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult();
    }
}
