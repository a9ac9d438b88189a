package dev.latchkey.key;

import dev.latchkey.caller.Caller;
import dev.latchkey.id.UuidV7;
import dev.latchkey.page.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The history of keys. */
@ApplicationScoped
class KeyEvents {

    private static final UUID LAST = new UUID(-1, -1);

    private final UuidV7 ids;

    KeyEvents(UuidV7 ids) {
        this.ids = ids;
    }

    /**
     * What was done to a key.
     *
     * @param secretId the secret that was made or retired
     * @param detail how, for people
     */
    record Change(KeyEventType type, Optional<UUID> secretId, Optional<String> detail) {

        static Change created(UUID secretId) {
            return new Change(KeyEventType.CREATED, Optional.of(secretId), Optional.empty());
        }

        static Change updated(Collection<String> fields) {
            return new Change(KeyEventType.UPDATED, Optional.empty(), Optional.of(String.join(", ", fields)));
        }

        static Change restored() {
            return new Change(KeyEventType.RESTORED, Optional.empty(), Optional.empty());
        }

        static Change revoked() {
            return new Change(KeyEventType.REVOKED, Optional.empty(), Optional.empty());
        }
    }

    /** Adds a change to the history. To be called in the transaction of the change. */
    Uni<Void> add(ApiKey key, Change change, Actor actor, Instant at) {
        var event = new KeyEvent();
        event.id = ids.next(at);
        event.occurredAt = at;
        event.organizationId = key.organization.id;
        event.environment = key.environment;
        event.apiKeyId = key.id;
        event.type = change.type();
        event.keySecretId = change.secretId().orElse(null);
        event.actorApiKeyId = actor.apiKeyId().orElse(null);
        event.actorKeySecretId = actor.keySecretId().orElse(null);
        event.actorUserId = actor.userId().orElse(null);
        event.requestId = actor.requestId().orElse(null);
        event.detail = change.detail().orElse(null);
        return event.persist().replaceWithVoid();
    }

    /** The event that made each of these keys, by the id of the key. */
    Uni<Map<String, KeyEventView>> origins(Caller owner, Collection<UUID> keys) {
        return keys.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : Panache.withSession(() -> KeyEvent.<KeyEvent>list(
                                "apiKeyId in ?1 and organizationId = ?2 and environment = ?3 and type = ?4",
                                keys,
                                owner.organizationId(),
                                owner.environment(),
                                KeyEventType.CREATED))
                        .map(found -> found.stream()
                                .map(KeyEventView::of)
                                .collect(Collectors.toMap(KeyEventView::apiKeyId, Function.identity())));
    }

    /** One more than the page holds, to know whether there are more. */
    Uni<List<KeyEvent>> list(Caller owner, UUID apiKeyId, PageRequest page) {
        return Panache.withSession(() -> KeyEvent.<KeyEvent>find(
                        "apiKeyId = ?1 and organizationId = ?2 and environment = ?3 and id < ?4",
                        Sort.descending("id"),
                        apiKeyId,
                        owner.organizationId(),
                        owner.environment(),
                        page.before().orElse(LAST))
                .range(0, page.limit())
                .list());
    }
}
