package dev.latchkey.customer;

import dev.latchkey.caller.CurrentCaller;
import dev.latchkey.id.TypeId;
import dev.latchkey.idempotency.Idempotency;
import dev.latchkey.page.Page;
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
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Makes and lists the customers of the caller's organization and environment. */
@Path("/v1/customers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Customers")
class CustomersResource {

    private final CurrentCaller caller;
    private final Idempotency idempotency;
    private final Customers customers;
    private final InstantSource clock = InstantSource.system();

    CustomersResource(CurrentCaller caller, Idempotency idempotency, Customers customers) {
        this.caller = caller;
        this.idempotency = idempotency;
        this.customers = customers;
    }

    @POST
    @RequiresScope(Scope.CUSTOMERS_WRITE)
    @Cancellable(false) // A client that leaves must not stop a change half-way.
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = CustomerView.class, responseCode = "201", responseDescription = "The customer was made")
    @Operation(
            summary = "Make a customer",
            description = "An `externalId` that another customer has is a 409 `external_id_taken`.")
    public Uni<RestResponse<CustomerView>> createCustomer(
            @NotNull(message = "must be a JSON object") @Valid CustomerFields request) {
        return idempotency.once(
                request,
                () -> customers
                        .insert(caller.get(), request, now())
                        .map(customer -> ResponseBuilder.create(RestResponse.Status.CREATED, CustomerView.of(customer))
                                .header(HttpHeaders.LOCATION, "/v1/customers/" + TypeId.CUSTOMER.format(customer.id))
                                .header(HttpHeaders.ETAG, customer.tag().toString())
                                .build()));
    }

    @GET
    @RequiresScope(Scope.CUSTOMERS_READ)
    @Operation(summary = "List customers", description = "Newest first.")
    public Uni<Page<CustomerView>> listCustomers(
            @RestQuery @Parameter(description = "Only the customer with this externalId.") String externalId,
            @RestQuery @Parameter(description = "Only customers with this email address, in upper or lower case.")
                    String email,
            @RestQuery @Parameter(description = "How many, 1 to 100; 20 when left out.") String limit,
            @RestQuery @Parameter(description = "The nextCursor of the page before.") String cursor) {
        var owner = caller.get();
        var query = new Query();
        var wantedExternalId = query.text("externalId", externalId, CustomerFields.MAX_EXTERNAL_ID);
        var wantedEmail = query.text("email", email, CustomerFields.MAX_EMAIL);
        var page = PageRequest.of("customers", owner, query, limit, cursor);
        query.check();
        return customers
                .list(owner, wantedExternalId, wantedEmail, page)
                .map(rows -> Page.of(rows, page, customer -> customer.id, CustomerView::of));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
