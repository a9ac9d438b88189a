package dev.latchkey.caller;

import dev.latchkey.organization.Environment;
import java.util.Objects;
import java.util.UUID;

/**
 * Who a granted request acts for.
 *
 * @param organizationId whose data the request may see
 * @param environment which of the organization's two sets of data
 * @param apiKeyId the key that acts
 * @param readsPublicOnly whether it may see what is public and nothing else
 */
public record Caller(UUID organizationId, Environment environment, UUID apiKeyId, boolean readsPublicOnly) {

    public Caller {
        Objects.requireNonNull(organizationId);
        Objects.requireNonNull(environment);
        Objects.requireNonNull(apiKeyId);
    }
}
