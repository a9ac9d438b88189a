package dev.latchkey.account;

import dev.latchkey.organization.Organization;
import dev.latchkey.restriction.RateLimitView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
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
        RateLimitView defaultRateLimit) {

    static UpdateOrganization of(Organization organization) {
        return new UpdateOrganization(
                organization.name,
                organization.defaultRateLimit().map(RateLimitView::of).orElse(null));
    }

    void applyTo(Organization organization) {
        organization.name = name;
        organization.limitKeys(Optional.ofNullable(defaultRateLimit).map(RateLimitView::toRateLimit));
    }
}
