package dev.latchkey.key;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;

/** Asks what digests prove, once for all who want the same one meanwhile. An answer that was overtaken by a change is asked anew. */
final class LookUps<T> {

    private final Function<Digest, Uni<Optional<T>>> source;
    private final Keeper<T> keeper;
    private final Function<T, UUID> organization;
    private final int most;
    private final Duration timeout;
    private final ConcurrentMap<Digest, LookUp> running = new ConcurrentHashMap<>();

    /** Keeps what was found, unless it was overtaken. */
    interface Keeper<T> {

        void keep(Digest digest, Optional<T> found);
    }

    LookUps(
            Function<Digest, Uni<Optional<T>>> source,
            Keeper<T> keeper,
            Function<T, UUID> organization,
            int most,
            Duration timeout) {
        this.source = source;
        this.keeper = keeper;
        this.organization = organization;
        this.most = most;
        this.timeout = timeout;
    }

    /** What a digest proves, if anything; fails when it cannot be asked, or too much is asked already. */
    Uni<Optional<T>> ask(Digest digest) {
        var shared = running.get(digest);
        if (shared != null) {
            return shared.answer();
        }
        if (running.size() >= most) {
            return Uni.createFrom().failure(new RejectedExecutionException("too many look-ups under way"));
        }
        var mine = new LookUp(digest);
        var theirs = running.putIfAbsent(digest, mine);
        if (theirs != null) {
            return theirs.answer();
        }
        mine.begin();
        return mine.answer();
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

    /** Overtakes what is under way for these organizations, and nothing else, then forgets. */
    void overtakeOrganizations(Set<UUID> organizations, Runnable forget) {
        synchronized (running) {
            running.values().forEach(lookUp -> lookUp.changed.addAll(organizations));
            forget.run();
        }
    }

    /** Overtakes everything that is under way, then forgets. */
    void overtakeAll(Runnable forget) {
        synchronized (running) {
            running.clear();
            forget.run();
        }
    }

    int running() {
        return running.size();
    }

    /** One look-up. It counts only while it is the one registered for its digest. */
    private final class LookUp {

        private final Digest digest;
        private final CompletableFuture<Optional<T>> answer = new CompletableFuture<>();
        /** The organizations that were changed since it began; guarded by {@code running}. */
        private final Set<UUID> changed = new HashSet<>();

        LookUp(Digest digest) {
            this.digest = digest;
        }

        /** Each who waits has a copy: to stop waiting must not stop the others. */
        Uni<Optional<T>> answer() {
            return Uni.createFrom().completionStage(answer::copy);
        }

        void begin() {
            Uni.createFrom()
                    .deferred(() -> source.apply(digest))
                    .ifNoItem()
                    .after(timeout)
                    .fail()
                    .onFailure()
                    .invoke(() -> running.remove(digest, this))
                    .chain(this::settle)
                    .subscribe()
                    .with(answer::complete, answer::completeExceptionally);
        }

        private Uni<Optional<T>> settle(Optional<T> found) {
            synchronized (running) {
                if (running.remove(digest, this) && !isOfChanged(found)) {
                    keeper.keep(digest, found);
                    return Uni.createFrom().item(found);
                }
            }
            return ask(digest);
        }

        private boolean isOfChanged(Optional<T> found) {
            return found.filter(known -> changed.contains(organization.apply(known)))
                    .isPresent();
        }
    }
}
