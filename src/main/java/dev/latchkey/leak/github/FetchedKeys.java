package dev.latchkey.leak.github;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The public keys that are published, as they were last fetched. They are fetched when they are old or lack an identifier,
 * once for all who wait meanwhile, and not again before some time has passed: identifiers can be made up.
 */
final class FetchedKeys {

    private final Supplier<Uni<Map<String, SigningKey>>> source;
    private final long pause;
    private final long maxAge;
    private final LongSupplier nanos;

    private Map<String, SigningKey> keys = Map.of();
    private Optional<Long> fetchedAt = Optional.empty();
    private Optional<Long> attemptedAt = Optional.empty();
    private boolean failed;
    private CompletableFuture<Map<String, SigningKey>> running;

    /** The keys cannot be fetched now. */
    static final class Unavailable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unavailable(String why, Throwable cause) {
            super(why, cause);
        }
    }

    FetchedKeys(
            Supplier<Uni<Map<String, SigningKey>>> source, Duration atMostEvery, Duration maxAge, LongSupplier nanos) {
        this.source = source;
        this.pause = atMostEvery.toNanos();
        this.maxAge = maxAge.toNanos();
        this.nanos = nanos;
    }

    /** The key with this identifier, if there is one; fails with {@link Unavailable} when that cannot be known. */
    Uni<Optional<SigningKey>> find(String id) {
        return current(id).map(known -> Optional.ofNullable(known.get(id)));
    }

    private Uni<Map<String, SigningKey>> current(String id) {
        CompletableFuture<Map<String, SigningKey>> mine;
        synchronized (this) {
            boolean trusted = isWithin(fetchedAt, maxAge);
            if (trusted && keys.containsKey(id)) {
                return Uni.createFrom().item(keys);
            }
            if (running != null) {
                return copy(running);
            }
            if (isWithin(attemptedAt, pause)) {
                return trusted && !failed
                        ? Uni.createFrom().item(keys)
                        : Uni.createFrom().failure(new Unavailable("could not be fetched a moment ago", null));
            }
            attemptedAt = Optional.of(nanos.getAsLong());
            mine = new CompletableFuture<>();
            running = mine;
        }
        Uni.createFrom()
                .deferred(source::get)
                .subscribe()
                .with(fetched -> settle(mine, fetched), failure -> fail(mine, failure));
        return copy(mine);
    }

    private void settle(CompletableFuture<Map<String, SigningKey>> mine, Map<String, SigningKey> fetched) {
        synchronized (this) {
            keys = Map.copyOf(fetched);
            fetchedAt = Optional.of(nanos.getAsLong());
            failed = false;
            running = null;
        }
        mine.complete(fetched);
    }

    private void fail(CompletableFuture<Map<String, SigningKey>> mine, Throwable failure) {
        synchronized (this) {
            failed = true;
            running = null;
        }
        mine.completeExceptionally(new Unavailable("could not be fetched", failure));
    }

    private boolean isWithin(Optional<Long> since, long time) {
        return since.isPresent() && nanos.getAsLong() - since.get() < time;
    }

    /** Each who waits has a copy: to stop waiting must not stop the others. */
    private static Uni<Map<String, SigningKey>> copy(CompletableFuture<Map<String, SigningKey>> shared) {
        return Uni.createFrom()
                .completionStage(shared::copy)
                .onFailure(CompletionException.class)
                .transform(Throwable::getCause);
    }
}
