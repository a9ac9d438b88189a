package dev.latchkey.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.caller.CurrentCaller;
import dev.latchkey.idempotency.Idempotency;
import dev.latchkey.patch.MergePatch;
import dev.latchkey.restriction.RequiresScope;
import dev.latchkey.restriction.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Shows and changes the caller's own organization, which is the same in both environments. */
@Path("/v1/organization")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Organization")
class OrganizationResource {

    private final CurrentCaller caller;
    private final Idempotency idempotency;
    private final Organizations organizations;

    OrganizationResource(CurrentCaller caller, Idempotency idempotency, Organizations organizations) {
        this.idempotency = idempotency;
        this.caller = caller;
        this.organizations = organizations;
    }

    @GET
    @RequiresScope(Scope.ORGANIZATION_READ)
    @Operation(summary = "Get the organization", description = "The one that the key belongs to.")
    public Uni<OrganizationView> getOrganization() {
        return organizations.show(caller.get().organizationId());
    }

    @PATCH
    @RequiresScope(Scope.ORGANIZATION_WRITE)
    @Cancellable(false)
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Change the organization",
            description =
                    "A JSON merge patch (RFC 7396). It counts for the keys of both environments, on every replica "
                            + "within 2 seconds.")
    public Uni<RestResponse<OrganizationView>> updateOrganization(
            @RequestBody(content = @Content(schema = @Schema(implementation = UpdateOrganization.class)))
                    @NotNull(message = "must be a JSON object")
                    ObjectNode patch) {
        return idempotency.once(
                patch,
                () -> organizations.update(caller.get().organizationId(), patch).map(RestResponse::ok));
    }
}
