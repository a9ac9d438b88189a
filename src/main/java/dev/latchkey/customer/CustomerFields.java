package dev.latchkey.customer;

import dev.latchkey.metadata.ValidMetadata;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What can be said of a customer: all of it when one is made, and as a merge patch what changes. */
@Schema(
        name = "CustomerFields",
        description = "A new customer needs a `name`. In a merge patch (RFC 7396) what is left out stays as it is, and "
                + "null removes.")
@RegisterForReflection
record CustomerFields(
        @Schema(
                nullable = true,
                examples = "user-4711",
                description = "Your own name for it, which no other customer of the same environment has.")
        @Size(min = 1, max = CustomerFields.MAX_EXTERNAL_ID, message = "must be {min} to {max} characters")
        @Pattern(regexp = "[^\\p{Cc}\\p{Cs}]*", message = "must not hold control characters")
        String externalId,

        @Schema(examples = "Kari Nordmann", required = false)
        @NotBlank(message = "must not be empty")
        @Size(max = 200, message = "must be at most {max} characters")
        @Pattern(regexp = "[^\\p{Cc}\\p{Cs}]*", message = "must not hold control characters")
        String name,

        @Schema(nullable = true, examples = "kari@example.com")
        @Size(max = CustomerFields.MAX_EMAIL, message = "must be at most {max} characters")
        @Email(regexp = "[^\\s\\p{Cc}\\p{Cs}]+", message = "must be an email address")
        String email,

        @Schema(nullable = true, examples = "+4755512345", description = "E.164: +, the country, the number.")
        @Pattern(regexp = "\\+[1-9][0-9]{5,14}", message = "must be a number such as +4755512345")
        String phone,

        @Schema(nullable = true) @Valid CustomerAddress address,

        @Schema(
                nullable = true,
                description = "At most 20 pairs of strings: keys of at most 40 characters, values of at most 500.")
        @ValidMetadata
        Map<String, String> metadata) {

    static final int MAX_EXTERNAL_ID = 200;
    static final int MAX_EMAIL = 254;

    CustomerFields {
        address =
                Optional.ofNullable(address).filter(there -> !there.isNowhere()).orElse(null);
    }
}
