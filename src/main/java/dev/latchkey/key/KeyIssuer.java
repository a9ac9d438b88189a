package dev.latchkey.key;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.caller.Caller;
import dev.latchkey.conditional.IfMatch;
import dev.latchkey.key.KeyChanges.NewKey;
import dev.latchkey.key.KeyRevocations.Changed;
import dev.latchkey.key.KeyRotations.Plan;
import dev.latchkey.key.KeyRotations.Rotation;
import dev.latchkey.organization.Environment;
import dev.latchkey.postgres.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes, rotates and revokes keys, for the API and for the first start, and has the cache forget what it knew. */
@ApplicationScoped
public class KeyIssuer {

    public static final int MAX_NAME = KeySettings.MAX_NAME;

    private final Authenticator authenticator;
    private final KeyChanges changes;
    private final KeyRotations rotations;
    private final KeyUpdates updates;
    private final KeyRevocations revocations;

    KeyIssuer(
            Authenticator authenticator,
            KeyChanges changes,
            KeyRotations rotations,
            KeyUpdates updates,
            KeyRevocations revocations) {
        this.authenticator = authenticator;
        this.changes = changes;
        this.rotations = rotations;
        this.updates = updates;
        this.revocations = revocations;
    }

    /** Makes a key that does not expire and gives its token, which is nowhere else. */
    public Uni<KeyToken> issue(UUID organizationId, Environment environment, KeyType type, String name, Instant now) {
        return issue(
                        new NewKey(organizationId, environment, CreateApiKey.unlimited(type, name, Optional.empty())),
                        Actor.SERVICE,
                        now)
                .map(Issued::token);
    }

    /** A new key and its token. */
    record Issued(ApiKey key, KeyToken token) {}

    Uni<Issued> issue(NewKey wanted, Actor actor, Instant now) {
        var minted = mint(wanted.settings().typeOrDefault(), wanted.environment());
        return changes.insert(wanted, minted, actor, now)
                .invoke(() -> forget(List.of(minted.digest())))
                .map(key -> new Issued(key, minted.token()));
    }

    /** Gives a key a second secret, if there is such a key. */
    Uni<Optional<Rotation>> rotate(Caller owner, UUID id, Plan plan, Actor actor, Instant now) {
        return rotations
                .rotate(owner, id, plan, key -> mint(key.type, key.environment), actor, now)
                .invoke(done -> done.ifPresent(rotation -> forget(rotation.digests())));
    }

    /** Changes what is said of a key, if there is such a key. */
    Uni<Optional<KeyUpdates.Update>> update(
            Caller owner, UUID id, IfMatch condition, ObjectNode patch, Actor actor, Instant now) {
        return updates.update(owner, id, condition, patch, actor, now)
                .invoke(done -> done.ifPresent(update -> forget(update.digests())));
    }

    /** Revokes a key, if there is such a key. */
    Uni<Optional<Changed>> revoke(Caller owner, UUID id, IfMatch condition, Actor actor, Instant now) {
        return revocations
                .revoke(owner, id, condition, actor, now)
                .invoke(done -> done.ifPresent(changed -> forget(changed.digests())));
    }

    /** Undoes a revocation, if there is such a key. */
    Uni<Optional<Changed>> restore(Caller owner, UUID id, Actor actor, Instant now) {
        return revocations
                .restore(owner, id, actor, now)
                .invoke(done -> done.ifPresent(changed -> forget(changed.digests())));
    }

    private void forget(List<Digest> digests) {
        Transactions.afterCommit(() -> authenticator.cache().invalidate(digests));
    }

    private Minted mint(KeyType type, Environment environment) {
        var token = authenticator.tokens().generate(type, environment);
        return new Minted(
                token, authenticator.digest(token), authenticator.pepper().id());
    }
}
