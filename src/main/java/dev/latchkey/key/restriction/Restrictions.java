package dev.latchkey.key.restriction;

import dev.latchkey.address.Address;
import dev.latchkey.address.Network;
import dev.latchkey.caller.Scopes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a key may be used for, and from where.
 *
 * @param scopes what it may do
 * @param allowedAddresses the only networks it may be used from; any, when there are none
 */
public record Restrictions(Scopes scopes, List<Network> allowedAddresses) {

    public static final Restrictions NONE = new Restrictions(Scopes.ALL, List.of());

    public Restrictions {
        allowedAddresses = List.copyOf(allowedAddresses);
    }

    /** Reads what is stored. What cannot be read allows nothing. */
    public static Restrictions of(String[] scopes, String[] allowedAddresses) {
        if (scopes == null && allowedAddresses == null) {
            return NONE;
        }
        var networks = Optional.ofNullable(allowedAddresses).stream()
                .flatMap(Arrays::stream)
                .map(text -> Network.parse(text).orElseThrow(() -> new IllegalStateException("an address is damaged")))
                .toList();
        return new Restrictions(Scopes.parse(scopes), networks);
    }

    /** Whether whoever has these may also do all that others allow. */
    public boolean allowAll(Restrictions others) {
        return scopes.allowAll(others.scopes())
                && (allowedAddresses.isEmpty()
                        || !others.allowedAddresses().isEmpty()
                                && others.allowedAddresses().stream().allMatch(this::allowNetwork));
    }

    /** In the order they were given; null when any address is allowed. */
    public String[] addressTexts() {
        return allowedAddresses.isEmpty()
                ? null
                : allowedAddresses.stream().map(Network::text).toArray(String[]::new);
    }

    private boolean allowNetwork(Network other) {
        return allowedAddresses.stream().anyMatch(network -> network.contains(other));
    }

    /** Whether the key may be used from here; an address that is not known is not one of those allowed. */
    public boolean allowAddress(Optional<String> address) {
        if (allowedAddresses.isEmpty()) {
            return true;
        }
        return address.flatMap(Address::parse)
                .filter(known -> allowedAddresses.stream().anyMatch(network -> network.contains(known)))
                .isPresent();
    }
}
