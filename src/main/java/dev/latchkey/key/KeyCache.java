package dev.latchkey.key;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * What is known of keys, by digest. A hit is decided at once; a miss costs one look-up however many requests wait for
 * it. While Postgres cannot be asked, what was known goes on for the outage grace.
 */
class KeyCache {

    private static final Logger LOG = Logger.getLogger(KeyCache.class);
    private static final Digest NOBODY = new Digest(0, 0, 0, 0);
    private static final Duration PROBE_EVERY = Duration.ofMillis(500);

    private final KeyConfig.Cache config;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Cache<Digest, Known> known;
    private final Cache<Digest, Boolean> unknown;
    private final LookUps lookUps;
    private final Outage outage;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    /** A grant and when the look-up that found it began. */
    private record Known(Grant grant, long since) {}

    /**
     * @param source looks a digest up
     * @param clock the time that keys expire by
     * @param nanos a clock that nobody sets, for ages
     */
    KeyCache(
            Function<Digest, Uni<Optional<Grant>>> source,
            KeyConfig.Cache config,
            InstantSource clock,
            LongSupplier nanos) {
        lookUps = new LookUps(source, this::keep, config.maxLoads(), config.loadTimeout(), nanos);
        this.config = config;
        this.clock = clock;
        this.nanos = nanos;
        outage = new Outage(PROBE_EVERY.toNanos(), nanos);
        known = Caffeine.newBuilder().maximumSize(config.maxSize()).build();
        unknown = Caffeine.newBuilder()
                .maximumSize(config.maxUnknown())
                .expireAfterWrite(config.unknownFor())
                .ticker(nanos::getAsLong)
                .build();
    }

    /** The verdict, if it can be given without waiting. */
    Optional<Verdict> cached(Digest digest) {
        var entry = known.getIfPresent(digest);
        if (entry == null) {
            return Optional.ofNullable(unknown.getIfPresent(digest)).map(yes -> hit(Verdict.Unproven.UNKNOWN));
        }
        if (age(entry) <= config.refreshAfter().toNanos()) {
            return Optional.of(hit(entry.grant().verdict(clock.instant())));
        }
        if (outage.isKnown() && isWithinGrace(entry)) {
            if (outage.isProbeDue()) {
                probe(digest);
            }
            return Optional.of(hit(entry.grant().verdict(clock.instant())));
        }
        return Optional.empty();
    }

    /** The verdict after a look-up, shared by all who ask for the same digest meanwhile. */
    Uni<Verdict> load(Digest digest) {
        misses.increment();
        return lookUps.ask(digest).map(this::verdict).onFailure().recoverWithItem(failure -> fallBack(digest, failure));
    }

    /** Forgets secrets whose key has changed. A look-up that began before does not bring them back. */
    void invalidate(Collection<Digest> digests) {
        lookUps.overtake(digests, digest -> {
            known.invalidate(digest);
            unknown.invalidate(digest);
        });
    }

    long size() {
        return known.estimatedSize();
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

    /**
     * Whether Postgres has failed to answer for longer than the outage grace. Tries again now and then, since a replica
     * that is not ready gets no requests to notice the end by.
     */
    boolean isCutOff() {
        if (outage.isKnown() && outage.isProbeDue()) {
            probe(NOBODY);
        }
        return outage.isOlderThan(config.outageGrace().toNanos());
    }

    private void probe(Digest digest) {
        load(digest).subscribe().with(verdict -> {}, failure -> LOG.debug("A probe failed", failure));
    }

    private Verdict hit(Verdict verdict) {
        hits.increment();
        return verdict;
    }

    private long age(Known entry) {
        return nanos.getAsLong() - entry.since();
    }

    private boolean isWithinGrace(Known entry) {
        return age(entry) <= config.outageGrace().toNanos();
    }

    private void keep(Digest digest, Optional<Grant> found, long since) {
        if (found.isPresent()) {
            known.put(digest, new Known(found.get(), since));
            unknown.invalidate(digest);
        } else {
            known.invalidate(digest);
            unknown.put(digest, true);
        }
    }

    private Verdict verdict(Optional<Grant> found) {
        outage.isOver();
        return found.map(grant -> grant.verdict(clock.instant())).orElse(Verdict.Unproven.UNKNOWN);
    }

    private Verdict fallBack(Digest digest, Throwable failure) {
        if (failure instanceof RejectedExecutionException) {
            return Verdict.Unproven.CANNOT_CHECK;
        }
        if (outage.begins()) {
            LOG.warnf("Keys cannot be read, those in the cache go on for %s: %s", config.outageGrace(), failure);
        }
        var entry = known.getIfPresent(digest);
        return entry != null && isWithinGrace(entry)
                ? entry.grant().verdict(clock.instant())
                : Verdict.Unproven.CANNOT_CHECK;
    }
}
