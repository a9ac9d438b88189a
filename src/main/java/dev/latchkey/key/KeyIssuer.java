package dev.latchkey.key;

import dev.latchkey.caller.Caller;
import dev.latchkey.key.KeyChanges.Changed;
import dev.latchkey.key.KeyChanges.NewKey;
import dev.latchkey.key.KeyEvents.Change;
import dev.latchkey.key.KeyRotations.Plan;
import dev.latchkey.key.KeyRotations.Rotation;
import dev.latchkey.key.restriction.Restrictions;
import dev.latchkey.organization.Environment;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** Makes, rotates and changes keys, for the API and for the first start, and has the cache forget what it knew. */
@ApplicationScoped
public class KeyIssuer {

    private final Authenticator authenticator;
    private final KeyChanges changes;
    private final KeyRotations rotations;

    KeyIssuer(Authenticator authenticator, KeyChanges changes, KeyRotations rotations) {
        this.authenticator = authenticator;
        this.changes = changes;
        this.rotations = rotations;
    }

    /** Makes a key that does not expire and gives its token, which is nowhere else. */
    public Uni<KeyToken> issue(UUID organizationId, Environment environment, KeyType type, String name, Instant now) {
        return issue(
                        new NewKey(organizationId, environment, type, KeyProperties.named(name, Optional.empty())),
                        Actor.SERVICE,
                        now)
                .map(Issued::token);
    }

    /** A new key and its token. */
    record Issued(ApiKey key, KeyToken token) {}

    Uni<Issued> issue(NewKey wanted, Actor actor, Instant now) {
        var minted = mint(wanted.type(), wanted.environment());
        return changes.insert(wanted, minted, actor, now)
                .invoke(() -> authenticator.cache().invalidate(List.of(minted.digest())))
                .map(key -> new Issued(key, minted.token()));
    }

    /**
     * Gives a key a second secret, if there is such a key.
     *
     * @param check throws when whoever asks must not have a secret of a key that may do so much
     */
    Uni<Optional<Rotation>> rotate(
            Caller owner, UUID id, Plan plan, Consumer<Restrictions> check, Actor actor, Instant now) {
        return rotations
                .rotate(
                        owner,
                        id,
                        plan,
                        key -> {
                            check.accept(key.restrictions());
                            return mint(key.type, key.environment);
                        },
                        actor,
                        now)
                .invoke(done -> done.ifPresent(rotation -> authenticator.cache().invalidate(rotation.digests())));
    }

    /** Revokes a key, if there is such a key. */
    Uni<Optional<Changed>> revoke(Caller owner, UUID id, Actor actor, Instant now) {
        return changes.revoke(owner, id, actor, now).invoke(this::forget);
    }

    /** Changes a key, if there is such a key. */
    Uni<Optional<Changed>> change(
            Caller owner, UUID id, Function<ApiKey, Optional<Change>> change, Actor actor, Instant now) {
        return changes.change(owner, id, change, actor, now).invoke(this::forget);
    }

    private void forget(Optional<Changed> changed) {
        changed.ifPresent(done -> authenticator.cache().invalidate(done.digests()));
    }

    private Minted mint(KeyType type, Environment environment) {
        var token = authenticator.tokens().generate(type, environment);
        return new Minted(
                token, authenticator.digest(token), authenticator.pepper().id());
    }
}
