package dev.latchkey.address;

import java.util.Optional;

/**
 * A network in CIDR notation, or a single address (RFC 4632, RFC 4291).
 *
 * @param text as it was written
 * @param first its first address
 * @param prefix how many of 128 bits its addresses share
 */
public record Network(String text, Address first, int prefix) {

    /** Reads a network whose address has no bit beyond the prefix. */
    public static Optional<Network> parse(String text) {
        return range(text).filter(network -> network.first().equals(network.masked(network.first())));
    }

    /** Reads any address and length; bits beyond the prefix are overlooked. */
    public static Optional<Network> range(String text) {
        int slash = text.indexOf('/');
        var address = Address.parse(slash < 0 ? text : text.substring(0, slash));
        if (slash < 0) {
            return address.map(single -> new Network(text, single, Address.BITS));
        }
        var length = text.substring(slash + 1);
        if (!length.matches("\\d{1,3}")) {
            return Optional.empty();
        }
        // An IPv4 address that is written as such counts its own bits.
        boolean dotted = text.indexOf(':') < 0;
        int prefix = Integer.parseInt(length) + (dotted ? Address.MAPPED_PREFIX : 0);
        return address.filter(any -> prefix <= Address.BITS).map(any -> new Network(text, any, prefix));
    }

    /** Whether an address is one of its own. */
    public boolean contains(Address address) {
        return masked(address).equals(masked(first));
    }

    /** Whether all addresses of another one are its own. */
    public boolean contains(Network other) {
        return prefix <= other.prefix() && contains(other.first());
    }

    private Address masked(Address address) {
        return new Address(address.high() & mask(prefix), address.low() & mask(prefix - Long.SIZE));
    }

    private static long mask(int bits) {
        if (bits <= 0) {
            return 0;
        }
        return bits >= Long.SIZE ? -1 : -1L << (Long.SIZE - bits);
    }

    @Override
    public String toString() {
        return text;
    }
}
