package dev.latchkey.audit.spool;

/** How much a spool may hold, how its files are cut, and whether appends can be made to survive a loss of power. */
public record SpoolSettings(long limit, int windowSize, boolean fsync) {

    private static final int SMALLEST_WINDOW = 1024;
    private static final int PAGE = 1024;

    public SpoolSettings {
        if (windowSize < SMALLEST_WINDOW || windowSize % PAGE != 0) {
            throw new IllegalArgumentException("The window size of the spool must be a multiple of 1 KiB");
        }
        if (limit < 2L * windowSize) {
            throw new IllegalArgumentException("The limit of the spool must be at least twice its window size");
        }
    }
}
