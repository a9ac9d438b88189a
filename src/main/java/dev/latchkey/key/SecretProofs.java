package dev.latchkey.key;

import dev.latchkey.key.feed.Receipt;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Lends what keys are checked with to other secrets: the peppers, the cache, the feed of changes that keeps it true, and
 * the receipts of what it has told.
 */
@ApplicationScoped
public class SecretProofs {

    private final Authenticator authenticator;
    private final ThisReplica replica;
    private final KeyConfig config;

    SecretProofs(Authenticator authenticator, ThisReplica replica, KeyConfig config) {
        this.authenticator = authenticator;
        this.replica = replica;
        this.config = config;
    }

    /** Every digest under which a secret may be stored; new ones are stored under the first. */
    public List<Digest> digests(String secret) {
        return authenticator.digestsOf(secret);
    }

    /** A cache with the bounds of the one of keys, which forgets what the feed says has changed. */
    public <T> DigestCache<T> cache(Function<Digest, Uni<Optional<T>>> source, Function<T, UUID> organization) {
        var cache = new DigestCache<>(
                source, organization, config.cache(), System::nanoTime, replica.freshness(), replica.feed()::renew);
        replica.feed().tell(cache);
        return cache;
    }

    /** Who has heard of everything that is committed by now; a problem when that cannot be asked. */
    public Uni<Receipt> receipt() {
        return replica.receipt();
    }

    /** What is true of a change that is made now, whoever hears of it. */
    public Receipt worst() {
        return replica.worst();
    }
}
