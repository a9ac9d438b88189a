package dev.latchkey.address;

import io.netty.util.NetUtil;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * An IP address. An IPv4 address and the IPv6 address it is mapped to are the same (RFC 4291, section 2.5.5.2).
 *
 * @param high the first 64 bits, of an IPv4 address those of the one it is mapped to
 * @param low the last 64 bits
 */
public record Address(long high, long low) {

    static final int BITS = 128;
    static final int MAPPED_PREFIX = 96;
    private static final long MAPPED = 0x0000_ffff_0000_0000L;
    private static final int IPV4_BYTES = 4;

    /** Reads what has the form of an address; nothing else, and no name is looked up. */
    public static Optional<Address> parse(String text) {
        // Netty reads more than that: brackets, zones.
        if (!text.matches("[0-9A-Fa-f:.]{2,45}")) {
            return Optional.empty();
        }
        return Optional.ofNullable(NetUtil.createByteArrayFromIpAddressString(text))
                .map(ByteBuffer::wrap)
                .map(bytes -> bytes.capacity() == IPV4_BYTES
                        ? new Address(0, MAPPED | Integer.toUnsignedLong(bytes.getInt()))
                        : new Address(bytes.getLong(), bytes.getLong()));
    }
}
