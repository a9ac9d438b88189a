package dev.latchkey.key.feed;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How a replica follows the changes to keys. */
public interface FeedConfig {

    /** How often the changes are asked for at least, whatever was notified. */
    @WithDefault("1s")
    Duration pollEvery();

    /** How long an answer may take before the connection counts as dead. */
    @WithDefault("750ms")
    Duration pollTimeout();

    /** How long what the feed has proven is believed when nothing more is heard and no outage is known. */
    @WithDefault("2s")
    Duration freshFor();

    /** How long a request waits for a renewed proof when the last one is older than that. */
    @WithDefault("250ms")
    Duration renewWithin();

    /** How long a revocation waits for every replica that was heard of lately to confirm it. */
    @WithDefault("1500ms")
    Duration confirmWithin();
}
