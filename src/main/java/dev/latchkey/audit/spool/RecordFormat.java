package dev.latchkey.audit.spool;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * How a record lies in a window: CRC-32C of all that follows, length, position, sequence number, payload; then up to
 * the next multiple of 8 bytes. The position tells it from what an earlier lap left in the same file, the sequence
 * number how many records are missing before it.
 */
final class RecordFormat {

    static final int ALIGNMENT = Long.BYTES;
    static final int OVERHEAD = 24;

    private static final int LENGTH = 4;
    private static final int POSITION = 8;
    private static final int SEQUENCE = 16;

    private RecordFormat() {}

    /** How much of a window a record takes. */
    static int size(int length) {
        return (OVERHEAD + length + ALIGNMENT - 1) & -ALIGNMENT;
    }

    /** Writes a record without allocating anything. Moves the buffer's position. */
    static void write(
            ByteBuffer bytes, int offset, long position, long sequence, byte[] payload, int length, CRC32C crc) {
        bytes.putInt(offset + LENGTH, length);
        bytes.putLong(offset + POSITION, position);
        bytes.putLong(offset + SEQUENCE, sequence);
        bytes.put(offset + OVERHEAD, payload, 0, length);
        bytes.putInt(offset, checksum(bytes, offset, length, crc));
    }

    static boolean isWhole(ByteBuffer bytes, int offset, CRC32C crc) {
        return bytes.getInt(offset) == checksum(bytes, offset, length(bytes, offset), crc);
    }

    static int length(ByteBuffer bytes, int offset) {
        return bytes.getInt(offset + LENGTH);
    }

    static long position(ByteBuffer bytes, int offset) {
        return bytes.getLong(offset + POSITION);
    }

    static long sequence(ByteBuffer bytes, int offset) {
        return bytes.getLong(offset + SEQUENCE);
    }

    private static int checksum(ByteBuffer bytes, int offset, int length, CRC32C crc) {
        int limit = bytes.limit();
        bytes.limit(offset + OVERHEAD + length).position(offset + LENGTH);
        crc.reset();
        crc.update(bytes);
        bytes.limit(limit);
        return (int) crc.getValue();
    }
}
