package dev.latchkey.key;

import java.nio.ByteBuffer;

/** The 32 bytes that stand for a token in the cache and in the database. */
public record Digest(long first, long second, long third, long fourth) {

    static final int BYTES = 4 * Long.BYTES;

    public static Digest of(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        return new Digest(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
    }

    /** As a column holds it. */
    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(first)
                .putLong(second)
                .putLong(third)
                .putLong(fourth)
                .array();
    }

    // The bytes are uniformly random already: any 32 bits of them are the best hash there is.
    @Override
    public int hashCode() {
        return (int) first;
    }

    @Override
    public String toString() {
        return "digest, redacted";
    }
}
