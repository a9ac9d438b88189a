package dev.latchkey.audit.attempts;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How failed attempts are counted. */
@ConfigMapping(prefix = "latchkey.failed-attempts")
interface AttemptsConfig {

    /** The most sources that are told apart in one minute; the rest are counted together as others. */
    @WithDefault("10000")
    int maxSources();

    /** How often counts are written, which is also about how many of them the death of the process loses. */
    @WithDefault("5s")
    Duration flushEvery();

    /** How long one statement may take before it is tried again; the same counts twice are added once. */
    @WithDefault("10s")
    Duration writeTimeout();

    /** How long a stopping service goes on writing counts; what is left then is lost. */
    @WithDefault("500ms")
    Duration shutdownTimeout();
}
