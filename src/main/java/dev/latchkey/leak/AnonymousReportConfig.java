package dev.latchkey.leak;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How many leaked tokens may be reported without a key. A report beyond it gets 429. */
@ConfigMapping(prefix = "latchkey.leak.anonymous")
interface AnonymousReportConfig {

    /** How many reports a source, an IPv4 address or an IPv6 /64, may make in a period. */
    @WithDefault("10")
    int maxReportsPerSource();

    /** How many reports all sources together may make in a period, to each replica. */
    @WithDefault("600")
    int maxReports();

    /** The period. */
    @WithDefault("1m")
    Duration period();

    /** The most sources that this is remembered of; beyond it the least active start anew. */
    @WithDefault("10000")
    long maxSources();
}
