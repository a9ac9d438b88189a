package dev.latchkey.page;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * A place in a list, opaque to clients: the last id seen and a checksum over it and the list. The checksum finds
 * mistakes; what a caller may see is decided by the query, whatever the cursor says.
 */
final class Cursor {

    private static final int BYTES = 2 * Long.BYTES + Integer.BYTES;

    private Cursor() {}

    static String encode(String list, UUID last) {
        var bytes = ByteBuffer.allocate(BYTES)
                .putLong(last.getMostSignificantBits())
                .putLong(last.getLeastSignificantBits())
                .putInt(checksum(list, last));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    static Optional<UUID> decode(String list, String cursor) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (bytes.length != BYTES) {
            return Optional.empty();
        }
        var buffer = ByteBuffer.wrap(bytes);
        var last = new UUID(buffer.getLong(), buffer.getLong());
        return buffer.getInt() == checksum(list, last) ? Optional.of(last) : Optional.empty();
    }

    private static int checksum(String list, UUID last) {
        var crc = new CRC32C();
        crc.update((list + last).getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }
}
