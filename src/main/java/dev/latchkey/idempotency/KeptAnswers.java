package dev.latchkey.idempotency;

import dev.latchkey.id.UuidV7;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Every query on kept answers. To be used in the transaction of the change, but for the last two. */
@ApplicationScoped
class KeptAnswers {

    private static final String TRY_LOCK = "select pg_try_advisory_xact_lock(hashtextextended(?1, 0))";
    private static final String BY_NAME = "organizationId = ?1 and environment = ?2 and keyDigest = ?3";
    private static final String DELETE_BEFORE = "delete from idempotency_keys where id in "
            + "(select id from idempotency_keys where id < $1 order by id limit $2 for update skip locked)";

    private final UuidV7 ids;
    private final Duration keep;

    KeptAnswers(UuidV7 ids, IdempotencyConfig config) {
        this.ids = ids;
        keep = config.keep();
    }

    /** Whether no other transaction handles a request of this name; if so none will until this one is over. */
    Uni<Boolean> lock(NamedRequest request) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(TRY_LOCK, Boolean.class)
                        .setParameter(1, request.lockName())
                        .getSingleResult());
    }

    /** What was answered to a request of this name within its time. To be asked under the lock. */
    Uni<Optional<KeptAnswer>> find(NamedRequest request, Instant now) {
        return KeptAnswer.<KeptAnswer>find(
                        BY_NAME + " and id >= ?4",
                        request.owner().organizationId(),
                        request.owner().environment(),
                        request.key(),
                        UuidV7.first(now.minus(keep)))
                .firstResult()
                .map(Optional::ofNullable);
    }

    /** An answer to be filled in and added, in the place of one whose time is over. */
    KeptAnswer answerTo(NamedRequest request, Instant now) {
        var kept = new KeptAnswer();
        kept.id = ids.next(now);
        kept.organizationId = request.owner().organizationId();
        kept.environment = request.owner().environment();
        kept.keyDigest = request.key();
        kept.fingerprint = request.fingerprint();
        return kept;
    }

    /** Adds an answer. One of the same name that is still kept, which the lock rules out, makes it fail. */
    Uni<KeptAnswer> add(KeptAnswer kept, Instant now) {
        return KeptAnswer.delete(
                        BY_NAME + " and id < ?4",
                        kept.organizationId,
                        kept.environment,
                        kept.keyDigest,
                        UuidV7.first(now.minus(keep)))
                .chain(() -> kept.persistAndFlush());
    }

    /** The answer as it was given in the end. */
    Uni<Integer> settle(UUID id, String body) {
        return Panache.withTransaction(
                () -> KeptAnswer.update("body = ?1, pending = false where id = ?2 and pending = true", body, id));
    }

    /** Deletes some of what is over, and says how much. Apart from any request. */
    Uni<Integer> deleteSome(Pool pool, Instant now, int atMost) {
        return pool.preparedQuery(DELETE_BEFORE)
                .execute(Tuple.of(UuidV7.first(now.minus(keep)), atMost))
                .map(SqlResult::rowCount);
    }
}
