package dev.latchkey.audit;

import static org.awaitility.Awaitility.await;

import dev.latchkey.Waiting;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Reads the usage log for tests, from the table itself. */
@ApplicationScoped
public class TestUsage {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Pool pool;
    private final UsageLog log;

    TestUsage(Pool pool, UsageLog log) {
        this.pool = pool;
        this.log = log;
    }

    /** One row. */
    public record Logged(
            String method,
            String path,
            String route,
            Short status,
            String address,
            String agent,
            String requestId,
            String reason) {}

    /** All rows of an organization, oldest first, once everything that was recorded so far is stored. */
    public List<Logged> rowsOf(UUID organization) {
        awaitQuiet();
        return rowsNow(organization);
    }

    /** All rows of an organization that are stored at this moment, oldest first. */
    public List<Logged> rowsNow(UUID organization) {
        var rows = pool.preparedQuery("select method, path, route, status, host(client_address), user_agent, "
                        + "request_id, reason from api_key_usage_logs where organization_id = $1 order by id")
                .execute(Tuple.of(organization))
                .await()
                .atMost(Waiting.PATIENCE);
        return StreamSupport.stream(rows.spliterator(), false)
                .map(TestUsage::logged)
                .toList();
    }

    /** Waits until so many rows are there, for answers that the client does not see. */
    public List<Logged> awaitRows(UUID organization, int count) {
        await().atMost(PATIENCE).until(() -> rowsOf(organization).size() >= count);
        return rowsOf(organization);
    }

    /** Waits until everything that was recorded is stored. */
    public void awaitQuiet() {
        await().atMost(PATIENCE).until(() -> log.state().held() == 0);
    }

    /** How many events are not stored yet. */
    public long held() {
        return log.state().held();
    }

    public void awaitNothingReserved() {
        await().atMost(PATIENCE)
                .until(() -> log.state().reserved() + log.state().held() == 0);
    }

    private static Logged logged(Row row) {
        return new Logged(
                row.getString(0),
                row.getString(1),
                row.getString(2),
                row.getShort(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7));
    }
}
