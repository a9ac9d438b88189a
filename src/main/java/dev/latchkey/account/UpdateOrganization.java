package dev.latchkey.account;

import dev.latchkey.organization.Organization;
import dev.latchkey.restriction.RateLimitView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What of an organization can be changed: the fields of a merge patch, and what it makes of them. */
@Schema(
        name = "UpdateOrganization",
        description = "A JSON merge patch (RFC 7396): what is left out stays as it is, null removes.")
@RegisterForReflection
record UpdateOrganization(
        @Schema(examples = "Acme", required = false)
        @NotBlank(message = "must not be empty")
        @Size(max = Organization.MAX_NAME, message = "must be at most {max} characters")
        @Pattern(regexp = "[^\\p{Cc}\\p{Cs}]*", message = "must not hold control characters")
        String name,

        @Schema(
                nullable = true,
                description = "The rate limit of each key that has none of its own; each has a bucket of its own.")
        @Valid
        RateLimitView defaultRateLimit,

        @Schema(
                nullable = true,
                examples = "https://acme.example/logo.png",
                description = "Shown on the pages of its customers.")
        @Size(max = 2000, message = "must be at most {max} characters")
        @Pattern(
                regexp = "https://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*)?",
                message = "must be an https URL such as https://acme.example/logo.png")
        String logoUrl,

        @Schema(nullable = true, examples = "#0a5c36", description = "The colour of the pages of its customers.")
        @Pattern(regexp = "#[0-9a-fA-F]{6}", message = "must be a colour such as #0a5c36")
        String color) {

    static UpdateOrganization of(Organization organization) {
        return new UpdateOrganization(
                organization.name,
                organization.defaultRateLimit().map(RateLimitView::of).orElse(null),
                organization.logoUrl,
                organization.color);
    }

    void applyTo(Organization organization) {
        organization.name = name;
        organization.logoUrl = logoUrl;
        organization.color = color == null ? null : color.toLowerCase(Locale.ROOT);
        organization.limitKeys(Optional.ofNullable(defaultRateLimit).map(RateLimitView::toRateLimit));
    }
}
