package dev.latchkey.audit;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** Lets one reader sleep until there is something to do, at the cost of one volatile read to those who make it. */
final class Wakeup {

    private final AtomicReference<UniEmitter<? super Void>> sleeper = new AtomicReference<>();

    /** Completes when somebody has called {@link #wake} or at once when it is ready. */
    Uni<Void> await(BooleanSupplier ready) {
        return Uni.createFrom().emitter(emitter -> {
            sleeper.set(emitter);
            // Whoever made it ready before the line above saw no sleeper.
            if (ready.getAsBoolean()) {
                wake();
            }
        });
    }

    void wake() {
        if (sleeper.get() != null) {
            var woken = sleeper.getAndSet(null);
            if (woken != null) {
                woken.complete(null);
            }
        }
    }
}
