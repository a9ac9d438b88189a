package dev.latchkey.access;

import dev.latchkey.access.rate.SharingConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How keys are limited beyond what is said of each. */
@ConfigMapping(prefix = "latchkey.restrictions")
interface RestrictionConfig extends SharingConfig {

    /** The most keys whose rate is remembered; beyond it the least used start anew. */
    @WithDefault("100000")
    long maxRateLimits();

    /** The limit of a key that has none of its own and none by its organization, for each key. Off unless requests is set. */
    DefaultRateLimit defaultRateLimit();

    /** How many keys that do not exist a source may try in a minute before none of its keys are looked up. */
    @WithDefault("600")
    int maxGuesses();

    /** How many such keys all sources together may try in a minute before none are looked up for those that tried some. */
    @WithDefault("60000")
    int maxGuessesOfAll();

    /** The most sources that this is remembered of; beyond it the least active may guess anew. */
    @WithDefault("10000")
    long maxGuessers();

    /** What becomes of a secret key that comes from a browser: allowed and counted, or refused. */
    @WithDefault("allow")
    SecretKeyInBrowser secretKeyInBrowser();

    /** The limit of a key that has none of its own. */
    interface DefaultRateLimit {

        /** How many requests in a period. */
        Optional<Integer> requests();

        /** The period. */
        @WithDefault("1m")
        Duration period();
    }

    /** What becomes of it. */
    enum SecretKeyInBrowser {
        ALLOW,
        REFUSE
    }
}
