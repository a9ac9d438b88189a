package dev.latchkey.audit.spool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** Makes appended records survive a loss of power: one force for all who wait when it begins. */
final class Forcer implements Runnable {

    private static final String FAILED =
            "The usage spool could not make its records durable, and nobody knows which; start it again";

    private final Layout layout;
    private final Appender appender;
    private final Health health;
    private final boolean wanted;
    private final ConcurrentLinkedQueue<CompletableFuture<Void>> waiting = new ConcurrentLinkedQueue<>();
    private volatile long durable;
    private volatile boolean stopped;

    Forcer(Layout layout, Appender appender, Health health, boolean wanted) {
        this.wanted = wanted;
        this.layout = layout;
        this.appender = appender;
        this.health = health;
        durable = appender.end();
    }

    /** Completes, on the forcing thread, when everything before the position is durable. */
    CompletableFuture<Void> await(long position, Runnable wake) {
        if (!wanted) {
            throw new IllegalStateException("This spool is not set to make records durable");
        }
        if (position <= durable) {
            return CompletableFuture.completedFuture(null);
        }
        var waiter = new CompletableFuture<Void>();
        waiting.add(waiter);
        wake.run();
        if (stopped) {
            force();
        }
        return waiter;
    }

    @Override
    public void run() {
        while (!stopped) {
            force();
            if (waiting.isEmpty()) {
                LockSupport.park(this);
            }
        }
        force();
    }

    void stop() {
        stopped = true;
    }

    /** What is appended is before the end that is read here for everybody who waits already. */
    synchronized void force() {
        var group = new ArrayList<CompletableFuture<Void>>();
        for (var waiter = waiting.poll(); waiter != null; waiter = waiting.poll()) {
            group.add(waiter);
        }
        if (group.isEmpty()) {
            return;
        }
        try {
            if (health.isBroken()) {
                throw new SpoolException(health.problem().orElse(FAILED));
            }
            forceUpTo(appender.end());
            group.forEach(waiter -> waiter.complete(null));
        } catch (IOException | RuntimeException | InternalError e) {
            // The system may have dropped what it could not write: another try would only seem to succeed.
            health.breaks(FAILED + ": " + e);
            group.forEach(waiter -> waiter.completeExceptionally(e));
        }
    }

    /** Windows before the last two were archived, which made them durable, or are in Postgres. */
    private void forceUpTo(long end) throws IOException {
        long active = layout.indexBefore(end);
        for (long index = Math.max(layout.indexBefore(durable), active - 1); index <= active; index++) {
            long from = Math.max(durable, layout.start(index));
            long to = Math.min(end, layout.end(index));
            appender.window(index).mapping().force((int) (from - layout.start(index)), (int) (to - from));
        }
        durable = end;
    }
}
