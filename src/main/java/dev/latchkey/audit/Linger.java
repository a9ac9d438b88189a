package dev.latchkey.audit;

import io.smallrye.mutiny.Uni;

/** The time that the first event of a batch waits for others. */
final class Linger {

    private final UsageLogConfig config;
    private final Wakeup end = new Wakeup();
    private volatile boolean ended;

    Linger(UsageLogConfig config) {
        this.config = config;
    }

    Uni<Void> await() {
        var done = Uni.createFrom().voidItem();
        // When answers wait for the commit, those that come while one batch is written are the next one.
        if (config.durability() == Durability.SYNC) {
            return done;
        }
        // The timer may be one of the HTTP server's context, and is gone with it when the service stops.
        return Uni.combine().any().of(done.onItem().delayIt().by(config.linger()), end.await(() -> ended));
    }

    /** From now on nothing waits. */
    void end() {
        ended = true;
        end.wake();
    }
}
