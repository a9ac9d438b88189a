package dev.latchkey.key;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;

/** What was found for digests: a key, until it is forgotten; or none, which is remembered for a moment only. */
final class FoundKeys {

    private final Cache<Digest, Grant> known;
    private final Cache<Digest, Boolean> unknown;

    FoundKeys(KeyConfig.Cache config, LongSupplier nanos) {
        known = Caffeine.newBuilder().maximumSize(config.maxSize()).build();
        unknown = Caffeine.newBuilder()
                .maximumSize(config.maxUnknown())
                .expireAfterWrite(config.unknownFor())
                .ticker(nanos::getAsLong)
                .build();
    }

    /** What was found, which may have been that there is none; empty when nothing is remembered. */
    Optional<Optional<Grant>> get(Digest digest) {
        var grant = known.getIfPresent(digest);
        if (grant != null) {
            return Optional.of(Optional.of(grant));
        }
        return unknown.getIfPresent(digest) == null ? Optional.empty() : Optional.of(Optional.empty());
    }

    void keep(Digest digest, Optional<Grant> found) {
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

    /** Looks at every key that is remembered, once for however many organizations. */
    void forgetOrganizations(Set<UUID> organizations) {
        known.asMap().values().removeIf(grant -> organizations.contains(grant.organizationId()));
    }

    void forgetAll() {
        known.invalidateAll();
        unknown.invalidateAll();
    }

    long size() {
        return known.estimatedSize();
    }
}
