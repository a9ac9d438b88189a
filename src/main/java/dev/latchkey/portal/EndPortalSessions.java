package dev.latchkey.portal;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whose portal sessions are to end. */
@Schema(
        name = "EndPortalSessions",
        description = "Exactly one of `customerId` and `customerExternalId` names the customer.")
@RegisterForReflection
record EndPortalSessions(
        @Schema(
                nullable = true,
                examples = "cus_01jd9qv3m8e9kb4c5f6g7h8j9k",
                description = "The customer; or name it with `customerExternalId`.")
        @Size(min = 1, max = 64, message = "must be {min} to {max} characters")
        String customerId,

        @Schema(nullable = true, examples = "user-4711", description = "The customer, by your own name for it.")
        @Size(min = 1, max = 200, message = "must be {min} to {max} characters")
        @Pattern(regexp = "[^\\p{Cc}\\p{Cs}]*", message = "must not hold control characters")
        String customerExternalId) {

    CustomerReference customer() {
        return new CustomerReference(customerId, customerExternalId);
    }
}
