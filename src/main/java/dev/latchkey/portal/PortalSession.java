package dev.latchkey.portal;

import dev.latchkey.organization.Environment;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** A customer's access to its own page for a time. */
@Entity
@Table(name = "portal_sessions")
class PortalSession extends PanacheEntityBase {

    @Id
    UUID id;

    UUID organizationId;

    @Enumerated(EnumType.STRING)
    Environment environment;

    UUID customerId;
    UUID apiKeyId;
    String returnUrl;
    String[] features;
    byte[] tokenDigest;
    byte[] cookieDigest;
    Instant createdAt;
    Instant expiresAt;
    Instant claimedAt;
    Instant endedAt;

    List<PortalFeature> features() {
        return Stream.of(features).map(PortalFeature::parse).toList();
    }

    PortalSessionStatus status(Instant now) {
        if (endedAt != null) {
            return PortalSessionStatus.ENDED;
        }
        return now.isBefore(expiresAt) ? PortalSessionStatus.ACTIVE : PortalSessionStatus.EXPIRED;
    }
}
