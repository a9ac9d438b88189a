package dev.latchkey.portal;

import dev.latchkey.key.Digest;
import dev.latchkey.key.DigestCache;
import dev.latchkey.key.SecretProofs;
import dev.latchkey.postgres.Transactions;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is known of sessions, by the digests of their secrets; kept true as what is known of keys is. */
@ApplicationScoped
class SessionCache {

    private final SecretProofs proofs;
    private final DigestCache<SessionGrant> cache;

    SessionCache(SecretProofs proofs, Sessions sessions) {
        this.proofs = proofs;
        cache = proofs.cache(sessions::grant, SessionGrant::organizationId);
    }

    /** Every digest under which a secret may be stored. */
    List<Digest> digests(String secret) {
        return proofs.digests(secret);
    }

    /** What was found, which may be nothing; empty when that is not known. */
    Optional<Optional<SessionGrant>> cached(List<Digest> digests) {
        Optional<Optional<SessionGrant>> answer = Optional.of(Optional.empty());
        for (var digest : digests) {
            var known = cache.cached(digest);
            if (known.isPresent() && known.get().isPresent()) {
                return known;
            }
            answer = answer.filter(before -> known.isPresent());
        }
        return answer;
    }

    /** The same after a look-up; fails when it cannot be said. */
    Uni<Optional<SessionGrant>> load(List<Digest> digests) {
        var first = cache.load(digests.get(0));
        return digests.size() == 1
                ? first
                : first.chain(found ->
                        found.isPresent() ? Uni.createFrom().item(found) : load(digests.subList(1, digests.size())));
    }

    /** Forgets sessions that have changed, once that is committed; the other replicas are notified. */
    void forget(Collection<PortalSession> sessions) {
        var digests = sessions.stream()
                .flatMap(session -> Stream.of(session.tokenDigest, session.cookieDigest))
                .filter(digest -> digest != null)
                .map(Digest::of)
                .toList();
        Transactions.afterCommit(() -> cache.invalidate(digests));
    }

    void forget(List<Digest> digests) {
        cache.invalidate(digests);
    }

    void start(@Observes StartupEvent started, MeterRegistry metrics) {
        FunctionCounter.builder("latchkey.portal.cache.hits", cache, DigestCache::hits)
                .description("Secrets of portal sessions that were decided at once")
                .register(metrics);
        FunctionCounter.builder("latchkey.portal.cache.misses", cache, DigestCache::misses)
                .description("Secrets of portal sessions that had to wait for a look-up")
                .register(metrics);
        Gauge.builder("latchkey.portal.cache.size", cache, DigestCache::size)
                .description("Secrets of portal sessions in the cache")
                .register(metrics);
    }
}
