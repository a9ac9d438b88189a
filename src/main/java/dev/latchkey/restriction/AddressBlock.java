package dev.latchkey.restriction;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An IP address or a network. Never a name, so that nothing is looked up. An IPv4 address that is written as IPv6
 * ({@code ::ffff:192.0.2.1}) is the IPv4 address.
 */
final class AddressBlock {

    private static final Pattern PLAIN = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
    /** Decimal to some, octal to others. */
    private static final Pattern LEADING_ZERO = Pattern.compile("(^|[.:])0[0-9]+\\.|\\.0[0-9]+$");

    private static final Pattern LENGTH = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final int MAPPED_BITS = 96;
    private static final int MAPPED_BYTES = MAPPED_BITS / Byte.SIZE;
    private static final int IPV4_BYTES = 4;

    private final byte[] start;
    private final int length;

    private AddressBlock(byte[] start, int length) {
        this.start = start;
        this.length = length;
    }

    /** Reads an address, or a network in CIDR notation; it may have bits set after its prefix. */
    static Optional<AddressBlock> parse(String text) {
        int slash = text.indexOf('/');
        var address = slash < 0 ? text : text.substring(0, slash);
        if (!PLAIN.matcher(address).matches() || LEADING_ZERO.matcher(address).find()) {
            return Optional.empty();
        }
        var bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null) {
            return Optional.empty();
        }
        int bits = bytes.length * Byte.SIZE;
        var prefix = slash < 0 ? String.valueOf(bits) : text.substring(slash + 1);
        if (!LENGTH.matcher(prefix).matches() || Integer.parseInt(prefix) > bits) {
            return Optional.empty();
        }
        int length = Integer.parseInt(prefix);
        return Optional.of(
                isMapped(bytes) && length >= MAPPED_BITS
                        ? new AddressBlock(Arrays.copyOfRange(bytes, MAPPED_BYTES, bytes.length), length - MAPPED_BITS)
                        : new AddressBlock(bytes, length));
    }

    private static boolean isMapped(byte[] bytes) {
        if (bytes.length == IPV4_BYTES) {
            return false;
        }
        for (int i = 0; i < MAPPED_BYTES; i++) {
            if (bytes[i] != (i < MAPPED_BYTES - 2 ? 0 : (byte) 0xff)) {
                return false;
            }
        }
        return true;
    }

    /** The network this lies in: with no bit set after the prefix. */
    AddressBlock network() {
        var masked = new byte[start.length];
        for (int i = 0; i < masked.length; i++) {
            masked[i] = (byte) (start[i] & mask(i));
        }
        return new AddressBlock(masked, length);
    }

    boolean isNetwork() {
        return Arrays.equals(start, network().start);
    }

    /** Whether all of another block is in this one. IPv4 is never in IPv6. */
    boolean contains(AddressBlock other) {
        if (other.start.length != start.length || other.length < length) {
            return false;
        }
        for (int i = 0; i * Byte.SIZE < length; i++) {
            if (((start[i] ^ other.start[i]) & mask(i)) != 0) {
                return false;
            }
        }
        return true;
    }

    private int mask(int index) {
        int bits = Math.max(0, Math.min(Byte.SIZE, length - index * Byte.SIZE));
        return 0xff << (Byte.SIZE - bits) & 0xff;
    }

    /** The one way to write it. */
    @Override
    public String toString() {
        try {
            var address = NetUtil.toAddressString(InetAddress.getByAddress(start));
            return length == start.length * Byte.SIZE ? address : address + "/" + length;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }
}
