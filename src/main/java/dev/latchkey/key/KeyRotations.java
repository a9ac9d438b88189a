package dev.latchkey.key;

import dev.latchkey.caller.Caller;
import dev.latchkey.id.UuidV7;
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
import java.util.stream.Stream;

/** Gives keys a second secret, and the first one an end. A key never has three that work. */
@ApplicationScoped
class KeyRotations {

    private static final String LIVE = "apiKey = ?1 and (retiresAt is null or retiresAt > ?2) order by id desc";

    private final UuidV7 ids;
    private final KeyEvents events;
    private final ApiKeyViews views;

    KeyRotations(UuidV7 ids, KeyEvents events, ApiKeyViews views) {
        this.ids = ids;
        this.events = events;
        this.views = views;
    }

    /**
     * How a rotation is to go.
     *
     * @param overlap how long the old secret goes on working
     * @param retireWhenIdleFor how long it must be silent to retire before that
     */
    record Plan(Duration overlap, Optional<Duration> retireWhenIdleFor) {

        KeyEvents.Change change(UUID secretId) {
            var idle = retireWhenIdleFor
                    .map(silence -> ", retireWhenIdleFor " + silence)
                    .orElse("");
            return new KeyEvents.Change(
                    KeyEventType.ROTATED, Optional.of(secretId), Optional.of("overlap " + overlap + idle));
        }
    }

    /**
     * A key after it was rotated.
     *
     * @param digests what must be forgotten
     */
    record Rotation(ApiKeyView shown, KeyToken token, Instant rotatedAt, Instant retiresAt, List<Digest> digests) {}

    /** Rotates a key, if there is such a key; fails with a problem when it cannot be rotated. */
    Uni<Optional<Rotation>> rotate(
            Caller owner, UUID id, Plan plan, Function<ApiKey, Minted> mint, Actor actor, Instant now) {
        return Panache.withTransaction(() -> KeyChanges.lock(owner, id)
                .chain(key -> key == null
                        ? Uni.createFrom().item(Optional.empty())
                        : KeySecret.<KeySecret>list(LIVE, key, now)
                                .chain(live ->
                                        rotate(key, onlyOneOf(key, live, now), plan, mint.apply(key), actor, now))
                                .map(Optional::of)));
    }

    private Uni<Rotation> rotate(ApiKey key, KeySecret old, Plan plan, Minted minted, Actor actor, Instant now) {
        OwnLimits.check(actor, key);
        // Later than the old one, also when another replica whose clock is ahead has made that: ids tell which is
        // newer.
        var at = Stream.of(now, old.createdAt.plusMillis(1))
                .max(Instant::compareTo)
                .get();
        old.retiresAt = at.plusMillis(plan.overlap().toMillis());
        old.retireWhenIdleMs = plan.retireWhenIdleFor().map(Duration::toMillis).orElse(null);
        key.hint = minted.token().hint();
        // Shown before the commit: whoever cannot be told the token has not rotated.
        var secret = minted.secretOf(key, ids.next(at), at);
        return secret.persistAndFlush()
                .chain(() -> events.add(key, plan.change(secret.id), actor, at))
                .chain(() -> views.of(List.of(key), at))
                .map(view -> new Rotation(
                        view.apply(key),
                        minted.token(),
                        at,
                        old.retiresAt,
                        List.of(Digest.of(old.digest), minted.digest())));
    }

    private static KeySecret onlyOneOf(ApiKey key, List<KeySecret> live, Instant now) {
        if (key.status(now) != KeyStatus.ACTIVE) {
            throw Problem.of(
                            ProblemType.KEY_NOT_ACTIVE,
                            key.revokedAt != null
                                    ? "This key is revoked and cannot be rotated."
                                    : "This key has expired and cannot be rotated.")
                    .asException();
        }
        if (live.size() > 1) {
            throw Problem.of(
                            ProblemType.KEY_ROTATING,
                            "This key has two secrets that work; the older one retires at "
                                    + live.get(live.size() - 1).retiresAt + ". Rotate it again after that.")
                    .asException();
        }
        return live.get(0);
    }
}
