package dev.latchkey.customer;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a customer is. */
@Schema(name = "CustomerAddress")
@Embeddable
public record CustomerAddress(
        @Schema(nullable = true, examples = "1 Harbour Street")
        @Column(name = "address_line1")
        @Size(min = 1, max = 200, message = "must be {min} to {max} characters")
        @Pattern(regexp = "[^\\p{Cc}\\p{Cs}]*", message = "must not hold control characters")
        String line1,

        @Schema(nullable = true)
        @Column(name = "address_line2")
        @Size(min = 1, max = 200, message = "must be {min} to {max} characters")
        @Pattern(regexp = "[^\\p{Cc}\\p{Cs}]*", message = "must not hold control characters")
        String line2,

        @Schema(nullable = true, examples = "Bergen")
        @Column(name = "address_city")
        @Size(min = 1, max = 100, message = "must be {min} to {max} characters")
        @Pattern(regexp = "[^\\p{Cc}\\p{Cs}]*", message = "must not hold control characters")
        String city,

        @Schema(nullable = true, description = "State, province or county.")
        @Column(name = "address_region")
        @Size(min = 1, max = 100, message = "must be {min} to {max} characters")
        @Pattern(regexp = "[^\\p{Cc}\\p{Cs}]*", message = "must not hold control characters")
        String region,

        @Schema(nullable = true, examples = "5003")
        @Column(name = "address_postal_code")
        @Size(min = 1, max = 20, message = "must be {min} to {max} characters")
        @Pattern(regexp = "[^\\p{Cc}\\p{Cs}]*", message = "must not hold control characters")
        String postalCode,

        @Schema(nullable = true, examples = "NO", description = "ISO 3166-1, two capital letters.")
        @Column(name = "address_country")
        @CountryCode
        String country) {

    private static final CustomerAddress NOWHERE = new CustomerAddress(null, null, null, null, null, null);

    boolean isNowhere() {
        return equals(NOWHERE);
    }
}
