package dev.latchkey.audit.attempts;

import static org.awaitility.Awaitility.await;

import dev.latchkey.Metrics;
import dev.latchkey.Waiting;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads failed attempts for tests, from the table itself. */
@ApplicationScoped
public class TestAttempts {

    private final Pool pool;

    TestAttempts(Pool pool) {
        this.pool = pool;
    }

    /** How many were counted for a reason, once everything that was counted so far is stored. */
    public long stored(String reason) {
        await().atMost(Waiting.PATIENCE).until(() -> Metrics.value("latchkey_failed_attempts_held") == 0);
        return pool.query("select coalesce(sum(attempts), 0)::bigint from failed_attempts where reason = '" + reason
                        + "' and source = '127.0.0.1'")
                .execute()
                .await()
                .atMost(Waiting.PATIENCE)
                .iterator()
                .next()
                .getLong(0);
    }

    /** How many were counted for a reason since the start. */
    public double counted(String reason) {
        return Metrics.value("latchkey_failed_attempts_total{reason=\"" + reason + "\"}");
    }
}
