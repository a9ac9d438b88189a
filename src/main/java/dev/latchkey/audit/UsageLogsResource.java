package dev.latchkey.audit;

import dev.latchkey.caller.CurrentCaller;
import dev.latchkey.page.Page;
import dev.latchkey.restriction.RequiresScope;
import dev.latchkey.restriction.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Reads back what was done with the keys of the caller's organization and environment. */
@Path("/v1/usage-logs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Usage logs")
class UsageLogsResource {

    private final CurrentCaller caller;
    private final UsageReading reading;

    UsageLogsResource(CurrentCaller caller, UsageReading reading) {
        this.caller = caller;
        this.reading = reading;
    }

    @GET
    @RequiresScope(Scope.USAGE_LOGS_READ)
    @Operation(
            summary = "List requests",
            description = "Newest first. A request appears a moment after its answer. When few requests match, a page "
                    + "looks through a part of the log only: it may then be short or even empty while `hasMore` is "
                    + "true, and its `nextCursor` goes on where it stopped. The list is over when `hasMore` is false.")
    public Uni<Page<UsageLogView>> listUsageLogs(
            @RestQuery @Parameter(description = FilterParameters.API_KEY_ID) String apiKeyId,
            @RestQuery @Parameter(description = FilterParameters.METHOD) String method,
            @RestQuery @Parameter(description = FilterParameters.STATUS) String status,
            @RestQuery @Parameter(description = FilterParameters.PATH_PREFIX) String pathPrefix,
            @RestQuery @Parameter(description = FilterParameters.ROUTE) String route,
            @RestQuery @Parameter(description = FilterParameters.CLIENT_ADDRESS) String clientAddress,
            @RestQuery @Parameter(description = FilterParameters.REASON) String reason,
            @RestQuery @Parameter(description = FilterParameters.CUSTOMER_ID) String customerId,
            @RestQuery @Parameter(description = FilterParameters.PORTAL_SESSION_ID) String portalSessionId,
            @RestQuery @Parameter(description = FilterParameters.FROM) String from,
            @RestQuery @Parameter(description = FilterParameters.TO) String to,
            @RestQuery @Parameter(description = "How many, 1 to 100; 20 when left out.") String limit,
            @RestQuery @Parameter(description = "The nextCursor of the page before.") String cursor) {
        return reading.page(
                caller.get(),
                new FilterParameters(
                        apiKeyId,
                        method,
                        status,
                        pathPrefix,
                        route,
                        clientAddress,
                        reason,
                        customerId,
                        portalSessionId,
                        from,
                        to),
                limit,
                cursor);
    }

    @GET
    @RequiresScope(Scope.USAGE_LOGS_READ)
    @Path("/{id}")
    @Operation(summary = "Get a request")
    public Uni<UsageLogView> getUsageLog(@RestPath String id) {
        return reading.get(caller.get(), id);
    }
}
