package dev.latchkey.key;

import dev.latchkey.key.feed.FeedConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How keys are made, proved and cached. */
@ConfigMapping(prefix = "latchkey.keys")
public interface KeyConfig {

    int MIN_PEPPER_LENGTH = 32;

    /** What the usage log can recognise, and redact, in a path. */
    static boolean isPlainPrefix(String prefix) {
        return prefix.matches("[a-z][a-z0-9]{0,15}");
    }

    static boolean isStrongPepper(String pepper) {
        return pepper.length() >= MIN_PEPPER_LENGTH;
    }

    /** What every token begins with. */
    @WithDefault("mf")
    String prefix();

    /** The server's own secret under which tokens are digested, at least 32 characters. Required. */
    Optional<String> pepper();

    /** The name of the pepper, stored with each digest. */
    @WithDefault("1")
    String pepperId();

    /**
     * Another pepper whose secrets work too, while one replaces the other: the next one until all replicas know it, then
     * the last one until no secret is left that was made with it.
     */
    Optional<String> otherPepper();

    /** The name of the other pepper. */
    @WithDefault("2")
    String otherPepperId();

    /** The cache of keys. */
    Cache cache();

    /** The feed of changes, which keeps the cache true. */
    FeedConfig feed();

    /** How much of what was read of keys is kept, and how long it goes on in an outage. */
    interface Cache {

        /** The most secrets kept; beyond it the least used are read again when they are next needed. */
        @WithDefault("100000")
        long maxSize();

        /** How long a key that is cached goes on working while Postgres cannot be reached. */
        @WithDefault("60s")
        Duration outageGrace();

        /** The most well-formed tokens remembered as belonging to no key; beyond it they are looked up again. */
        @WithDefault("10000")
        long maxUnknown();

        /** How long a token is remembered as belonging to no key. */
        @WithDefault("2s")
        Duration unknownFor();

        /** The most look-ups under way at once; beyond it a request gets 503. */
        @WithDefault("256")
        int maxLoads();

        /** How long a request waits for a look-up. */
        @WithDefault("2s")
        Duration loadTimeout();
    }
}
