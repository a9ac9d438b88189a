package dev.latchkey.idempotency;

import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Supplier;

/** Has a request wait while another one of the same name is handled. Nobody who waits holds a connection. */
@ApplicationScoped
class Turn {

    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 250;

    private final Vertx vertx;
    private final Duration longest;
    private final IdempotencyMetrics metrics;

    Turn(Vertx vertx, IdempotencyConfig config, IdempotencyMetrics metrics) {
        this.vertx = vertx;
        this.metrics = metrics;
        longest = config.waitAtMost();
    }

    /** It is another one's turn. */
    static final class Taken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Taken() {
            super("another request of the same name is being handled", null, false, false);
        }
    }

    /** Tries until nobody else is at it; ends the request with a 409 when that takes too long. */
    <T> Uni<T> await(Supplier<Uni<T>> attempt) {
        return Uni.createFrom().deferred(() -> tryFrom(System.nanoTime(), FIRST_PAUSE_MILLIS, attempt));
    }

    private <T> Uni<T> tryFrom(long began, long pause, Supplier<Uni<T>> attempt) {
        return attempt.get().onFailure(Taken.class).recoverWithUni(() -> {
            if (System.nanoTime() - began > longest.toNanos()) {
                metrics.inUse.increment();
                return Uni.createFrom().failure(inUse());
            }
            return pause(pause).chain(() -> tryFrom(began, Math.min(2 * pause, LONGEST_PAUSE_MILLIS), attempt));
        });
    }

    private static RuntimeException inUse() {
        return Problem.of(
                        ProblemType.IDEMPOTENCY_KEY_IN_USE,
                        "Another request with this Idempotency-Key is being handled. Try again.")
                .withHeader("Retry-After", "1")
                .asException();
    }

    private Uni<Void> pause(long millis) {
        var here = Vertx.currentContext();
        return Uni.createFrom()
                .emitter(emitter -> vertx.setTimer(millis, timer -> here.runOnContext(back -> emitter.complete(null))));
    }
}
