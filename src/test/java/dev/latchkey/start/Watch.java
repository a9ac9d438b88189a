package dev.latchkey.start;

import dev.latchkey.start.Replicas.Key;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** Asks every replica about one key, again and again, until each has refused it. */
final class Watch implements AutoCloseable {

    private static final long PACE_NANOS = 5_000_000;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Replicas replicas;

    Watch(Replicas replicas) {
        this.replicas = replicas;
    }

    /**
     * What one replica did.
     *
     * @param lastAccepted when the last request was sent that was accepted
     * @param firstRefused when the first refusal was received
     */
    record Refusal(Instant lastAccepted, Instant firstRefused) {}

    /** Begins once every replica accepts the key. */
    List<CompletableFuture<Refusal>> begin(Key key) {
        var refusals = new ArrayList<CompletableFuture<Refusal>>();
        for (var service : replicas.all()) {
            if (replicas.status(service, key) != 200) {
                throw new AssertionError("a new key is refused");
            }
            refusals.add(CompletableFuture.supplyAsync(() -> untilRefused(service, key), threads));
        }
        return refusals;
    }

    private Refusal untilRefused(Service service, Key key) {
        var lastAccepted = Instant.MIN;
        while (true) {
            LockSupport.parkNanos(PACE_NANOS);
            var sent = Instant.now();
            int status = replicas.status(service, key);
            if (status == 401) {
                return new Refusal(lastAccepted, Instant.now());
            }
            // A replica that cannot check is neither.
            if (status == 200) {
                lastAccepted = sent;
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
