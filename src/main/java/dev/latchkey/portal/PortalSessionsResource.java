package dev.latchkey.portal;

import dev.latchkey.caller.CurrentCaller;
import dev.latchkey.customer.CustomerProfiles;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Makes and lists the portal sessions of the caller's customers. */
@Path("/v1/portal-sessions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Portal sessions")
class PortalSessionsResource {

    private final CurrentCaller caller;
    private final Idempotency idempotency;
    private final CustomerProfiles customers;
    private final SessionIssuer issuer;
    private final Sessions sessions;
    private final InstantSource clock = InstantSource.system();

    PortalSessionsResource(
            CurrentCaller caller,
            Idempotency idempotency,
            CustomerProfiles customers,
            SessionIssuer issuer,
            Sessions sessions) {
        this.caller = caller;
        this.idempotency = idempotency;
        this.customers = customers;
        this.issuer = issuer;
        this.sessions = sessions;
    }

    @POST
    @RequiresScope(Scope.PORTAL_SESSIONS_WRITE)
    @Cancellable(false) // A client that leaves must not stop a change half-way.
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(
            value = CreatedPortalSession.class,
            responseCode = "201",
            responseDescription = "The session was made")
    @Operation(
            summary = "Make a portal session",
            description =
                    "Send the customer to `url`, which opens once, by a click; or keep `token` for a page of your "
                            + "own. Both are in this answer and in no other. A customer that the key cannot see is a 404.")
    public Uni<RestResponse<CreatedPortalSession>> createPortalSession(
            @NotNull(message = "must be a JSON object") @Valid CreatePortalSession request) {
        return idempotency.once(
                request,
                () -> request.customer()
                        .resolve(customers, caller.get())
                        .chain(customer -> issuer.issue(caller.get(), customer, request, now()))
                        .map(created -> ResponseBuilder.create(RestResponse.Status.CREATED, created)
                                .header(HttpHeaders.LOCATION, "/v1/portal-sessions/" + created.id())
                                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                                .build()));
    }

    @GET
    @RequiresScope(Scope.PORTAL_SESSIONS_READ)
    @Operation(summary = "List portal sessions", description = "Newest first; those that are over only when asked for.")
    public Uni<Page<PortalSessionView>> listPortalSessions(
            @RestQuery @Parameter(description = "Only sessions of this customer.") String customerId,
            @RestQuery @Parameter(description = "true: also those that have expired or were ended.")
                    String includeExpired,
            @RestQuery @Parameter(description = "How many, 1 to 100; 20 when left out.") String limit,
            @RestQuery @Parameter(description = "The nextCursor of the page before.") String cursor) {
        var owner = caller.get();
        var query = new Query();
        var customer = query.id("customerId", customerId, TypeId.CUSTOMER);
        if (includeExpired != null && !List.of("true", "false").contains(includeExpired)) {
            query.wrong("includeExpired", "must be true or false");
        }
        var page = PageRequest.of("portal-sessions", owner, query, limit, cursor);
        query.check();
        var now = now();
        return sessions.list(owner, customer, "true".equals(includeExpired), page, now)
                .map(rows -> Page.of(rows, page, session -> session.id, session -> PortalSessionView.of(session, now)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
