package dev.latchkey.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.start.Databases.Database;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Compares what clients were answered with what the table holds. */
record Books(Database database) {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** Waits until the service has nothing left to write, as long as it goes on writing. */
    void awaitWritten(Service service) {
        while (!isWritten(service)) {
            double stored = service.metric("latchkey_usage_stored_total");
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> isWritten(service) || service.metric("latchkey_usage_stored_total") > stored);
        }
    }

    private static boolean isWritten(Service service) {
        return service.metric("latchkey_usage_spooled") == 0 && service.metric("latchkey_usage_reserved") == 0;
    }

    /** Of these answered requests, those that are not in the table. */
    Set<String> lost(Set<String> answered) throws SQLException {
        var lost = new HashSet<>(answered);
        lost.removeAll(database.texts("select request_id from api_key_usage_logs"));
        return lost;
    }

    long duplicates() throws SQLException {
        return database.number("select count(*) - count(distinct request_id) from api_key_usage_logs");
    }

    /** Every accepted event is in exactly one place. */
    void balance(Service service) {
        assertThat(service.metric("latchkey_usage_accepted_total"))
                .as("accepted = stored + spooled + dead-lettered + dropped")
                .isEqualTo(service.metric("latchkey_usage_stored_total")
                        + service.metric("latchkey_usage_spooled")
                        + service.metric("latchkey_usage_dead_lettered_total")
                        + service.metric("latchkey_usage_dropped_total"));
        assertThat(service.metric("latchkey_usage_damaged_total")).isZero();
    }
}
