package dev.latchkey.portal;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** What a portal session is to be. */
@Schema(
        name = "CreatePortalSession",
        description = "Exactly one of `customerId` and `customerExternalId` names the customer.")
@RegisterForReflection
record CreatePortalSession(
        @Schema(
                nullable = true,
                examples = "cus_01jd9qv3m8e9kb4c5f6g7h8j9k",
                description = "The customer; or name it with `customerExternalId`.")
        @Size(min = 1, max = 64, message = "must be {min} to {max} characters")
        String customerId,

        @Schema(nullable = true, examples = "user-4711", description = "The customer, by your own name for it.")
        @Size(min = 1, max = 200, message = "must be {min} to {max} characters")
        @Pattern(regexp = "[^\\p{Cc}\\p{Cs}]*", message = "must not hold control characters")
        String customerExternalId,

        @Schema(
                required = true,
                examples = "https://shop.example/account",
                description = "Where the customer goes afterwards: https, or http on localhost.")
        @NotNull(message = "must be given")
        @Size(max = 2000, message = "must be at most {max} characters")
        @ReturnUrl
        String returnUrl,

        @Schema(
                nullable = true,
                examples = "[\"profile\", \"plans\"]",
                description = "What the customer sees; all when left out.")
        @Size(min = 1, max = 3, message = "must hold {min} to {max} of profile, plans, usage")
        List<@NotNull(message = "must be one of profile, plans, usage") PortalFeature> features,

        @Schema(
                nullable = true,
                type = SchemaType.STRING,
                format = "duration",
                examples = "PT30M",
                description = "5 to 60 minutes; 60 when left out.")
        @DurationMin(minutes = 5, message = "must be from PT5M to PT1H")
        @DurationMax(minutes = 60, message = "must be from PT5M to PT1H")
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        Duration expiresIn) {

    private static final Duration DEFAULT_EXPIRY = Duration.ofMinutes(60);

    CustomerReference customer() {
        return new CustomerReference(customerId, customerExternalId);
    }

    List<PortalFeature> featuresOrAll() {
        return features == null
                ? List.of(PortalFeature.values())
                : features.stream().distinct().sorted().toList();
    }

    Duration expiresInOrDefault() {
        return expiresIn == null ? DEFAULT_EXPIRY : expiresIn;
    }
}
