package dev.latchkey.access;

import dev.latchkey.organization.Environment;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;

/** A portal session that a request is made in: a customer of an organization, for a time. */
public interface PortalGrant {

    UUID sessionId();

    UUID organizationId();

    Environment environment();

    UUID customerId();

    /** The session of a request, if it is in one that is not over. */
    static Optional<PortalGrant> of(RoutingContext request) {
        return Optional.ofNullable(request.get(PortalGrant.class.getName()));
    }
}
