package dev.latchkey.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * How old the newest row is that can be read, while requests go on. {@code -Drate=10000 -Dseconds=60} is the long
 * version; its figures are reported and not judged.
 */
class VisibilityIT {

    private static final int RATE = Integer.getInteger("rate", 500);
    private static final int SECONDS = Integer.getInteger("seconds", 5);
    private static final long PAUSE_NANOS = 10_000_000;
    private static final String AGE = """
            select 1000 * extract(epoch from clock_timestamp() - occurred_at) from api_key_usage_logs
            order by id desc limit 1""";

    @RegisterExtension
    static final Databases databases = new Databases();

    @Test
    void requestsAreReadBackSoon() throws Exception {
        var database = databases.create();
        var environment = database.environment();
        environment.put("LATCHKEY_BOOTSTRAP_ORGANIZATION", "Globex");
        var ages = new ArrayList<Double>();
        try (var service = Service.start(environment).awaitListening();
                var load = new Load(service.port(), service.tokens().get(0), "v").openLoop(RATE);
                var connection = DriverManager.getConnection("jdbc:" + database.url(), "postgres", Databases.PASSWORD);
                var age = connection.prepareStatement(AGE)) {
            long half = System.nanoTime() + SECONDS * 1_000_000_000L;
            long end = half + SECONDS * 1_000_000_000L;
            for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
                try (var row = age.executeQuery()) {
                    // The first half is for the service to get warm.
                    if (row.next() && now > half) {
                        ages.add(row.getDouble(1));
                    }
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            load.finish();
            var books = new Books(database);
            books.awaitWritten(service);
            books.balance(service);
            assertThat(books.lost(load.answered())).isEmpty();
            ages.sort(null);
            new Progress("age of the newest row", 1)
                    .result(Map.of(
                            "asked for requests/s",
                            RATE,
                            "answered requests/s",
                            load.answered().size() / (2 * SECONDS),
                            "p50 ms",
                            Math.round(ages.get(ages.size() / 2)),
                            "p99 ms",
                            Math.round(ages.get(ages.size() * 99 / 100))));
        }
    }
}
