package dev.latchkey.postgres;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Changes that stand or fall together, and what is to be done once they stand. */
public final class Transactions {

    private static final String WAITING = Transactions.class.getName();

    private Transactions() {}

    /** Runs work in one transaction; every {@code Panache.withTransaction} inside joins it. Not to be nested itself. */
    public static <T> Uni<T> run(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            var context = Vertx.currentContext();
            List<Runnable> waiting = new ArrayList<>();
            context.putLocal(WAITING, waiting);
            return Panache.withTransaction(work)
                    .onTermination()
                    .invoke(() -> context.removeLocal(WAITING))
                    .invoke(() -> waiting.forEach(Runnable::run));
        });
    }

    /** Does something once the changes so far are committed: now, unless {@link #run} is under way. */
    public static void afterCommit(Runnable action) {
        Context context = Vertx.currentContext();
        List<Runnable> waiting = context == null ? null : context.getLocal(WAITING);
        if (waiting == null) {
            action.run();
        } else {
            waiting.add(action);
        }
    }
}
