package dev.latchkey.portal;

import dev.latchkey.id.TypeId;
import dev.latchkey.key.feed.Receipt;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The receipt of the end of all portal sessions of a customer. */
@Schema(name = "EndedPortalSessions", description = "The receipt of the end of all sessions of a customer.")
record EndedPortalSessions(
        @Schema(examples = "cus_01jd9qv3m8e9kb4c5f6g7h8j9k") String customerId,

        @Schema(description = "How many were open.") int ended,

        @Schema(
                description =
                        "No replica accepts the session after this instant: now, when all have confirmed the change, "
                                + "and otherwise when those that have not can no longer go by what they knew.")
        Instant effectiveBy,

        @Schema(description = "How many replicas have confirmed that they refuse it.")
        int replicasConfirmed,

        @Schema(description = "How many may be running that have not.")
        int replicasOutstanding) {

    static EndedPortalSessions of(UUID customer, int ended, Receipt receipt) {
        return new EndedPortalSessions(
                TypeId.CUSTOMER.format(customer),
                ended,
                receipt.effectiveBy(),
                receipt.confirmed(),
                receipt.outstanding());
    }

    /** The same end with a later receipt. */
    EndedPortalSessions with(Receipt receipt) {
        return new EndedPortalSessions(
                customerId, ended, receipt.effectiveBy(), receipt.confirmed(), receipt.outstanding());
    }
}
