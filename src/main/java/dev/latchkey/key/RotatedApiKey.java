package dev.latchkey.key;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A rotated key with its new token: the only answer that ever holds it. */
@Schema(description = "A rotated key. Its new token is shown here and never again.")
@JsonInclude(JsonInclude.Include.ALWAYS)
record RotatedApiKey(
        @Schema(description = "What to send as `x-api-key` from now on. Store it now: it cannot be shown again.")
        String token,

        @Schema(
                description = "No replica accepts the old secret after this instant: its `retiresAt`, or later when "
                        + "the overlap is shorter than a replica that has not confirmed the change can go on with what "
                        + "it has. Those that have confirmed it keep to `retiresAt` exactly.")
        Instant effectiveBy,

        ApiKeyView apiKey) {

    /** @param noticed when every replica goes by the change */
    static RotatedApiKey of(KeyRotations.Rotation rotation, Instant noticed) {
        return new RotatedApiKey(
                rotation.token().text(),
                noticed.isAfter(rotation.retiresAt()) ? noticed : rotation.retiresAt(),
                rotation.shown());
    }

    @Override
    public String toString() {
        return "RotatedApiKey " + apiKey.id();
    }
}
