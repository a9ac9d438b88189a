package dev.latchkey.portal;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.id.TypeId;
import dev.latchkey.organization.Environment;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A portal session as the API shows it, without what proves it. */
@Schema(name = "PortalSession")
@JsonInclude(JsonInclude.Include.ALWAYS)
record PortalSessionView(
        @Schema(examples = "ps_01jd9qv3m8e9kb4c5f6g7h8j9k") String id,
        Environment environment,

        @Schema(examples = "cus_01jd9qv3m8e9kb4c5f6g7h8j9k") String customerId,

        @Schema(examples = "https://shop.example/account") String returnUrl,

        List<PortalFeature> features,
        PortalSessionStatus status,
        Instant createdAt,
        Instant expiresAt,

        @Schema(nullable = true, description = "When its link was opened.")
        Instant claimedAt,

        @Schema(nullable = true) Instant endedAt) {

    PortalSessionView {
        features = List.copyOf(features);
    }

    static PortalSessionView of(PortalSession session, Instant now) {
        return new PortalSessionView(
                TypeId.PORTAL_SESSION.format(session.id),
                session.environment,
                TypeId.CUSTOMER.format(session.customerId),
                session.returnUrl,
                session.features(),
                session.status(now),
                session.createdAt,
                session.expiresAt,
                session.claimedAt,
                session.endedAt);
    }
}
