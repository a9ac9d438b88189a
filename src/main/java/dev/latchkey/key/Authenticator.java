package dev.latchkey.key;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Checks tokens: parse, digest, look in the cache; the database only for what the cache does not know. */
@ApplicationScoped
public class Authenticator {

    private final KeyTokens tokens;
    private final Pepper pepper;
    private final KeyCache cache;
    private final LongAdder digests = new LongAdder();

    Authenticator(KeyConfig config, Keys keys, ThisReplica replica) {
        tokens = new KeyTokens(config.prefix(), new SecureRandom());
        pepper = config.pepper()
                .map(secret -> new Pepper(config.pepperId(), secret))
                .orElseThrow(() -> new IllegalStateException("LATCHKEY_KEYS_PEPPER is not set"));
        cache = new KeyCache(
                keys::grant,
                config.cache(),
                InstantSource.system(),
                System::nanoTime,
                replica.freshness(),
                replica.feed()::renew);
        replica.feed().tell(cache);
    }

    /** The token a header holds, or nothing when the text was never one. Costs no digest. */
    public Optional<KeyToken> parse(String text) {
        return tokens.parse(text);
    }

    /** The digest of a token, to ask {@link #cached} and {@link #load} with. */
    public Digest digest(KeyToken token) {
        digests.increment();
        return pepper.digest(token);
    }

    /** The verdict, if it can be given without waiting. */
    public Optional<Verdict> cached(Digest digest) {
        return cache.cached(digest);
    }

    /** The verdict after a look-up; never fails. May emit on another thread. */
    public Uni<Verdict> load(Digest digest) {
        return cache.load(digest);
    }

    /** The verdict, from the cache or after a look-up; never fails. May emit on another thread. */
    public Uni<Verdict> verdict(KeyToken token) {
        var digest = digest(token);
        return cached(digest).map(known -> Uni.createFrom().item(known)).orElseGet(() -> load(digest));
    }

    KeyTokens tokens() {
        return tokens;
    }

    Pepper pepper() {
        return pepper;
    }

    /** How many tokens were digested. */
    long digests() {
        return digests.sum();
    }

    KeyCache cache() {
        return cache;
    }
}
