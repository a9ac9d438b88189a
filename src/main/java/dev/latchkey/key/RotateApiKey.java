package dev.latchkey.key;

import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How a key is to be rotated. */
@Schema(name = "RotateApiKey")
public record RotateApiKey(
        @Schema(
                type = SchemaType.STRING,
                format = "duration",
                defaultValue = "PT24H",
                examples = "P7D",
                nullable = true,
                description = "How long the old secret goes on working, PT0S (not at all) to P30D, as an ISO 8601 "
                        + "duration. A bare number is refused: it could be seconds or milliseconds.")
        @DurationMin(message = "must be from PT0S to P30D")
        @DurationMax(days = RotateApiKey.MAX_DAYS, message = "must be from PT0S to P30D")
        Duration overlap,

        @Schema(
                type = SchemaType.STRING,
                format = "duration",
                examples = "PT6H",
                nullable = true,
                description = "Retires the old secret before the overlap is over, once no request has been made with "
                        + "it for this long, as far as the usage log knows: PT5M to P30D, counted from the rotation or "
                        + "its last use, whichever is later. Looked at every minute.")
        @DurationMin(minutes = RotateApiKey.MIN_IDLE_MINUTES, message = "must be from PT5M to P30D")
        @DurationMax(days = RotateApiKey.MAX_DAYS, message = "must be from PT5M to P30D")
        Duration retireWhenIdleFor) {

    static final int MAX_DAYS = 30;
    /** Longer than a use takes to come into the usage log. */
    static final int MIN_IDLE_MINUTES = 5;

    private static final Duration DEFAULT_OVERLAP = Duration.ofHours(24);

    /** What is meant by no body at all. */
    static final RotateApiKey BY_DEFAULT = new RotateApiKey(null, null);

    KeyRotations.Plan plan() {
        return new KeyRotations.Plan(
                Optional.ofNullable(overlap).orElse(DEFAULT_OVERLAP), Optional.ofNullable(retireWhenIdleFor));
    }
}
