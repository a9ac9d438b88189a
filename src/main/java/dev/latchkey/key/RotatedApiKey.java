package dev.latchkey.key;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.idempotency.HoldsSecret;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A rotated key with its new token: the only answer that ever holds it. */
@Schema(description = "A rotated key. Its new token is shown here and never again.")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record RotatedApiKey(
        @Schema(
                nullable = true,
                description =
                        "What to send as `x-api-key` from now on. Store it now: it cannot be shown again. Null in a "
                                + "replay of this answer, which `tokenOmitted` says.")
        String token,

        @Schema(description = "Whether this is a replay of the answer that had the token, which is not stored.")
        boolean tokenOmitted,

        @Schema(
                description = "No replica accepts the old secret after this instant: its `retiresAt`, or later when "
                        + "the overlap is shorter than a replica that has not confirmed the change can go on with what "
                        + "it has. Those that have confirmed it keep to `retiresAt` exactly.")
        Instant effectiveBy,

        ApiKeyView apiKey)
        implements HoldsSecret<RotatedApiKey> {

    /** @param noticed when every replica goes by the change */
    static RotatedApiKey of(KeyRotations.Rotation rotation, Instant noticed) {
        return new RotatedApiKey(
                rotation.token().text(),
                false,
                noticed.isAfter(rotation.retiresAt()) ? noticed : rotation.retiresAt(),
                rotation.shown());
    }

    @Override
    public RotatedApiKey withoutSecret() {
        return new RotatedApiKey(null, true, effectiveBy, apiKey);
    }

    @Override
    public String toString() {
        return "RotatedApiKey " + apiKey.id();
    }
}
