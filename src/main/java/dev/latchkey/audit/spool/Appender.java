package dev.latchkey.audit.spool;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The end of the log where records are added, and the room there. Two windows take turns; one is begun when the other
 * is full and what was in its file is not needed any more.
 */
final class Appender {

    private final Layout layout;
    private final Window[] windows;
    private final Runnable keeper;
    private final AtomicLong reserved = new AtomicLong();
    // Read without the lock, and always before the end: see room().
    private volatile long freed;
    private volatile long end;
    // Written before the end, so that who has read the end sees it.
    private long sequence;
    private volatile boolean closed;

    /** Goes on after the last window there ever was, whose rest is not used. */
    Appender(Layout layout, Window[] windows, Recovery recovered, Runnable keeper) {
        this.layout = layout;
        this.windows = windows;
        this.keeper = keeper;
        end = layout.end(recovered.lastIndex());
        sequence = recovered.nextSequence();
        freed = recovered.lastIndex() - windows.length;
        while (freed < recovered.lastIndex() && window(freed + 1).isEmpty()) {
            freed++;
        }
    }

    long end() {
        return end;
    }

    long sequence() {
        return end < 0 ? 0 : sequence;
    }

    long active() {
        return layout.indexBefore(end);
    }

    /** The file of a window, and of the window two before it. */
    Window window(long index) {
        return windows[(int) (index & 1)];
    }

    /** Whether the file of a window may be reused. */
    boolean isFree(long index) {
        return freed >= index;
    }

    void free(long index) {
        freed = index;
    }

    /** Takes room for a record of a size if there is any; what was given may be used whatever happens meanwhile. */
    boolean reserve(int size, long limit) {
        if (reserved.addAndGet(size) <= Math.min(room(), limit)) {
            return true;
        }
        reserved.addAndGet(-size);
        return false;
    }

    void release(int size) {
        reserved.addAndGet(-size);
    }

    boolean hasRoom(int size, long limit) {
        return reserved.get() + size <= Math.min(room(), limit);
    }

    /** Adds a record and uses up a reservation that is at least its size. */
    long append(byte[] payload, int length, int reservation) {
        if (RecordFormat.size(length) > reservation) {
            throw new IllegalArgumentException("The payload is longer than the room that was reserved for it");
        }
        long after;
        boolean wake;
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("The spool is closed");
            }
            long before = end;
            long active = layout.indexBefore(before);
            boolean full = RecordFormat.size(length) > layout.end(active) - before;
            if (full) {
                active++;
                window(active).begin(active, sequence);
            }
            after = window(active).append(sequence, payload, length);
            sequence++;
            end = after;
            int half = layout.windowSize() / 2;
            wake = full || layout.offsetOf(before) < half && layout.offsetOf(after) >= half;
        }
        // Only now: whoever sees less reserved must also see less room.
        reserved.addAndGet(-reservation);
        if (wake) {
            keeper.run();
        }
        return after;
    }

    synchronized void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    /**
     * How much can be appended for certain. The number of freed windows is read before the end: it only grows, so that
     * an old one makes the answer smaller; and both are read after the sum of reservations, from which appends only
     * take when they have moved the end.
     */
    private long room() {
        long freedBefore = freed;
        long position = end;
        long active = layout.indexBefore(position);
        long left = layout.end(active) - position;
        return freedBefore < active - 1
                ? left
                : left + layout.windowSize() - WindowHeader.SIZE - layout.largestRecord();
    }
}
