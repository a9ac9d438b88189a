package dev.latchkey.audit;

import dev.latchkey.caller.CurrentCaller;
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
import org.jboss.resteasy.reactive.RestQuery;

/** Counts requests, for charts. */
@Path("/v1/usage-logs/summary")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Usage logs")
class UsageSummaryResource {

    private final CurrentCaller caller;
    private final UsageReading reading;

    UsageSummaryResource(CurrentCaller caller, UsageReading reading) {
        this.caller = caller;
        this.reading = reading;
    }

    @GET
    @RequiresScope(Scope.USAGE_LOGS_READ)
    @Operation(
            summary = "Count requests",
            description = "Counts per hour or day, in UTC, for charts. `from` and `to` are widened to whole intervals. "
                    + "At most 31 days by hour or 366 days by day. The 20 largest groups are told apart; all smaller "
                    + "ones are counted together in one more, which has `other: true`. A range that holds too many "
                    + "requests to be counted in time is answered by 503: ask for a shorter one, or for one key.")
    public Uni<UsageSummary> summarizeUsageLogs(
            @RestQuery @Parameter(description = "hour or day; hour when left out.") String interval,
            @RestQuery
                    @Parameter(
                            description =
                                    "What to tell apart: one or more of apiKeyId, statusClass, route, with commas "
                                            + "between them; statusClass when left out.")
                    String groupBy,
            @RestQuery @Parameter(description = FilterParameters.API_KEY_ID) String apiKeyId,
            @RestQuery @Parameter(description = FilterParameters.METHOD) String method,
            @RestQuery @Parameter(description = FilterParameters.STATUS) String status,
            @RestQuery @Parameter(description = FilterParameters.PATH_PREFIX) String pathPrefix,
            @RestQuery @Parameter(description = FilterParameters.ROUTE) String route,
            @RestQuery @Parameter(description = FilterParameters.CLIENT_ADDRESS) String clientAddress,
            @RestQuery @Parameter(description = FilterParameters.REASON) String reason,
            @RestQuery @Parameter(description = FilterParameters.CUSTOMER_ID) String customerId,
            @RestQuery @Parameter(description = FilterParameters.PORTAL_SESSION_ID) String portalSessionId,
            @RestQuery
                    @Parameter(
                            description = FilterParameters.FROM
                                    + " When left out 24 hours before `to` by hour, 30 days by day.")
                    String from,
            @RestQuery @Parameter(description = FilterParameters.TO + " Now when left out.") String to) {
        return reading.summary(
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
                interval,
                groupBy);
    }
}
