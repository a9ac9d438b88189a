package dev.latchkey.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.id.TypeId;
import dev.latchkey.key.Grant;
import dev.latchkey.key.KeyType;
import dev.latchkey.organization.Environment;
import dev.latchkey.restriction.RequiresNoScope;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells a caller who they are. */
@Path("/v1/verify")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Verify")
class VerifyResource {

    /** Who calls. */
    @Schema(name = "Verification")
    record Verification(
            @Schema(examples = "true") boolean valid, VerifiedOrganization organization, VerifiedApiKey apiKey) {}

    /** Whose key it is. */
    @Schema(name = "VerifiedOrganization")
    record VerifiedOrganization(
            @Schema(examples = "org_01jd9qv3m8e9kb4c5f6g7h8j9k")
            String id,

            @Schema(examples = "Acme") String name) {}

    /** The key that was presented. */
    @Schema(name = "VerifiedApiKey")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record VerifiedApiKey(
            @Schema(examples = "key_01jd9qv3m8e9kb4c5f6g7h8j9k")
            String id,

            @Schema(examples = "Checkout backend") String name,
            KeyType type,
            Environment environment,
            @Schema(examples = "mf_sk_test_…x7Qp") String hint,
            @Schema(nullable = true) Instant expiresAt) {}

    private final RoutingContext request;

    VerifyResource(RoutingContext request) {
        this.request = request;
    }

    @GET
    @AdmitsPublishableKeys
    @RequiresNoScope
    @Operation(summary = "Check a key", description = "Says which organization and key a token stands for.")
    public Verification verify() {
        Grant grant = request.get(Grant.class.getName());
        return new Verification(
                true,
                new VerifiedOrganization(TypeId.ORGANIZATION.format(grant.organizationId()), grant.organizationName()),
                new VerifiedApiKey(
                        TypeId.API_KEY.format(grant.keyId()),
                        grant.keyName(),
                        grant.type(),
                        grant.environment(),
                        grant.hint(),
                        grant.expiresAt().orElse(null)));
    }
}
