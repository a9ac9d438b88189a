package dev.latchkey.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Postgres is away for a long time while requests go on. {@code -Doutage=600 -Drate=2000} is the long version, in
 * seconds and requests per second; its figures for memory and latency are reported and not judged.
 */
class OutageIT {

    private static final int OUTAGE_SECONDS = Integer.getInteger("outage", 10);
    private static final int RATE = Integer.getInteger("rate", 500);
    private static final int WARM_UP_SECONDS = Math.max(5, OUTAGE_SECONDS / 10);

    @RegisterExtension
    static final Databases databases = new Databases();

    @Test
    void aLongOutageLosesNothing() throws Exception {
        var database = databases.create();
        try (var proxy = new FaultProxy(database.port())) {
            var environment = database.environment();
            environment.put("LATCHKEY_BOOTSTRAP_ORGANIZATION", "Globex");
            environment.put("LATCHKEY_KEYS_CACHE_OUTAGE_GRACE", (OUTAGE_SECONDS + 60) + "s");
            environment.put(
                    "QUARKUS_DATASOURCE_REACTIVE_URL",
                    database.url().replace(":" + database.port() + "/", ":" + proxy.port() + "/"));
            try (var service = Service.start(environment).awaitListening();
                    var load = new Load(service.port(), service.tokens().get(0), "o").openLoop(RATE)) {
                var books = new Books(database);
                pass(WARM_UP_SECONDS);
                load.takeLatencies();
                pass(WARM_UP_SECONDS);
                var before = load.takeLatencies();
                long memoryBefore = service.residentKilobytes();

                proxy.cut();
                pass(OUTAGE_SECONDS);
                var during = load.takeLatencies();
                long memoryDuring = service.residentKilobytes();
                double waiting = service.metric("latchkey_usage_spooled");
                long began = System.nanoTime();
                proxy.restore();
                load.finish();
                books.awaitWritten(service);
                double drained = (System.nanoTime() - began) / 1e9;

                books.balance(service);
                new Progress("outage of " + OUTAGE_SECONDS + " s", 1)
                        .result(Map.of(
                                "requests/s",
                                RATE,
                                "answered",
                                load.answered().size(),
                                "spooled",
                                (long) waiting,
                                "drained events/s",
                                (long) (waiting / drained),
                                "p99 before µs",
                                percentile(before, 99),
                                "p99 during µs",
                                percentile(during, 99),
                                "memory before KiB",
                                memoryBefore,
                                "memory growth KiB",
                                memoryDuring - memoryBefore));
                assertThat(waiting).isPositive();
                assertThat(load.refused()).isZero();
                assertThat(books.lost(load.answered())).isEmpty();
                assertThat(books.duplicates()).isZero();
            }
        }
    }

    private static void pass(int seconds) {
        LockSupport.parkNanos(seconds * 1_000_000_000L);
    }

    private static long percentile(List<Long> sorted, int percent) {
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }
}
