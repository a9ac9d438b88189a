package dev.latchkey.key;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** What was found for digests: what they prove, until it is forgotten; or nothing, which is remembered for a moment only. */
final class Found<T> {

    private final Cache<Digest, T> known;
    private final Cache<Digest, Boolean> unknown;
    private final Function<T, UUID> organization;

    Found(KeyConfig.Cache config, Function<T, UUID> organization, LongSupplier nanos) {
        this.organization = organization;
        known = Caffeine.newBuilder().maximumSize(config.maxSize()).build();
        unknown = Caffeine.newBuilder()
                .maximumSize(config.maxUnknown())
                .expireAfterWrite(config.unknownFor())
                .ticker(nanos::getAsLong)
                .build();
    }

    /** What was found, which may have been that they prove nothing; empty when nothing is remembered. */
    Optional<Optional<T>> get(Digest digest) {
        var proven = known.getIfPresent(digest);
        if (proven != null) {
            return Optional.of(Optional.of(proven));
        }
        return unknown.getIfPresent(digest) == null ? Optional.empty() : Optional.of(Optional.empty());
    }

    void keep(Digest digest, Optional<T> found) {
        if (found.isPresent()) {
            known.put(digest, found.get());
            unknown.invalidate(digest);
        } else {
            known.invalidate(digest);
            unknown.put(digest, true);
        }
    }

    void forget(Digest digest) {
        known.invalidate(digest);
        unknown.invalidate(digest);
    }

    /** Looks at everything that is remembered, once for however many organizations. */
    void forgetOrganizations(Set<UUID> organizations) {
        known.asMap().values().removeIf(proven -> organizations.contains(organization.apply(proven)));
    }

    void forgetAll() {
        known.invalidateAll();
        unknown.invalidateAll();
    }

    long size() {
        return known.estimatedSize();
    }
}
