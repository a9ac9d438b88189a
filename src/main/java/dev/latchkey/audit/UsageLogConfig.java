package dev.latchkey.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How usage events get from requests to Postgres. */
@ConfigMapping(prefix = "latchkey.usage-log")
interface UsageLogConfig {

    /** The most events held until Postgres has them; beyond it requests with a key get 503. */
    @WithDefault("65536")
    int capacity();

    /** The most rows written in one statement. */
    @WithDefault("4000")
    int batchSize();

    /** How long an event waits for others to be written with it. */
    @WithDefault("50ms")
    Duration linger();

    /** How long one statement may take before it is tried again; the same rows twice are stored once. */
    @WithDefault("30s")
    Duration writeTimeout();

    /** How long a stopping service goes on writing what it holds; what is left then is counted as dropped. */
    @WithDefault("10s")
    Duration shutdownTimeout();
}
