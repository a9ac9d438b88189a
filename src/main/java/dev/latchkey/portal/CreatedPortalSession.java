package dev.latchkey.portal;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.id.TypeId;
import dev.latchkey.idempotency.HoldsSecret;
import dev.latchkey.organization.Environment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A new portal session with what proves it: the only answer that ever holds that. */
@Schema(
        name = "CreatedPortalSession",
        description = "A new portal session. Token and URL are shown here and never again.")
@JsonInclude(JsonInclude.Include.ALWAYS)
record CreatedPortalSession(
        @Schema(examples = "ps_01jd9qv3m8e9kb4c5f6g7h8j9k") String id,
        Environment environment,

        @Schema(examples = "cus_01jd9qv3m8e9kb4c5f6g7h8j9k") String customerId,

        @Schema(nullable = true, examples = "user-4711") String customerExternalId,

        @Schema(
                nullable = true,
                examples = "https://billing.example.com/portal/mgl_test_…",
                description = "Where to send the customer. It opens once. Null in a replay of this answer.")
        String url,

        @Schema(
                nullable = true,
                examples = "mgl_test_…",
                description =
                        "For a page of your own: sent as `Authorization: Bearer`, it reads /v1/portal/… until the "
                                + "session is over or its link is opened. Null in a replay of this answer.")
        String token,

        @Schema(description = "Whether this is a replay of the answer that had token and URL, which are not stored.")
        boolean tokenOmitted,

        @Schema(examples = "https://shop.example/account") String returnUrl,

        List<PortalFeature> features,
        Instant createdAt,
        Instant expiresAt)
        implements HoldsSecret<CreatedPortalSession> {

    CreatedPortalSession {
        features = List.copyOf(features);
    }

    static CreatedPortalSession of(PortalSession session, Optional<String> externalId, String url, String token) {
        return new CreatedPortalSession(
                TypeId.PORTAL_SESSION.format(session.id),
                session.environment,
                TypeId.CUSTOMER.format(session.customerId),
                externalId.orElse(null),
                url,
                token,
                false,
                session.returnUrl,
                session.features(),
                session.createdAt,
                session.expiresAt);
    }

    @Override
    public CreatedPortalSession withoutSecret() {
        return new CreatedPortalSession(
                id,
                environment,
                customerId,
                customerExternalId,
                null,
                null,
                true,
                returnUrl,
                features,
                createdAt,
                expiresAt);
    }

    @Override
    public String toString() {
        return "CreatedPortalSession " + id;
    }
}
