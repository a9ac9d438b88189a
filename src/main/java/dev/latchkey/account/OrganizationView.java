package dev.latchkey.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.id.TypeId;
import dev.latchkey.organization.Organization;
import dev.latchkey.restriction.RateLimitView;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An organization as the API shows it. */
@Schema(name = "Organization", description = "The organization that the key belongs to.")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record OrganizationView(
        @Schema(examples = "org_01jd9qv3m8e9kb4c5f6g7h8j9k") String id,
        @Schema(examples = "Acme") String name,
        Instant createdAt,

        @Schema(nullable = true, description = "The rate limit of each key that has none of its own.")
        RateLimitView defaultRateLimit,

        @Schema(
                nullable = true,
                examples = "https://acme.example/logo.png",
                description = "Shown on the pages of its customers.")
        String logoUrl,

        @Schema(nullable = true, examples = "#0a5c36", description = "The colour of the pages of its customers.")
        String color) {

    static OrganizationView of(Organization organization) {
        return new OrganizationView(
                TypeId.ORGANIZATION.format(organization.id),
                organization.name,
                organization.createdAt,
                organization.defaultRateLimit().map(RateLimitView::of).orElse(null),
                organization.logoUrl,
                organization.color);
    }
}
