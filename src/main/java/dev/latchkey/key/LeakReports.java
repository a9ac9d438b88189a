package dev.latchkey.key;

import dev.latchkey.caller.Caller;
import dev.latchkey.key.KeyChanges.NewKey;
import dev.latchkey.organization.Environment;
import dev.latchkey.postgres.Transactions;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Revokes keys that have leaked, for good, and replaces them: all of it or none. */
@ApplicationScoped
public class LeakReports {

    private static final String OWNER_OF_SECRET =
            "select s.apiKey.id from KeySecret s where s.digest in ?1 and s.apiKey.organization.id = ?2";

    private final Authenticator authenticator;
    private final KeyIssuer issuer;
    private final LeakMarks marks;
    private final CurrentActor actor;
    private final ThisReplica replica;

    LeakReports(
            Authenticator authenticator, KeyIssuer issuer, LeakMarks marks, CurrentActor actor, ThisReplica replica) {
        this.authenticator = authenticator;
        this.issuer = issuer;
        this.marks = marks;
        this.actor = actor;
        this.replica = replica;
    }

    /**
     * A key that was reported.
     *
     * @param revoked the receipt
     * @param replacement a key like it, when one was asked for
     */
    public record Reported(
            UUID apiKeyId, Environment environment, RevokedApiKey revoked, Optional<CreatedApiKey> replacement) {

        private Reported with(RevokedApiKey later) {
            return new Reported(apiKeyId, environment, later, replacement);
        }
    }

    /** The key of a token, whatever its environment, if it is one of this organization. */
    public Uni<Optional<UUID>> keyOf(Caller owner, String token) {
        return authenticator
                .parse(token)
                .map(parsed -> Panache.withSession(() -> Panache.getSession()
                                .chain(session -> session.createQuery(OWNER_OF_SECRET, UUID.class)
                                        .setParameter(1, authenticator.digests(parsed))
                                        .setParameter(2, owner.organizationId())
                                        .getSingleResultOrNull()))
                        .map(Optional::ofNullable))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    /**
     * Revokes a key of this organization, if there is such a key. A second report changes nothing more. The receipt is
     * the worst that can be.
     *
     * @param sameEnvironment whether the key must be of the caller's own environment
     * @param detail who says so, for the history
     * @param replace whether to make another key like it
     */
    public Uni<Optional<Reported>> report(
            Caller owner, UUID id, boolean sameEnvironment, Optional<String> detail, boolean replace, Instant now) {
        var by = actor.get();
        return Panache.withTransaction(() -> lock(owner, id)
                        .chain(key -> key == null || sameEnvironment && key.environment != owner.environment()
                                ? Uni.createFrom().item(Optional.<Done>empty())
                                : marks.stop(key, detail, by, now)
                                        .chain(() -> replace ? issue(key, by, now) : none())
                                        .chain(issued -> digests(key).map(digests -> new Done(key, issued, digests)))
                                        .map(Optional::of)))
                .map(done -> done.map(this::reported));
    }

    /** The same with the receipt of every replica that confirms it. */
    public Uni<Reported> confirmed(Reported reported) {
        // Whatever happens now, a replacement can be told only once.
        return replica.receiptOrWorst()
                .map(receipt -> reported.with(reported.revoked().with(receipt)));
    }

    private record Done(ApiKey key, Optional<CreatedApiKey> replacement, List<Digest> digests) {}

    private Uni<Optional<CreatedApiKey>> issue(ApiKey key, Actor by, Instant now) {
        var wanted = new NewKey(key.organization.id, key.environment, CreateApiKey.like(key));
        return issuer.issue(wanted, by, now).map(issued -> Optional.of(CreatedApiKey.of(issued, now)));
    }

    private static Uni<Optional<CreatedApiKey>> none() {
        return Uni.createFrom().item(Optional.empty());
    }

    private static Uni<List<Digest>> digests(ApiKey key) {
        return KeySecret.<KeySecret>list("apiKey", key)
                .map(secrets ->
                        secrets.stream().map(secret -> Digest.of(secret.digest)).toList());
    }

    private Reported reported(Done done) {
        Transactions.afterCommit(() -> authenticator.cache().invalidate(done.digests()));
        return new Reported(
                done.key().id,
                done.key().environment,
                RevokedApiKey.of(done.key(), replica.worst()),
                done.replacement());
    }

    private static Uni<ApiKey> lock(Caller owner, UUID id) {
        return ApiKey.<ApiKey>find("id = ?1 and organization.id = ?2", id, owner.organizationId())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult();
    }
}
