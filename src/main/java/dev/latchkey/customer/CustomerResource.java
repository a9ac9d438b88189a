package dev.latchkey.customer;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.time.Instant;
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

/** Shows, changes and deletes one customer of the caller's organization and environment. */
@Path("/v1/customers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Customers")
class CustomerResource {

    private final CurrentCaller caller;
    private final Idempotency idempotency;
    private final Conditions conditions;
    private final Customers customers;
    private final InstantSource clock = InstantSource.system();

    CustomerResource(CurrentCaller caller, Idempotency idempotency, Conditions conditions, Customers customers) {
        this.caller = caller;
        this.idempotency = idempotency;
        this.conditions = conditions;
        this.customers = customers;
    }

    @GET
    @Path("/{id}")
    @RequiresScope(Scope.CUSTOMERS_READ)
    @APIResponseSchema(value = CustomerView.class, responseCode = "200", responseDescription = "The customer")
    @APIResponse(responseCode = "304", description = "The customer is as If-None-Match names it")
    @Operation(summary = "Get a customer", description = "`ETag` is what `If-Match` takes.")
    public Uni<RestResponse<CustomerView>> getCustomer(@RestPath String id) {
        return customers
                .find(caller.get(), parse(id))
                .map(found -> answer(found.orElseThrow(CustomerResource::noSuchCustomer)));
    }

    @PATCH
    @Path("/{id}")
    @RequiresScope(Scope.CUSTOMERS_WRITE)
    @Cancellable(false)
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @APIResponseSchema(value = CustomerView.class, responseCode = "200", responseDescription = "The customer")
    @Operation(summary = "Change a customer", description = "A JSON merge patch (RFC 7396).")
    public Uni<RestResponse<CustomerView>> updateCustomer(
            @RestPath String id,
            @RequestBody(content = @Content(schema = @Schema(implementation = CustomerFields.class)))
                    @NotNull(message = "must be a JSON object")
                    ObjectNode patch) {
        var customer = parse(id);
        var condition = conditions.ifMatch();
        return idempotency.once(
                patch,
                () -> customers
                        .update(caller.get(), customer, condition, patch, now())
                        .map(done -> ok(done.orElseThrow(CustomerResource::noSuchCustomer))));
    }

    @DELETE
    @Path("/{id}")
    @RequiresScope(Scope.CUSTOMERS_WRITE)
    @Cancellable(false)
    @APIResponse(responseCode = "204", description = "The customer is deleted")
    @Operation(summary = "Delete a customer", description = "For good, with everything that belongs to it.")
    public Uni<RestResponse<Void>> deleteCustomer(@RestPath String id) {
        var customer = parse(id);
        var condition = conditions.ifMatch();
        return idempotency.once(
                null,
                () -> customers.delete(caller.get(), customer, condition).map(deleted -> {
                    if (!deleted) {
                        throw noSuchCustomer();
                    }
                    return RestResponse.noContent();
                }));
    }

    private RestResponse<CustomerView> answer(Customer customer) {
        return conditions.answer(customer.tag(), CustomerView.of(customer)).build();
    }

    private static RestResponse<CustomerView> ok(Customer customer) {
        return ResponseBuilder.ok(CustomerView.of(customer))
                .header(HttpHeaders.ETAG, customer.tag().toString())
                .build();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static UUID parse(String id) {
        return TypeId.CUSTOMER.parse(id).orElseThrow(CustomerResource::noSuchCustomer);
    }

    private static RuntimeException noSuchCustomer() {
        return Problem.of(ProblemType.NOT_FOUND, "There is nothing here that this key can see.")
                .asException();
    }
}
