package dev.latchkey.key;

import dev.latchkey.key.feed.Freshness;
import dev.latchkey.key.feed.KeyFeed;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * What is known of keys, by digest. A hit is decided at once; a miss costs one look-up however many requests wait for
 * it. What is known stays until the feed of changes has it forgotten, and is used only while the feed is fresh.
 */
class KeyCache implements KeyFeed.Listener {

    private static final Logger LOG = Logger.getLogger(KeyCache.class);

    private final Duration loadTimeout;
    private final InstantSource clock;
    private final Freshness freshness;
    private final Supplier<CompletionStage<Void>> renewal;
    private final FoundKeys found;
    private final LookUps lookUps;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    /**
     * @param source looks a digest up
     * @param clock the time that keys expire by
     * @param nanos a clock that nobody sets, for ages
     * @param freshness whether what is known may be used
     * @param renewal tries to make it fresh
     */
    KeyCache(
            Function<Digest, Uni<Optional<Grant>>> source,
            KeyConfig.Cache config,
            InstantSource clock,
            LongSupplier nanos,
            Freshness freshness,
            Supplier<CompletionStage<Void>> renewal) {
        found = new FoundKeys(config, nanos);
        lookUps = new LookUps(source, found::keep, config.maxLoads(), config.loadTimeout());
        loadTimeout = config.loadTimeout();
        this.clock = clock;
        this.freshness = freshness;
        this.renewal = renewal;
    }

    /** The verdict, if it can be given without waiting. */
    Optional<Verdict> cached(Digest digest) {
        var verdict = freshness.state().isUsable() ? decide(digest) : Optional.<Verdict>empty();
        if (verdict.isPresent()) {
            hits.increment();
        }
        return verdict;
    }

    /** The verdict after what has to be waited for: a proof that the cache is fresh, a look-up, or both. */
    Uni<Verdict> load(Digest digest) {
        misses.increment();
        if (freshness.state() != Freshness.State.DOUBTFUL) {
            return decideOrLookUp(digest);
        }
        return Uni.createFrom()
                .completionStage(renewal)
                .ifNoItem()
                .after(loadTimeout)
                .recoverWithItem((Void) null)
                .chain(() -> decideOrLookUp(digest));
    }

    /** Forgets secrets whose key has changed. A look-up that began before does not bring them back. */
    void invalidate(Collection<Digest> digests) {
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

    long size() {
        return found.size();
    }

    long hits() {
        return hits.sum();
    }

    long misses() {
        return misses.sum();
    }

    int loading() {
        return lookUps.running();
    }

    private Optional<Verdict> decide(Digest digest) {
        return found.get(digest).map(this::verdict);
    }

    private Uni<Verdict> decideOrLookUp(Digest digest) {
        if (!freshness.state().isUsable()) {
            return cannotCheck();
        }
        return decide(digest).map(verdict -> Uni.createFrom().item(verdict)).orElseGet(() -> lookUp(digest));
    }

    private Uni<Verdict> lookUp(Digest digest) {
        return lookUps.ask(digest)
                .onFailure()
                .invoke(failure -> LOG.debug("A key cannot be looked up", failure))
                .map(answer -> freshness.state().isUsable() ? verdict(answer) : Verdict.Unproven.CANNOT_CHECK)
                .onFailure()
                .recoverWithItem(Verdict.Unproven.CANNOT_CHECK);
    }

    private static Uni<Verdict> cannotCheck() {
        return Uni.createFrom().item(Verdict.Unproven.CANNOT_CHECK);
    }

    private Verdict verdict(Optional<Grant> known) {
        return known.map(grant -> grant.verdict(clock.instant())).orElse(Verdict.Unproven.UNKNOWN);
    }
}
