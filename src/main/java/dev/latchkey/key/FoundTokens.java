package dev.latchkey.key;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Deals with tokens that were found where others can read them, of whatever organization: to have a token is proof enough.
 * All of them in one transaction, or none.
 */
@ApplicationScoped
public class FoundTokens {

    // Locked in the order of ids, so that two batches never wait for each other for ever.
    private static final String KEYS_OF_SECRETS =
            "id in (select s.apiKey.id from KeySecret s where s.digest in ?1) order by id";

    private final Authenticator authenticator;
    private final LeakMarks marks;
    private final CurrentActor actor;

    FoundTokens(Authenticator authenticator, LeakMarks marks, CurrentActor actor) {
        this.authenticator = authenticator;
        this.marks = marks;
        this.actor = actor;
    }

    /**
     * A token that was found, or a text that might be one.
     *
     * @param detail where, or who says so, for the history of its key
     */
    public record Found(String token, String detail) {
        @Override
        public String toString() {
            return "found token, redacted";
        }
    }

    /** What is done about a key whose token works. */
    public enum Action {
        /** It is revoked for good. */
        REVOKE,
        /** Its history says so, and it goes on working. */
        NOTE
    }

    /** What became of the key of a token. */
    public enum Outcome {
        REVOKED,
        NOTED,
        /** The key was reported as leaked before, and is revoked for good. */
        KNOWN,
        /** Nothing: the key was rotated and the token is retired, so whoever finds it can do nothing with it. */
        RETIRED
    }

    /** What became of the key of a token, and which one it is. */
    public record Result(Outcome outcome, UUID apiKeyId) {}

    /** Whether a text could be a token. Asks nobody. */
    public boolean isToken(String text) {
        return authenticator.parse(text).isPresent();
    }

    /**
     * Deals with tokens, all of them or none.
     *
     * @param first what must be done in the same transaction before; when it fails nothing is done
     * @return by token; nothing for one that belongs to no key
     */
    public Uni<Map<String, Result>> handle(
            Collection<Found> found, Action action, Supplier<Uni<Void>> first, Instant now) {
        var batch = new FoundBatch(found, authenticator, marks, action, actor.nobody(), now);
        return Panache.withTransaction(() -> first.get().chain(() -> apply(batch)))
                .invoke(done -> authenticator.cache().invalidate(done.digests()))
                .map(Done::results);
    }

    private record Done(Map<String, Result> results, List<Digest> digests) {}

    private static Uni<Done> apply(FoundBatch batch) {
        var digests = batch.digests();
        return digests.isEmpty()
                ? Uni.createFrom().item(new Done(Map.of(), List.of()))
                : lockKeys(digests)
                        .chain(FoundTokens::secrets)
                        .chain(secrets -> batch.apply(secrets).map(results -> new Done(results, digests(secrets))));
    }

    private static Uni<List<ApiKey>> lockKeys(List<byte[]> digests) {
        return ApiKey.<ApiKey>find(KEYS_OF_SECRETS, digests)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    private static Uni<List<KeySecret>> secrets(List<ApiKey> keys) {
        return keys.isEmpty() ? Uni.createFrom().item(List.of()) : KeySecret.list("apiKey in ?1", keys);
    }

    private static List<Digest> digests(List<KeySecret> secrets) {
        return secrets.stream().map(secret -> Digest.of(secret.digest)).toList();
    }
}
