package dev.latchkey.portal;

import dev.latchkey.id.TypeId;
import dev.latchkey.key.feed.Receipt;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The receipt of the end of a portal session. */
@Schema(
        name = "EndedPortalSession",
        description = "The receipt of the end of a session; asking again gives a later one.")
record EndedPortalSession(
        @Schema(examples = "ps_01jd9qv3m8e9kb4c5f6g7h8j9k") String id,
        Instant endedAt,

        @Schema(
                description =
                        "No replica accepts the session after this instant: now, when all have confirmed the change, "
                                + "and otherwise when those that have not can no longer go by what they knew.")
        Instant effectiveBy,

        @Schema(description = "How many replicas have confirmed that they refuse it.")
        int replicasConfirmed,

        @Schema(description = "How many may be running that have not.")
        int replicasOutstanding) {

    static EndedPortalSession of(PortalSession session, Receipt receipt) {
        return of(TypeId.PORTAL_SESSION.format(session.id), session.endedAt, receipt);
    }

    /** The same end with a later receipt. */
    EndedPortalSession with(Receipt receipt) {
        return of(id, endedAt, receipt);
    }

    private static EndedPortalSession of(String id, Instant endedAt, Receipt receipt) {
        return new EndedPortalSession(
                id,
                endedAt,
                receipt.effectiveBy().isAfter(endedAt) ? receipt.effectiveBy() : endedAt,
                receipt.confirmed(),
                receipt.outstanding());
    }
}
