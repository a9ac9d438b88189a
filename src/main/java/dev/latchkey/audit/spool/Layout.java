package dev.latchkey.audit.spool;

/** How positions in the log map to windows: window k covers the positions from k times its size on. */
record Layout(int windowSize) {

    private static final int LARGEST_RECORD = 64 << 10;
    private static final int RECORDS_PER_WINDOW = 8;

    /** Never more than a part of a window, so that what is wasted at its end is bounded. */
    int largestRecord() {
        return Math.min(LARGEST_RECORD, windowSize / RECORDS_PER_WINDOW);
    }

    long start(long index) {
        return index * windowSize;
    }

    long end(long index) {
        return start(index + 1);
    }

    /** The window that the byte before a position is in: a position at the very end of a window still belongs to it. */
    long indexBefore(long position) {
        return (position - 1) / windowSize;
    }

    /** How much of its window is before a position. */
    int offsetOf(long position) {
        return (int) (position - start(indexBefore(position)));
    }
}
