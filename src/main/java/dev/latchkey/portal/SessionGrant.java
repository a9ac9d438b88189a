package dev.latchkey.portal;

import dev.latchkey.access.PortalGrant;
import dev.latchkey.caller.Caller;
import dev.latchkey.organization.Environment;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Everything a request needs to know about a session, read once and never changed.
 *
 * @param isClaimed whether its link was opened
 * @param isByToken whether it was found by the token of its link, and not by its cookie
 */
record SessionGrant(
        UUID sessionId,
        UUID organizationId,
        Environment environment,
        UUID customerId,
        List<PortalFeature> features,
        String returnUrl,
        Instant expiresAt,
        Optional<Instant> endedAt,
        boolean isClaimed,
        boolean isByToken)
        implements PortalGrant {

    static SessionGrant of(PortalSession session, byte[] digest) {
        return new SessionGrant(
                session.id,
                session.organizationId,
                session.environment,
                session.customerId,
                session.features(),
                session.returnUrl,
                session.expiresAt,
                Optional.ofNullable(session.endedAt),
                session.claimedAt != null,
                Arrays.equals(session.tokenDigest, digest));
    }

    /** Decided at use, not at load: time goes on while it is cached. */
    boolean isOver(Instant now) {
        return endedAt.isPresent() || !now.isBefore(expiresAt);
    }

    boolean allows(PortalFeature feature) {
        return features.contains(feature);
    }

    /** Who reads what is public, and its own. */
    Caller caller() {
        return Caller.ofCustomer(organizationId, environment);
    }
}
