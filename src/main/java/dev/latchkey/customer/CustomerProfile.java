package dev.latchkey.customer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What customers see and change of themselves; the rest is their organization's business. */
@Schema(name = "CustomerProfile", description = "What a customer sees and changes of itself.")
@JsonInclude(JsonInclude.Include.ALWAYS)
@RegisterForReflection
public record CustomerProfile(
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

        @Schema(nullable = true) @Valid CustomerAddress address) {

    public CustomerProfile {
        address =
                Optional.ofNullable(address).filter(there -> !there.isNowhere()).orElse(null);
    }

    static CustomerProfile of(Customer customer) {
        return new CustomerProfile(customer.name, customer.email, customer.phone, customer.address);
    }

    /** The same customer with this profile. */
    CustomerFields in(CustomerFields all) {
        return new CustomerFields(all.externalId(), name, email, phone, address, all.metadata());
    }
}
