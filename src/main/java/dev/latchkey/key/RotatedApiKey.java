package dev.latchkey.key;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
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
                        + "the overlap is shorter than a replica that cannot reach the database goes on with what it "
                        + "has. The replica that answered keeps to `retiresAt` exactly.")
        Instant effectiveBy,

        ApiKeyView apiKey) {

    /** @param bound how long after the rotation a replica could still go by the old state */
    static RotatedApiKey of(KeyRotations.Rotation rotation, Duration bound) {
        var noticed = rotation.rotatedAt().plus(bound);
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
