package dev.latchkey.key;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Checks tokens: parse, digest, look in the cache; the database only for what the cache does not know. */
@ApplicationScoped
public class Authenticator {

    private final KeyTokens tokens;
    private final Pepper pepper;
    private final Optional<Pepper> otherPepper;
    private final KeyCache cache;
    private final LongAdder digests = new LongAdder();

    Authenticator(KeyConfig config, Keys keys, ThisReplica replica) {
        tokens = new KeyTokens(config.prefix(), new SecureRandom());
        pepper = config.pepper()
                .map(secret -> new Pepper(config.pepperId(), secret))
                .orElseThrow(() -> new IllegalStateException("LATCHKEY_KEYS_PEPPER is not set"));
        otherPepper = config.otherPepper().map(secret -> new Pepper(config.otherPepperId(), secret));
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

    /**
     * A token that is checked, to ask {@link #cached} and {@link #load} with.
     *
     * @param digest under the pepper that new secrets are made with
     */
    public record Presented(KeyToken token, Digest digest) {}

    /** Digests a token. */
    public Presented present(KeyToken token) {
        return new Presented(token, digest(token));
    }

    /** The verdict, if it can be given without waiting. */
    public Optional<Verdict> cached(Presented presented) {
        var verdict = cache.cached(presented.digest());
        if (otherPepper.isEmpty() || verdict.flatMap(Verdict::key).isPresent()) {
            return verdict;
        }
        var other = cache.cached(otherPepper.get().digest(presented.token()));
        // Unknown is only what is known to be unknown under both.
        return other.flatMap(Verdict::key).isPresent() || verdict.isPresent() ? other : verdict;
    }

    /** The verdict after a look-up; never fails. May emit on another thread. */
    public Uni<Verdict> load(Presented presented) {
        return cache.load(presented.digest())
                .chain(verdict -> otherPepper.isPresent() && verdict == Verdict.Unproven.UNKNOWN
                        ? cache.load(otherPepper.get().digest(presented.token()))
                        : Uni.createFrom().item(verdict));
    }

    /** The verdict, from the cache or after a look-up; never fails. May emit on another thread. */
    public Uni<Verdict> verdict(KeyToken token) {
        var presented = present(token);
        return cached(presented).map(known -> Uni.createFrom().item(known)).orElseGet(() -> load(presented));
    }

    /** The digest under which the secret of a new token is stored. */
    Digest digest(KeyToken token) {
        digests.increment();
        return pepper.digest(token);
    }

    /** Every digest under which the secret of a token may be stored. */
    List<byte[]> digests(KeyToken token) {
        return Stream.concat(Stream.of(pepper), otherPepper.stream())
                .map(known -> known.digest(token).bytes())
                .toList();
    }

    /** Every digest under which another secret of the service may be stored; new ones are stored under the first. */
    List<Digest> digestsOf(String secret) {
        return Stream.concat(Stream.of(pepper), otherPepper.stream())
                .map(known -> known.digest(secret))
                .toList();
    }

    /** Nothing that this replica knew of an organization and its keys is true. */
    public void forgetOrganization(UUID id) {
        cache.forgetOrganizations(Set.of(id));
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
