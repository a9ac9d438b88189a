package dev.latchkey.audit.spool;

/** The room for records: in the windows, below the limit, and none at all when something is broken. */
final class Room {

    private static final int TYPICAL_PAYLOAD = 512;

    private final Layout layout;
    private final Appender appender;
    private final Backlog backlog;
    private final Health health;
    private final long limit;

    Room(Layout layout, Appender appender, Backlog backlog, Health health, long limit) {
        this.layout = layout;
        this.appender = appender;
        this.backlog = backlog;
        this.health = health;
        this.limit = limit;
    }

    boolean reserve(int payloadBytes) {
        int size = size(payloadBytes);
        return isOpen() && appender.reserve(size, limit - backlog.usedBytes());
    }

    /** How much room a payload needs. */
    int size(int payloadBytes) {
        int size = RecordFormat.size(payloadBytes);
        if (payloadBytes < 0 || size > layout.largestRecord()) {
            throw new IllegalArgumentException(payloadBytes + " bytes do not fit in a record of the usage spool");
        }
        return size;
    }

    boolean isFull() {
        int size = Math.min(RecordFormat.size(TYPICAL_PAYLOAD), layout.largestRecord());
        return !isOpen() || !appender.hasRoom(size, limit - backlog.usedBytes());
    }

    private boolean isOpen() {
        return !appender.isClosed() && !health.isBroken();
    }
}
