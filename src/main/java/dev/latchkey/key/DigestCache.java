package dev.latchkey.key;

import dev.latchkey.key.feed.Freshness;
import dev.latchkey.key.feed.KeyFeed;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What secrets prove, by digest. A hit is decided at once; a miss costs one look-up however many requests wait for it.
 * What is known stays until the feed of changes has it forgotten, and is used only while the feed is fresh.
 */
public final class DigestCache<T> implements KeyFeed.Listener {

    private final Duration loadTimeout;
    private final Freshness freshness;
    private final Supplier<CompletionStage<Void>> renewal;
    private final Found<T> found;
    private final LookUps<T> lookUps;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    /**
     * @param source looks a digest up
     * @param organization whose it is that a digest proves
     * @param nanos a clock that nobody sets, for ages
     * @param freshness whether what is known may be used
     * @param renewal tries to make it fresh
     */
    DigestCache(
            Function<Digest, Uni<Optional<T>>> source,
            Function<T, UUID> organization,
            KeyConfig.Cache config,
            LongSupplier nanos,
            Freshness freshness,
            Supplier<CompletionStage<Void>> renewal) {
        found = new Found<>(config, organization, nanos);
        lookUps = new LookUps<>(source, found::keep, organization, config.maxLoads(), config.loadTimeout());
        loadTimeout = config.loadTimeout();
        this.freshness = freshness;
        this.renewal = renewal;
    }

    /** What a digest proves, which may be nothing; empty if that cannot be said without waiting. */
    public Optional<Optional<T>> cached(Digest digest) {
        var known = freshness.state().isUsable() ? found.get(digest) : Optional.<Optional<T>>empty();
        if (known.isPresent()) {
            hits.increment();
        }
        return known;
    }

    /**
     * The same after what has to be waited for: a proof that the cache is fresh, a look-up, or both. Fails when it cannot
     * be said. May emit on another thread.
     */
    public Uni<Optional<T>> load(Digest digest) {
        misses.increment();
        if (freshness.state() != Freshness.State.DOUBTFUL) {
            return getOrLookUp(digest);
        }
        return Uni.createFrom()
                .completionStage(renewal)
                .ifNoItem()
                .after(loadTimeout)
                .recoverWithItem((Void) null)
                .chain(() -> getOrLookUp(digest));
    }

    /** Forgets secrets that have changed. A look-up that began before does not bring them back. */
    public void invalidate(Collection<Digest> digests) {
        lookUps.overtake(digests, found::forget);
    }

    @Override
    public void forget(List<byte[]> digests) {
        invalidate(digests.stream().map(Digest::of).toList());
    }

    @Override
    public void forgetOrganizations(Set<UUID> organizations) {
        lookUps.overtakeOrganizations(organizations, () -> found.forgetOrganizations(organizations));
    }

    @Override
    public void forgetAll() {
        lookUps.overtakeAll(found::forgetAll);
    }

    public long size() {
        return found.size();
    }

    public long hits() {
        return hits.sum();
    }

    public long misses() {
        return misses.sum();
    }

    int loading() {
        return lookUps.running();
    }

    private Uni<Optional<T>> getOrLookUp(Digest digest) {
        if (!freshness.state().isUsable()) {
            return cannotCheck();
        }
        return found.get(digest).map(known -> Uni.createFrom().item(known)).orElseGet(() -> lookUp(digest));
    }

    private Uni<Optional<T>> lookUp(Digest digest) {
        return lookUps.ask(digest)
                .chain(answer -> freshness.state().isUsable() ? Uni.createFrom().item(answer) : cannotCheck());
    }

    private Uni<Optional<T>> cannotCheck() {
        return Uni.createFrom().failure(new RejectedExecutionException("what is known may be out of date"));
    }
}
