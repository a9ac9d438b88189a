package dev.latchkey.pricing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.access.AdmitsPublishableKeys;
import dev.latchkey.caller.CurrentCaller;
import dev.latchkey.conditional.Conditions;
import dev.latchkey.id.TypeId;
import dev.latchkey.idempotency.Idempotency;
import dev.latchkey.patch.MergePatch;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.restriction.RequiresScope;
import dev.latchkey.restriction.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Shows, changes and deletes one plan of the caller's organization and environment. */
@Path("/v1/pricing-plans")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Pricing plans")
class PricingPlanResource {

    private final CurrentCaller caller;
    private final Idempotency idempotency;
    private final Conditions conditions;
    private final PricingPlans plans;
    private final PlanAnswers answers;
    private final InstantSource clock = InstantSource.system();

    PricingPlanResource(
            CurrentCaller caller,
            Idempotency idempotency,
            Conditions conditions,
            PricingPlans plans,
            PlanAnswers answers) {
        this.caller = caller;
        this.idempotency = idempotency;
        this.conditions = conditions;
        this.plans = plans;
        this.answers = answers;
    }

    @GET
    @Path("/{id}")
    @AdmitsPublishableKeys
    @RequiresScope(Scope.PRICING_PLANS_READ)
    @APIResponseSchema(value = PlanPage.AnyPlan.class, responseCode = "200", responseDescription = "The plan")
    @APIResponse(responseCode = "304", description = "The plan is as If-None-Match names it")
    @Operation(
            summary = "Get a plan",
            description =
                    "To a publishable key a plan that is not active and public does not exist. `ETag` of a secret "
                            + "key's answer is what `If-Match` takes.")
    public Uni<RestResponse<Object>> getPricingPlan(@RestPath String id) {
        var reader = caller.get();
        return plans.find(reader, parse(id))
                .map(found -> answers.one(reader, found.orElseThrow(PricingPlanResource::noSuchPlan)));
    }

    @PATCH
    @Path("/{id}")
    @RequiresScope(Scope.PRICING_PLANS_WRITE)
    @Cancellable(false) // A client that leaves must not stop a change half-way.
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @APIResponseSchema(value = PricingPlanView.class, responseCode = "200", responseDescription = "The plan")
    @Operation(summary = "Change a plan", description = "A JSON merge patch (RFC 7396); a list is replaced whole.")
    public Uni<RestResponse<PricingPlanView>> updatePricingPlan(
            @RestPath String id,
            @RequestBody(content = @Content(schema = @Schema(implementation = PricingPlanFields.class)))
                    @NotNull(message = "must be a JSON object")
                    ObjectNode patch) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var wanted = parse(id);
        var condition = conditions.ifMatch();
        return idempotency.once(
                patch,
                () -> plans.update(caller.get(), wanted, condition, patch, now)
                        .map(done -> done.orElseThrow(PricingPlanResource::noSuchPlan))
                        .map(plan -> ResponseBuilder.ok(PricingPlanView.of(plan))
                                .header(HttpHeaders.ETAG, plan.tag().toString())
                                .build()));
    }

    @DELETE
    @Path("/{id}")
    @RequiresScope(Scope.PRICING_PLANS_WRITE)
    @Cancellable(false)
    @APIResponse(responseCode = "204", description = "The plan is deleted")
    @Operation(summary = "Delete a plan")
    public Uni<RestResponse<Void>> deletePricingPlan(@RestPath String id) {
        var wanted = parse(id);
        var condition = conditions.ifMatch();
        return idempotency.once(
                null,
                () -> plans.delete(caller.get(), wanted, condition).map(deleted -> {
                    if (!deleted) {
                        throw noSuchPlan();
                    }
                    return RestResponse.noContent();
                }));
    }

    private static UUID parse(String id) {
        return TypeId.PRICING_PLAN.parse(id).orElseThrow(PricingPlanResource::noSuchPlan);
    }

    private static RuntimeException noSuchPlan() {
        return Problem.of(ProblemType.NOT_FOUND, "There is nothing here that this key can see.")
                .asException();
    }
}
