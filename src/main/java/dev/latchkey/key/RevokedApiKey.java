package dev.latchkey.key;

import dev.latchkey.id.TypeId;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The receipt of a revocation. */
@Schema(description = "The receipt of a revocation; asking again gives the same one.")
record RevokedApiKey(
        @Schema(examples = "key_01jd9qv3m8e9kb4c5f6g7h8j9k") String id,
        Instant revokedAt,

        @Schema(
                description = "No replica accepts the key after this instant, not even one that cannot reach the "
                        + "database. The replica that answered refuses it already.")
        Instant effectiveBy) {

    /** @param bound how long after revocation a replica could still accept the key */
    static RevokedApiKey of(ApiKey key, Duration bound) {
        return new RevokedApiKey(TypeId.API_KEY.format(key.id), key.revokedAt, key.revokedAt.plus(bound));
    }
}
