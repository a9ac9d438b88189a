package dev.latchkey.idempotency;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long answers are kept, and how many. */
@ConfigMapping(prefix = "latchkey.idempotency")
interface IdempotencyConfig {

    /** How long the answer to a named request is kept. */
    @WithDefault("24h")
    Duration keep();

    /** How long a request waits for another one with the same name that is being handled; beyond it 409. */
    @WithDefault("5s")
    Duration waitAtMost();

    /** How long a change that is made may be without its final answer before what was known at its commit is given. */
    @WithDefault("15s")
    Duration confirmWithin();

    /** The largest answer that is kept; of a larger one a replay has the status alone. */
    @WithDefault("256K")
    MemorySize maxAnswerSize();

    /** How many names an organization may use in a day, with each replica; beyond it 429. */
    @WithDefault("100000")
    long maxKeysPerDay();

    /** The most organizations that this is counted for; beyond it the least active start anew. */
    @WithDefault("10000")
    long maxOrganizations();

    /** How many answers are deleted at once when their time is over. */
    @WithDefault("1000")
    int deleteAtOnce();
}
