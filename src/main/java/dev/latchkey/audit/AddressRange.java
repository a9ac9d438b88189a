package dev.latchkey.audit;

import dev.latchkey.page.Query;
import io.netty.util.NetUtil;
import java.util.Optional;

/** An IP address, or a network in CIDR notation. Never a name, so that nothing is looked up. */
record AddressRange(String text) {

    private static final int BITS_PER_BYTE = 8;

    static Optional<AddressRange> read(Query query, String text) {
        if (text == null) {
            return Optional.empty();
        }
        if (!isRange(text)) {
            query.wrong(
                    "clientAddress", "must be an IP address such as 203.0.113.9, or a network such as 203.0.113.0/24");
            return Optional.empty();
        }
        return Optional.of(new AddressRange(text));
    }

    private static boolean isRange(String text) {
        int slash = text.indexOf('/');
        var address = slash < 0 ? text : text.substring(0, slash);
        // Netty reads more than Postgres does: an IPv6 address in brackets or with a zone.
        var bytes = address.matches("[0-9A-Fa-f:.]+") ? NetUtil.createByteArrayFromIpAddressString(address) : null;
        if (bytes == null || slash < 0) {
            return bytes != null;
        }
        var length = text.substring(slash + 1);
        return length.matches("\\d{1,3}") && Integer.parseInt(length) <= bytes.length * BITS_PER_BYTE;
    }
}
