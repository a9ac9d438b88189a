package dev.latchkey.restriction;

import java.util.Objects;
import java.util.Optional;

/**
 * Everything a key is limited to.
 *
 * @param rateLimit its own, or else the default of its organization
 */
public record Restrictions(
        Scopes scopes, AllowedAddresses addresses, AllowedOrigins origins, Optional<RateLimit> rateLimit) {

    public static final Restrictions NONE =
            new Restrictions(Scopes.EVERYTHING, AllowedAddresses.ANY, AllowedOrigins.ANY, Optional.empty());

    public Restrictions {
        Objects.requireNonNull(scopes);
        Objects.requireNonNull(addresses);
        Objects.requireNonNull(origins);
        Objects.requireNonNull(rateLimit);
    }
}
