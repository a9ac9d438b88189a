package dev.latchkey.caller;

import dev.latchkey.organization.Environment;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Who a granted request acts for.
 *
 * @param organizationId whose data the request may see
 * @param environment which of the organization's two sets of data
 * @param apiKeyId the key that acts; empty for a person, and for a customer in a portal session
 * @param userId the person who acts, unless a key or a customer does
 * @param readsPublicOnly whether it may see what is public and nothing else
 */
public record Caller(
        UUID organizationId,
        Environment environment,
        Optional<UUID> apiKeyId,
        Optional<UUID> userId,
        boolean readsPublicOnly) {

    public Caller {
        Objects.requireNonNull(organizationId);
        Objects.requireNonNull(environment);
        Objects.requireNonNull(apiKeyId);
        Objects.requireNonNull(userId);
        if (apiKeyId.isEmpty() && userId.isEmpty() && !readsPublicOnly) {
            throw new IllegalArgumentException("without a key or a user only what is public may be read");
        }
    }

    public static Caller ofKey(UUID organizationId, Environment environment, UUID apiKeyId, boolean readsPublicOnly) {
        return new Caller(organizationId, environment, Optional.of(apiKeyId), Optional.empty(), readsPublicOnly);
    }

    /** A person, who has every right of the organization that no route keeps from them. */
    public static Caller ofUser(UUID organizationId, Environment environment, UUID userId) {
        return new Caller(organizationId, environment, Optional.empty(), Optional.of(userId), false);
    }

    /** A customer of an organization, who reads what is public and its own. */
    public static Caller ofCustomer(UUID organizationId, Environment environment) {
        return new Caller(organizationId, environment, Optional.empty(), Optional.empty(), true);
    }
}
