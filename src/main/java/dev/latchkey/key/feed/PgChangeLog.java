package dev.latchkey.key.feed;

import dev.latchkey.key.feed.ChangeLog.Change;
import dev.latchkey.key.feed.ChangeLog.Changes;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads the changes over one connection, which is also the one that listens: it listens before it asks, so that what
 * comes after the answer is notified.
 */
final class PgChangeLog implements ChangeLog {

    static final String CHANNEL = "latchkey_key_changes";
    static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(12);
    private static final int MOST = 1_000;

    // That it writes makes sure that a primary answers: a standby may be behind.
    private static final String AFTER = """
            with seen as (
                insert into replicas (id, confirmed, seen_at, lease_ms) values ($1, $2, clock_timestamp(), $3)
                on conflict (id) do update
                    set confirmed = excluded.confirmed, seen_at = excluded.seen_at, lease_ms = excluded.lease_ms)
            select h.sequence as head, c.sequence, c.digests, c.organization_id
            from key_change_head h left join lateral (
                select * from key_changes where sequence > $2 order by sequence limit $4) c on true
            order by c.sequence""";
    private static final String LEAVE = "delete from replicas where id = $1";

    private final Pool pool;
    private final UUID replica;
    private final Duration lease;
    private final Duration timeout;
    private final Consumer<List<byte[]>> notified;
    // Of the one question under way.
    private Optional<PgConnection> listening = Optional.empty();
    private Duration patience;

    /**
     * @param lease for how long after an answer this replica goes by it
     * @param timeout how long an answer may take; twice as long each time when it takes longer
     * @param notified is called when something has changed, with the digests that are known to be concerned
     */
    PgChangeLog(Pool pool, UUID replica, Duration lease, Duration timeout, Consumer<List<byte[]>> notified) {
        this.pool = pool;
        this.replica = replica;
        this.lease = lease;
        this.timeout = timeout;
        // The first answer takes a connection, and a process that has just begun.
        patience = LONGEST_TIMEOUT.dividedBy(2);
        this.notified = notified;
    }

    @Override
    public Uni<Changes> after(Optional<Long> confirmed) {
        long began = System.nanoTime();
        var question = Tuple.of(replica, confirmed.orElse(null), lease.toMillis(), MOST);
        return Uni.createFrom()
                .deferred(this::connection)
                .chain(connection -> uni(() -> connection.preparedQuery(AFTER).execute(question)))
                .map(PgChangeLog::changes)
                .ifNoItem()
                .after(patience)
                .fail()
                .invoke(answer -> patience = twice(Duration.ofNanos(System.nanoTime() - began)))
                .onFailure()
                .invoke(this::abandon);
    }

    @Override
    public Uni<Void> leave() {
        return uni(() -> pool.preparedQuery(LEAVE).execute(Tuple.of(replica)))
                .replaceWithVoid()
                .ifNoItem()
                .after(timeout)
                .fail();
    }

    private Uni<PgConnection> connection() {
        return listening
                .map(connection -> Uni.createFrom().item(connection))
                .orElseGet(() -> uni(this::listen).invoke(connection -> listening = Optional.of(connection)));
    }

    private Future<PgConnection> listen() {
        return pool.getConnection().map(PgConnection::cast).compose(connection -> {
            connection.notificationHandler(notification -> notified.accept(Payload.digests(notification.getPayload())));
            connection.closeHandler(closed -> notified.accept(List.of()));
            return connection.query("listen " + CHANNEL).execute().map(connection);
        });
    }

    /** The next question is asked over another connection. */
    private void abandon(Throwable failure) {
        // One that is silent still waits for its answer; the pool closes it.
        if (failure instanceof TimeoutException) {
            patience = twice(patience);
        } else {
            listening.ifPresent(PgConnection::close);
        }
        listening = Optional.empty();
    }

    private Duration twice(Duration time) {
        return Stream.of(timeout, time.multipliedBy(2), LONGEST_TIMEOUT)
                .sorted()
                .skip(1)
                .findFirst()
                .get();
    }

    private static <T> Uni<T> uni(Supplier<Future<T>> future) {
        return Uni.createFrom().completionStage(() -> future.get().toCompletionStage());
    }

    private static Changes changes(RowSet<Row> rows) {
        var list = StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.getLong("sequence") != null)
                .map(row -> new Change(
                        row.getLong("sequence"), digests(row), Optional.ofNullable(row.getUUID("organization_id"))))
                .toList();
        return new Changes(rows.iterator().next().getLong("head"), list);
    }

    private static List<byte[]> digests(Row row) {
        return Arrays.stream(row.getArrayOfBuffers("digests"))
                .map(buffer -> buffer.getBytes())
                .toList();
    }
}
