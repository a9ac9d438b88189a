package dev.latchkey.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much reading the usage log may cost. */
@ConfigMapping(prefix = "latchkey.usage-log")
interface UsageHistoryConfig {

    /** How long Postgres may work on one statement that reads; beyond it the statement is stopped and answered by 503. */
    @WithDefault("10s")
    Duration readTimeout();

    /** How long one page goes on looking for rows that match; after it the page is short and its cursor goes on. */
    @WithDefault("100ms")
    Duration readBudget();

    /** The most exports at once; beyond it 503. */
    @WithDefault("4")
    int maxExports();
}
