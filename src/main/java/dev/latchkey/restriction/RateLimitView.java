package dev.latchkey.restriction;

import com.fasterxml.jackson.annotation.JsonFormat;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** A rate limit as the API writes it, in requests and in answers. */
@Schema(name = "RateLimit", description = "That many requests may come at once; they come back evenly over the period.")
public record RateLimitView(
        @NotNull(message = "must be from 1 to 1000000")
        @Min(value = 1, message = "must be from 1 to 1000000")
        @Max(value = RateLimit.MAX_REQUESTS, message = "must be from 1 to 1000000")
        Integer requests,

        @Schema(type = SchemaType.STRING, format = "duration", examples = "PT1M")
        @NotNull(message = "must be from PT1S to P1D")
        @DurationMin(seconds = 1, message = "must be from PT1S to P1D")
        @DurationMax(days = 1, message = "must be from PT1S to P1D")
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        Duration period) {

    public static RateLimitView of(RateLimit limit) {
        return new RateLimitView(limit.requests(), limit.period());
    }

    /** Of one that is valid. */
    public RateLimit toRateLimit() {
        return new RateLimit(requests, period);
    }
}
