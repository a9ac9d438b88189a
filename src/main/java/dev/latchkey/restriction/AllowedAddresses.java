package dev.latchkey.restriction;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Where a key may be used from. */
public final class AllowedAddresses {

    public static final int MAX = 50;

    public static final AllowedAddresses ANY = new AllowedAddresses(false, List.of());

    private final boolean limited;
    private final List<AddressBlock> blocks;

    private AllowedAddresses(boolean limited, List<AddressBlock> blocks) {
        this.limited = limited;
        this.blocks = blocks;
    }

    /** None means any. What cannot be read limits all the same, and allows nothing. */
    public static AllowedAddresses of(Collection<String> texts) {
        return texts.isEmpty()
                ? ANY
                : new AllowedAddresses(
                        true,
                        texts.stream()
                                .map(AddressBlock::parse)
                                .flatMap(Optional::stream)
                                .toList());
    }

    /** What is wrong with an entry, if something is. */
    public static Optional<String> error(String text) {
        var block = AddressBlock.parse(text);
        if (block.isEmpty()) {
            return Optional.of(
                    "must be an IP address such as 203.0.113.9, or a network such as 203.0.113.0/24 or 2001:db8::/32");
        }
        return block.filter(found -> !found.isNetwork())
                .map(found -> "has bits set after its prefix; the network it lies in is " + found.network());
    }

    /** The one way to write an entry that has no error. */
    public static String canonical(String text) {
        return AddressBlock.parse(text).orElseThrow().toString();
    }

    /** Whether a request from this address is allowed. An address that is not known is allowed only where any is. */
    public boolean admit(Optional<String> address) {
        return !limited
                || address.flatMap(AddressBlock::parse)
                        .filter(found -> blocks.stream().anyMatch(block -> block.contains(found)))
                        .isPresent();
    }

    /** Whether these allow no address that others do not. */
    public boolean areWithin(AllowedAddresses others) {
        return !others.limited
                || limited
                        && blocks.stream()
                                .allMatch(block -> others.blocks.stream().anyMatch(other -> other.contains(block)));
    }
}
