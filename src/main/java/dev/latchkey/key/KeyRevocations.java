package dev.latchkey.key;

import dev.latchkey.caller.Caller;
import dev.latchkey.conditional.IfMatch;
import dev.latchkey.key.KeyEvents.Change;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Revokes keys, and undoes it. */
@ApplicationScoped
class KeyRevocations {

    static final Duration RESTORABLE_FOR = Duration.ofMinutes(60);

    private final KeyEvents events;

    KeyRevocations(KeyEvents events) {
        this.events = events;
    }

    /** A key after it was revoked or restored, and the digests that must be forgotten. */
    record Changed(ApiKey key, List<Digest> digests) {}

    /** Revokes a key, if there is such a key; once revoked it stays as it was. */
    Uni<Optional<Changed>> revoke(Caller owner, UUID id, IfMatch condition, Actor actor, Instant now) {
        return change(
                owner,
                id,
                key -> {
                    condition.check(key.tag());
                    return revoke(key, now);
                },
                actor,
                now);
    }

    /** Makes a revoked key work again, if there is such a key; fails with a problem when it is too late. */
    Uni<Optional<Changed>> restore(Caller owner, UUID id, Actor actor, Instant now) {
        return change(owner, id, key -> Optional.of(restore(key, actor, now)), actor, now);
    }

    private static Optional<Change> revoke(ApiKey key, Instant now) {
        if (key.revokedAt != null) {
            return Optional.empty();
        }
        key.revokedAt = now;
        return Optional.of(Change.revoked());
    }

    private static Change restore(ApiKey key, Actor actor, Instant now) {
        if (key.revokedAt == null) {
            throw notRestorable("This key is not revoked.");
        }
        if (key.leakReportedAt != null) {
            throw notRestorable("This key was reported as leaked at " + key.leakReportedAt + ". Make another.");
        }
        if (key.revokedAt.plus(RESTORABLE_FOR).isBefore(now)) {
            throw notRestorable(
                    "This key was revoked at " + key.revokedAt + ", more than 60 minutes ago. Make another.");
        }
        OwnLimits.check(actor, key);
        key.revokedAt = null;
        return Change.restored();
    }

    private Uni<Optional<Changed>> change(
            Caller owner, UUID id, Function<ApiKey, Optional<Change>> change, Actor actor, Instant now) {
        return Panache.withTransaction(() -> KeyChanges.lock(owner, id).chain(key -> {
            if (key == null) {
                return Uni.createFrom().item(Optional.empty());
            }
            return change.apply(key)
                    .map(what -> events.add(key, what, actor, now))
                    .orElseGet(() -> Uni.createFrom().voidItem())
                    .chain(() -> KeySecret.<KeySecret>list("apiKey", key))
                    .map(secrets -> secrets.stream()
                            .map(secret -> Digest.of(secret.digest))
                            .toList())
                    .map(digests -> Optional.of(new Changed(key, digests)));
        }));
    }

    private static RuntimeException notRestorable(String detail) {
        return Problem.of(ProblemType.KEY_NOT_RESTORABLE, detail).asException();
    }
}
