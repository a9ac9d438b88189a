package dev.latchkey.key;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.caller.Caller;
import dev.latchkey.conditional.EntityTag;
import dev.latchkey.conditional.IfMatch;
import dev.latchkey.key.KeyEvents.Change;
import dev.latchkey.patch.MergePatch;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Changes what is said of keys and what they are limited to. */
@ApplicationScoped
class KeyUpdates {

    private final MergePatch patches;
    private final KeyEvents events;
    private final ApiKeyViews views;

    KeyUpdates(MergePatch patches, KeyEvents events, ApiKeyViews views) {
        this.patches = patches;
        this.events = events;
        this.views = views;
    }

    /**
     * A key after it was changed.
     *
     * @param tag the state that it is in now
     * @param digests what must be forgotten
     */
    record Update(ApiKeyView shown, EntityTag tag, List<Digest> digests) {}

    /** Changes a key, if there is such a key; fails with a problem when it cannot be changed like that. */
    Uni<Optional<Update>> update(Caller owner, UUID id, IfMatch condition, ObjectNode patch, Actor actor, Instant now) {
        return Panache.withTransaction(() -> KeyChanges.lock(owner, id)
                .chain(key -> key == null
                        ? Uni.createFrom().item(Optional.empty())
                        : update(key, condition, patch, actor, now).map(Optional::of)));
    }

    private Uni<Update> update(ApiKey key, IfMatch condition, ObjectNode patch, Actor actor, Instant now) {
        condition.check(key.tag());
        if (key.revokedAt != null) {
            throw Problem.of(ProblemType.KEY_NOT_ACTIVE, "This key is revoked and cannot be changed.")
                    .asException();
        }
        var before = UpdateApiKey.of(key);
        var wanted = patches.apply(before, UpdateApiKey.class, patch);
        var errors = wanted.unfit(key.type, Optional.ofNullable(key.expiresAt), now);
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors).asException();
        }
        wanted.applyTo(key);
        var after = UpdateApiKey.of(key);
        var changed = after.changedSince(before);
        OwnLimits.checkChange(actor, key, changed);
        var written = changed.isEmpty()
                ? Uni.createFrom().voidItem()
                : events.add(key, Change.updated(changed), actor, now).call(Panache::flush);
        return written.chain(() -> KeySecret.<KeySecret>list("apiKey", key))
                .chain(secrets -> views.of(List.of(key), now)
                        .map(view -> new Update(
                                view.apply(key),
                                key.tag(),
                                secrets.stream()
                                        .map(secret -> Digest.of(secret.digest))
                                        .toList())));
    }
}
