package dev.latchkey.key.feed;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** The wait for a new proof, shared by all who need one. */
final class Renewal {

    private final Duration patience;
    // Whoever comes before the first proof waits for that, or for its failure.
    private CompletableFuture<Void> shared = new CompletableFuture<>();

    Renewal(Duration patience) {
        this.patience = patience;
    }

    /** Joins the wait, or begins one, which fails when its time is over. */
    synchronized CompletionStage<Void> join() {
        if (shared.isDone()) {
            shared = new CompletableFuture<Void>().orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
        }
        return shared;
    }

    /** The wait is over, one way or the other. */
    void end() {
        CompletableFuture<Void> over;
        synchronized (this) {
            over = shared;
        }
        over.complete(null);
    }
}
