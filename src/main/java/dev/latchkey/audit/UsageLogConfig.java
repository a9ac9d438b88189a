package dev.latchkey.audit;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** How usage events get from requests to Postgres. */
@ConfigMapping(prefix = "latchkey.usage-log")
interface UsageLogConfig {

    /** What must break before the row of an answered request is lost: memory, spool, spool-fsync or sync. */
    @WithDefault("spool")
    Durability durability();

    /** What happens to requests while there is no room: closed (503) or open (handled, not recorded, counted). */
    @WithDefault("closed")
    OnFull onFull();

    /** The files of the modes spool and spool-fsync. */
    SpoolFiles spool();

    /** The most events held by the modes memory and sync, which have no files. */
    @WithDefault("65536")
    int capacity();

    /** The most rows written in one statement. */
    @WithDefault("4000")
    int batchSize();

    /** How long an event waits for others to be written with it; in the mode sync it does not wait. */
    @WithDefault("50ms")
    Duration linger();

    /** How long one statement may take before it is tried again; the same rows twice are stored once. */
    @WithDefault("30s")
    Duration writeTimeout();

    /** How long a stopping service goes on writing; what is left then stays in the spool, or is lost in memory. */
    @WithDefault("1s")
    Duration shutdownTimeout();

    /** Where events wait for Postgres. */
    interface SpoolFiles {

        /** The folder, on a disk that outlives the process; replicas may share it. */
        @WithDefault("spool")
        Path folder();

        /** The name of this replica's own folder in it. */
        @WithDefault("${HOSTNAME:replica}")
        String replica();

        /** The most that may wait; beyond it there is no room. */
        @WithDefault("1G")
        MemorySize limit();

        /** How much is in memory at once, twice; a request in flight takes 3 to 10 kilobytes of it. */
        @WithDefault("8M")
        MemorySize window();
    }
}
