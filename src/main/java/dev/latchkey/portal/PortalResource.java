package dev.latchkey.portal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.access.Audience;
import dev.latchkey.access.OpenTo;
import dev.latchkey.audit.CustomerActivity;
import dev.latchkey.audit.CustomerActivity.Activity;
import dev.latchkey.customer.CustomerProfile;
import dev.latchkey.customer.CustomerProfiles;
import dev.latchkey.page.Page;
import dev.latchkey.page.PageRequest;
import dev.latchkey.page.Query;
import dev.latchkey.patch.MergePatch;
import dev.latchkey.pricing.PublicPlans;
import dev.latchkey.pricing.PublicPricingPlan;
import dev.latchkey.restriction.RequiresNoScope;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.Cancellable;

/** What a customer reads and changes in a portal session. No path names a customer: there is only its own. */
@Path("/v1/portal")
@Produces(MediaType.APPLICATION_JSON)
@OpenTo(Audience.PORTAL_SESSIONS)
@Tag(name = "Portal")
class PortalResource {

    private final CurrentSession session;
    private final CustomerProfiles customers;
    private final PublicPlans plans;
    private final CustomerActivity activity;
    private final InstantSource clock = InstantSource.system();

    PortalResource(CurrentSession session, CustomerProfiles customers, PublicPlans plans, CustomerActivity activity) {
        this.session = session;
        this.customers = customers;
        this.plans = plans;
        this.activity = activity;
    }

    @GET
    @Path("/profile")
    @RequiresNoScope
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(summary = "Get the customer's own profile", description = "Needs the feature `profile`.")
    public Uni<CustomerProfile> getPortalProfile() {
        var grant = session.with(PortalFeature.PROFILE);
        return customers.show(grant.caller(), grant.customerId());
    }

    @PATCH
    @Path("/profile")
    @RequiresNoScope
    @Cancellable(false) // A client that leaves must not stop a change half-way.
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(
            summary = "Change the customer's own profile",
            description =
                    "A JSON merge patch (RFC 7396). Needs the feature `profile`. With the cookie only pages of this "
                            + "service may do it: anything else is a 403 `cross_site`.")
    public Uni<CustomerProfile> updatePortalProfile(
            @RequestBody(content = @Content(schema = @Schema(implementation = CustomerProfile.class)))
                    @NotNull(message = "must be a JSON object")
                    ObjectNode patch) {
        var grant = session.with(PortalFeature.PROFILE);
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return customers.update(grant.caller(), grant.customerId(), patch, now);
    }

    @GET
    @Path("/plans")
    @RequiresNoScope
    @Operation(summary = "List the public plans", description = "Newest first. Needs the feature `plans`.")
    public Uni<Page<PublicPricingPlan>> listPortalPlans(
            @RestQuery @Parameter(description = "How many, 1 to 100; 20 when left out.") String limit,
            @RestQuery @Parameter(description = "The nextCursor of the page before.") String cursor) {
        var grant = session.with(PortalFeature.PLANS);
        return plans.page(grant.caller(), page("portal-plans", grant, limit, cursor));
    }

    @GET
    @Path("/activity")
    @RequiresNoScope
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(
            summary = "List the customer's own requests",
            description =
                    "What the customer did in any of its portal sessions, newest first. Needs the feature `usage`.")
    public Uni<Page<Activity>> listPortalActivity(
            @RestQuery @Parameter(description = "How many, 1 to 100; 20 when left out.") String limit,
            @RestQuery @Parameter(description = "The nextCursor of the page before.") String cursor) {
        var grant = session.with(PortalFeature.USAGE);
        UUID customer = grant.customerId();
        return activity.page(grant.caller(), customer, page("portal-activity/" + customer, grant, limit, cursor));
    }

    private static PageRequest page(String list, SessionGrant grant, String limit, String cursor) {
        var query = new Query();
        var page = PageRequest.of(list, grant.caller(), query, limit, cursor);
        query.check();
        return page;
    }
}
