package dev.latchkey.audit;

/** What happens to requests while the usage log has no room for them. */
enum OnFull {
    /** They get 503 and have no effect. */
    CLOSED,
    /** They are handled and not recorded, which is counted as dropped. */
    OPEN;

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
