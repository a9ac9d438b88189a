package dev.latchkey.caller;

import dev.latchkey.organization.Environment;
import java.util.Objects;
import java.util.UUID;

/**
 * Who a granted request acts for.
 *
 * @param organizationId whose data the request may see
 * @param environment which of the organization's two sets of data
 * @param apiKeyId the key that acts; null for a customer in a portal session, who reads what is public and its own
 * @param readsPublicOnly whether it may see what is public and nothing else
 */
public record Caller(UUID organizationId, Environment environment, UUID apiKeyId, boolean readsPublicOnly) {

    public Caller {
        Objects.requireNonNull(organizationId);
        Objects.requireNonNull(environment);
        if (apiKeyId == null && !readsPublicOnly) {
            throw new IllegalArgumentException("without a key only what is public may be read");
        }
    }

    /** A customer of an organization, who has no key. */
    public static Caller ofCustomer(UUID organizationId, Environment environment) {
        return new Caller(organizationId, environment, null, true);
    }
}
