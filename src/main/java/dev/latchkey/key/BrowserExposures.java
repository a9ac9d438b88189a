package dev.latchkey.key;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Notes on a secret key that it was seen in a browser: once, beside the request, which waits for nothing. */
@ApplicationScoped
public class BrowserExposures {

    private static final Logger LOG = Logger.getLogger(BrowserExposures.class);

    /** Until then the key's grant says so itself; or Postgres was away, and its next request tries again. */
    private static final Duration AGAIN_AFTER = Duration.ofMinutes(1);

    /** Keys beyond it may be written once more than needed, which changes nothing. */
    private static final int MOST = 10_000;

    // The event's id is a UUIDv7, as in IdleSecrets.
    private static final String NOTE = """
            with exposed as (
                update api_keys set exposed_in_browser_at = $2 where id = $1 and exposed_in_browser_at is null
                returning id, organization_id, environment)
            insert into key_events (id, occurred_at, organization_id, environment, api_key_id, type, key_secret_id,
                request_id)
            select overlay(gen_random_uuid()::text placing left(first_uuid_of($2)::text, 15) from 1)::uuid, $2,
                organization_id, environment, id, 'exposed_in_browser', $3, $4
            from exposed""";

    private final Pool pool;
    private final Cache<UUID, Boolean> noted = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(AGAIN_AFTER)
            .build();

    BrowserExposures(Pool pool) {
        this.pool = pool;
    }

    /** A secret key has come from a browser. */
    public void note(Grant grant, String requestId) {
        if (grant.isExposedInBrowser() || noted.asMap().putIfAbsent(grant.keyId(), true) != null) {
            return;
        }
        var at = Instant.now().truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
        pool.preparedQuery(NOTE)
                .execute(Tuple.of(grant.keyId(), at, grant.secretId(), requestId))
                .subscribe()
                .with(done -> {}, failure -> LOG.warnf("A secret key in a browser cannot be noted now: %s", failure));
    }
}
