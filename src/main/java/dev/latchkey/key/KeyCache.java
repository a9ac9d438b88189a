package dev.latchkey.key;

import dev.latchkey.key.feed.Freshness;
import dev.latchkey.key.feed.KeyFeed;
import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Gives verdicts on keys from what is known of their secrets. */
class KeyCache implements KeyFeed.Listener {

    private static final Logger LOG = Logger.getLogger(KeyCache.class);

    private final DigestCache<Grant> grants;
    private final InstantSource clock;

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
        grants = new DigestCache<>(source, Grant::organizationId, config, nanos, freshness, renewal);
        this.clock = clock;
    }

    /** The verdict, if it can be given without waiting. */
    Optional<Verdict> cached(Digest digest) {
        return grants.cached(digest).map(this::verdict);
    }

    /** The verdict after what has to be waited for; never fails. */
    Uni<Verdict> load(Digest digest) {
        return grants.load(digest)
                .onFailure()
                .invoke(failure -> LOG.debug("A key cannot be looked up", failure))
                .map(this::verdict)
                .onFailure()
                .recoverWithItem(Verdict.Unproven.CANNOT_CHECK);
    }

    /** Forgets secrets whose key has changed. A look-up that began before does not bring them back. */
    void invalidate(Collection<Digest> digests) {
        grants.invalidate(digests);
    }

    @Override
    public void forget(List<byte[]> digests) {
        grants.forget(digests);
    }

    @Override
    public void forgetOrganizations(Set<UUID> organizations) {
        grants.forgetOrganizations(organizations);
    }

    @Override
    public void forgetAll() {
        grants.forgetAll();
    }

    long size() {
        return grants.size();
    }

    long hits() {
        return grants.hits();
    }

    long misses() {
        return grants.misses();
    }

    int loading() {
        return grants.loading();
    }

    private Verdict verdict(Optional<Grant> known) {
        return known.map(grant -> grant.verdict(clock.instant())).orElse(Verdict.Unproven.UNKNOWN);
    }
}
