package dev.latchkey.key;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/** Retires old secrets that have been silent for as long as their rotation asked for. */
@ApplicationScoped
class IdleSecrets {

    private static final Logger LOG = Logger.getLogger(IdleSecrets.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    // The event's id is a UUIDv7: the time and version of the smallest one, the rest random. Of many replicas one gets
    // to a secret, and the others skip it or find it done.
    private static final String RETIRE = """
            with silent as (
                select old.id, k.id as api_key_id, k.organization_id, k.environment,
                    old.retire_when_idle_ms * interval '1 millisecond' as silence
                from key_secrets old join api_keys k on k.id = old.api_key_id
                where old.retire_when_idle_ms is not null and old.retires_at > $1 and k.revoked_at is null
                    and greatest(last_used_at(old.api_key_id, old.id), (
                            select min(newer.created_at) from key_secrets newer
                            where newer.api_key_id = old.api_key_id and newer.id > old.id))
                        <= $1 - old.retire_when_idle_ms * interval '1 millisecond'
                for update of old skip locked),
            noted as (
                insert into key_events (id, occurred_at, organization_id, environment, api_key_id, type, key_secret_id,
                    detail)
                select overlay(gen_random_uuid()::text placing left(first_uuid_of($1)::text, 15) from 1)::uuid, $1,
                    organization_id, environment, api_key_id, 'retired', id, 'silent for ' || silence
                from silent)
            update key_secrets s set retires_at = $1, retire_when_idle_ms = null
            from silent where s.id = silent.id
            returning s.digest""";

    private final Pool pool;
    private final Authenticator authenticator;
    private final InstantSource clock = InstantSource.system();
    private Cancellable retiring = () -> {};

    IdleSecrets(Pool pool, Authenticator authenticator) {
        this.pool = pool;
        this.authenticator = authenticator;
    }

    void start(@Observes StartupEvent started) {
        retiring = Multi.createFrom()
                .ticks()
                .startingAfter(EVERY)
                .every(EVERY)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> retireNow())
                .subscribe()
                .with(done -> {}, failure -> LOG.error("Silent secrets are no longer retired", failure));
    }

    void stop(@Observes ShutdownEvent stopping) {
        retiring.cancel();
    }

    /** Retires what has been silent long enough, and says how many secrets that were. */
    Uni<Integer> retire(Instant now) {
        return pool.preparedQuery(RETIRE)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> Digest.of(row.getBuffer(0).getBytes()))
                        .toList())
                .invoke(authenticator.cache()::invalidate)
                .map(List::size);
    }

    private Uni<Integer> retireNow() {
        return Uni.createFrom()
                .deferred(() -> retire(clock.instant().truncatedTo(ChronoUnit.MILLIS)))
                .onFailure()
                .invoke(failure -> LOG.warnf("Silent secrets cannot be retired now: %s", failure))
                .onFailure()
                .recoverWithItem(0);
    }
}
