package dev.latchkey.pricing;

import dev.latchkey.access.AdmitsPublishableKeys;
import dev.latchkey.caller.CurrentCaller;
import dev.latchkey.id.TypeId;
import dev.latchkey.idempotency.Idempotency;
import dev.latchkey.page.PageRequest;
import dev.latchkey.page.Query;
import dev.latchkey.restriction.RequiresScope;
import dev.latchkey.restriction.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Makes and lists the plans of the caller's organization and environment. */
@Path("/v1/pricing-plans")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Pricing plans")
class PricingPlansResource {

    private final CurrentCaller caller;
    private final Idempotency idempotency;
    private final PricingPlans plans;
    private final PlanAnswers answers;
    private final InstantSource clock = InstantSource.system();

    PricingPlansResource(CurrentCaller caller, Idempotency idempotency, PricingPlans plans, PlanAnswers answers) {
        this.caller = caller;
        this.idempotency = idempotency;
        this.plans = plans;
        this.answers = answers;
    }

    @POST
    @RequiresScope(Scope.PRICING_PLANS_WRITE)
    @Cancellable(false) // A client that leaves must not stop a change half-way.
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = PricingPlanView.class, responseCode = "201", responseDescription = "The plan was made")
    @Operation(summary = "Make a plan", description = "Publishable keys read it while it is `active` and `public`.")
    public Uni<RestResponse<PricingPlanView>> createPricingPlan(
            @NotNull(message = "must be a JSON object") @Valid PricingPlanFields request) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return idempotency.once(
                request,
                () -> plans.insert(caller.get(), request, now)
                        .map(plan -> ResponseBuilder.create(RestResponse.Status.CREATED, PricingPlanView.of(plan))
                                .header(
                                        HttpHeaders.LOCATION,
                                        "/v1/pricing-plans/" + TypeId.PRICING_PLAN.format(plan.id))
                                .header(HttpHeaders.ETAG, plan.tag().toString())
                                .build()));
    }

    @GET
    @AdmitsPublishableKeys
    @RequiresScope(Scope.PRICING_PLANS_READ)
    @APIResponseSchema(value = PlanPage.class, responseCode = "200", responseDescription = "One page of plans")
    @APIResponse(responseCode = "304", description = "The page is the one that If-None-Match names")
    @Operation(
            summary = "List plans",
            description = "Newest first. A publishable key lists the plans that are active and public, as "
                    + "`PublicPricingPlan`; a browser may keep them for a minute, and ask with `If-None-Match` then.")
    public Uni<RestResponse<Object>> listPricingPlans(
            @RestQuery @Parameter(description = "How many, 1 to 100; 20 when left out.") String limit,
            @RestQuery @Parameter(description = "The nextCursor of the page before.") String cursor) {
        var reader = caller.get();
        var query = new Query();
        var page = PageRequest.of("pricing-plans", reader, query, limit, cursor);
        query.check();
        return plans.list(reader, page).map(rows -> answers.page(reader, rows, page));
    }
}
