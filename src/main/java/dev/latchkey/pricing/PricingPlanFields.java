package dev.latchkey.pricing;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.metadata.ValidMetadata;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What can be said of a plan: all of it when one is made, and as a merge patch what changes. */
@Schema(
        name = "PricingPlanFields",
        description =
                "A new plan needs a `name`, a `currency` and `prices`. In a merge patch (RFC 7396) what is left out "
                        + "stays as it is, and null removes.")
@RegisterForReflection
record PricingPlanFields(
        @Schema(examples = "Pro", required = false)
        @NotBlank(message = "must not be empty")
        @Size(max = 200, message = "must be at most {max} characters")
        @Pattern(regexp = "[^\\p{Cc}\\p{Cs}]*", message = "must not hold control characters")
        String name,

        @Schema(nullable = true, examples = "For teams that ship every day")
        @Size(min = 1, max = 1000, message = "must be {min} to {max} characters")
        @Pattern(regexp = "[^\\p{Cc}\\p{Cs}]*", message = "must not hold control characters")
        String description,

        @Schema(nullable = true, description = "What is included, at most 50 lines of at most 200 characters.")
        @Size(max = 50, message = "must hold at most {max}")
        List<
                        @NotBlank(message = "must not be empty")
                        @Size(max = 200, message = "must be at most {max} characters")
                        @Pattern(regexp = "[^\\p{Cc}\\p{Cs}]*", message = "must not hold control characters") String>
                features,

        @Schema(examples = "USD", description = "ISO 4217, three capital letters.", required = false) @CurrencyCode
        String currency,

        @Schema(description = "At least one, and for each interval at most one.", required = false) @DifferentIntervals
        List<@Valid Price> prices,

        @Schema(defaultValue = "true", description = "Whether it is sold.")
        Boolean active,

        @JsonProperty("public")
        @Schema(defaultValue = "false", description = "Whether publishable keys read it, while it is active.")
        Boolean isPublic,

        @Schema(
                nullable = true,
                description = "At most 20 pairs of strings: keys of at most 40 characters, values of at most 500.")
        @ValidMetadata
        Map<String, String> metadata) {

    PricingPlanFields {
        active = Objects.requireNonNullElse(active, true);
        isPublic = Objects.requireNonNullElse(isPublic, false);
        features = Objects.requireNonNullElse(features, List.of());
    }
}
