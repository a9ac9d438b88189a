package dev.latchkey.audit;

import dev.latchkey.address.Network;
import dev.latchkey.page.Query;
import java.util.Optional;

/** An IP address, or a network in CIDR notation. Never a name, so that nothing is looked up. */
record AddressRange(String text) {

    static Optional<AddressRange> read(Query query, String text) {
        if (text == null) {
            return Optional.empty();
        }
        if (Network.range(text).isEmpty()) {
            query.wrong(
                    "clientAddress", "must be an IP address such as 203.0.113.9, or a network such as 203.0.113.0/24");
            return Optional.empty();
        }
        return Optional.of(new AddressRange(text));
    }
}
