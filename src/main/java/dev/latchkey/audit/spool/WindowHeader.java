package dev.latchkey.audit.spool;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The first 64 bytes of a window: which one it is, and a summary of what is in it, which tells what is missing at its
 * end. Records can be found without it.
 *
 * <p>Every version keeps the magic number, the version in its last byte, and the checksum where they are, so that each
 * can tell what it is looking at.
 *
 * @param end the offset after the last record, or nothing but the header when the summary cannot be read
 * @param records how many records there are, or -1 when the summary cannot be read
 */
record WindowHeader(int windowSize, long index, long firstSequence, int end, int records) {

    static final int SIZE = 64;

    private static final long MAGIC = 0x4C4B_5350_4F4F_4C00L;
    private static final int VERSION = 1;
    private static final int VERSIONS = 256;

    private static final int CRC = 8;
    private static final int WINDOW_SIZE = 12;
    private static final int INDEX = 16;
    private static final int FIRST_SEQUENCE = 24;
    private static final int CHECKED = 32;
    private static final int SUMMARY = 48;
    private static final int SUMMARY_INVERTED = 56;

    /** Begins a window. The summary comes first: that of an earlier lap must never be taken for this one's. */
    static void write(ByteBuffer bytes, int windowSize, long index, long firstSequence) {
        summarise(bytes, SIZE, 0);
        VarHandle.releaseFence();
        bytes.putLong(0, MAGIC | VERSION);
        bytes.putInt(WINDOW_SIZE, windowSize);
        bytes.putLong(INDEX, index);
        bytes.putLong(FIRST_SEQUENCE, firstSequence);
        bytes.putInt(CRC, checksum(bytes));
    }

    /** Twice, the second time inverted, so that a damaged one is not believed. */
    static void summarise(ByteBuffer bytes, int end, int records) {
        long summary = (long) end << Integer.SIZE | records;
        bytes.putLong(SUMMARY, summary);
        bytes.putLong(SUMMARY_INVERTED, ~summary);
    }

    /** Reads the header at the beginning of the bytes; nothing when there is none or it is damaged. */
    static Optional<WindowHeader> read(ByteBuffer bytes) {
        if (bytes.limit() < SIZE || bytes.getInt(CRC) != checksum(bytes)) {
            return Optional.empty();
        }
        long version = bytes.getLong(0) ^ MAGIC;
        if (version > VERSION && version < VERSIONS) {
            throw new SpoolException("The spool was written by a newer version of Latchkey; start that one");
        }
        if (version != VERSION) {
            return Optional.empty();
        }
        long summary = bytes.getLong(SUMMARY);
        boolean readable = summary == ~bytes.getLong(SUMMARY_INVERTED);
        return Optional.of(new WindowHeader(
                bytes.getInt(WINDOW_SIZE),
                bytes.getLong(INDEX),
                bytes.getLong(FIRST_SEQUENCE),
                readable ? (int) (summary >>> Integer.SIZE) : SIZE,
                readable ? (int) summary : -1));
    }

    private static int checksum(ByteBuffer bytes) {
        var crc = new CRC32C();
        var copy = bytes.duplicate();
        crc.update(copy.limit(CRC).position(0));
        crc.update(copy.limit(CHECKED).position(WINDOW_SIZE));
        return (int) crc.getValue();
    }
}
