package dev.latchkey.key;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Asks for keys, once for all who want the same one meanwhile. An answer that was overtaken by a change is asked anew. */
final class LookUps {

    private final Function<Digest, Uni<Optional<Grant>>> source;
    private final Keeper keeper;
    private final int most;
    private final Duration timeout;
    private final LongSupplier nanos;
    private final ConcurrentMap<Digest, LookUp> running = new ConcurrentHashMap<>();

    /** Keeps what was found, unless it was overtaken. */
    interface Keeper {

        /** @param since when the look-up began, before which nothing of the answer is older */
        void keep(Digest digest, Optional<Grant> found, long since);
    }

    LookUps(
            Function<Digest, Uni<Optional<Grant>>> source,
            Keeper keeper,
            int most,
            Duration timeout,
            LongSupplier nanos) {
        this.source = source;
        this.keeper = keeper;
        this.most = most;
        this.timeout = timeout;
        this.nanos = nanos;
    }

    /** The key of a digest, if there is one; fails when it cannot be asked, or too much is asked already. */
    Uni<Optional<Grant>> ask(Digest digest) {
        var shared = running.get(digest);
        if (shared == null && running.size() >= most) {
            return Uni.createFrom().failure(new RejectedExecutionException("too many look-ups under way"));
        }
        return running.computeIfAbsent(digest, LookUp::new).answer;
    }

    /** Overtakes what is under way for these digests, then forgets, so that nothing older can be kept afterwards. */
    void overtake(Collection<Digest> digests, Consumer<Digest> forget) {
        synchronized (running) {
            digests.forEach(digest -> {
                running.remove(digest);
                forget.accept(digest);
            });
        }
    }

    int running() {
        return running.size();
    }

    /** One look-up. It counts only while it is the one registered for its digest. */
    private final class LookUp {

        private final Digest digest;
        private final Uni<Optional<Grant>> answer;
        private long since;

        LookUp(Digest digest) {
            this.digest = digest;
            answer = Uni.createFrom()
                    .deferred(this::begin)
                    .ifNoItem()
                    .after(timeout)
                    .fail()
                    .onFailure()
                    .invoke(() -> running.remove(digest, this))
                    .chain(this::settle)
                    .memoize()
                    .indefinitely();
        }

        private Uni<Optional<Grant>> begin() {
            since = nanos.getAsLong();
            return source.apply(digest);
        }

        private Uni<Optional<Grant>> settle(Optional<Grant> found) {
            synchronized (running) {
                if (!running.remove(digest, this)) {
                    return ask(digest);
                }
                keeper.keep(digest, found, since);
            }
            return Uni.createFrom().item(found);
        }
    }
}
