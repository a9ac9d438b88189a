package dev.latchkey.key;

import dev.latchkey.id.TypeId;
import dev.latchkey.key.feed.Receipt;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The receipt of a revocation. */
@Schema(description = "The receipt of a revocation; asking again gives a later one of the same revocation.")
public record RevokedApiKey(
        @Schema(examples = "key_01jd9qv3m8e9kb4c5f6g7h8j9k") String id,
        Instant revokedAt,

        @Schema(
                description = "No replica accepts the key after this instant: now, when all have confirmed the change, "
                        + "and otherwise when those that have not can no longer go by what they knew.")
        Instant effectiveBy,

        @Schema(description = "How many replicas have confirmed that they refuse the key.")
        int replicasConfirmed,

        @Schema(
                description = "How many may be running that have not, because they are slow, cut off from the database "
                        + "or died a moment ago.")
        int replicasOutstanding) {

    static RevokedApiKey of(ApiKey key, Receipt receipt) {
        return of(TypeId.API_KEY.format(key.id), key.revokedAt, receipt);
    }

    /** The same revocation with a later receipt. */
    RevokedApiKey with(Receipt receipt) {
        return of(id, revokedAt, receipt);
    }

    private static RevokedApiKey of(String id, Instant revokedAt, Receipt receipt) {
        return new RevokedApiKey(
                id,
                revokedAt,
                receipt.effectiveBy().isAfter(revokedAt) ? receipt.effectiveBy() : revokedAt,
                receipt.confirmed(),
                receipt.outstanding());
    }
}
