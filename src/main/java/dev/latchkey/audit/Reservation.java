package dev.latchkey.audit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Room in the usage log for one request. It is used once: to record or to release. */
public interface Reservation {

    /** What {@link #record} gives when nothing needs to be waited for. */
    CompletionStage<Void> KEPT = CompletableFuture.completedStage(null);

    /**
     * Records the request; never waits. Not one byte of its answer may leave before the stage completes, and none at
     * all if it fails.
     */
    CompletionStage<Void> record(UsageEvent event);

    /** Gives the room back, when the request turns out to be nobody's. */
    void release();
}
