package dev.latchkey.audit;

/** How much must break before the row of an answered request is lost. */
enum Durability {
    MEMORY("events are in memory only: a request that was answered is lost when the process dies"),
    SPOOL("an answered request is in the log even if the process is killed"),
    SPOOL_FSYNC("an answered request is in the log even if the machine loses power"),
    SYNC("an answered request is in Postgres already, even if the machine is lost");

    private final String promise;

    Durability(String promise) {
        this.promise = promise;
    }

    String promise() {
        return promise;
    }

    boolean usesSpool() {
        return this == SPOOL || this == SPOOL_FSYNC;
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
