package dev.latchkey.audit;

import dev.latchkey.audit.UsageHistory.Part;
import dev.latchkey.caller.CurrentCaller;
import dev.latchkey.id.TypeId;
import dev.latchkey.page.Page;
import dev.latchkey.page.PageRequest;
import dev.latchkey.page.Query;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.restriction.RequiresScope;
import dev.latchkey.restriction.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.function.Function;
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
    private final UsageHistory history;
    private final UsageHistoryConfig config;

    UsageLogsResource(CurrentCaller caller, UsageHistory history, UsageHistoryConfig config) {
        this.caller = caller;
        this.history = history;
        this.config = config;
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
        var owner = caller.get();
        var query = new Query();
        var filter = new FilterParameters(
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
                        to)
                .read(query);
        var page = PageRequest.of("usage-logs", owner, query, limit, cursor);
        query.check();
        return UsageSearch.page(history, owner, filter, page.before(), page.limit() + 1, config.readBudget())
                .map(part -> page(part, page));
    }

    @GET
    @RequiresScope(Scope.USAGE_LOGS_READ)
    @Path("/{id}")
    @Operation(summary = "Get a request")
    public Uni<UsageLogView> getUsageLog(@RestPath String id) {
        return history.find(caller.get(), TypeId.USAGE_LOG.parse(id).orElseThrow(UsageLogsResource::noSuchRequest))
                .map(found -> found.orElseThrow(UsageLogsResource::noSuchRequest));
    }

    private static Page<UsageLogView> page(Part part, PageRequest page) {
        return part.rows().size() <= page.limit() && part.next().isPresent()
                ? Page.stoppedAt(part.next().get(), part.rows(), page)
                : Page.of(part.rows(), page, UsageLogView::uuid, Function.identity());
    }

    private static RuntimeException noSuchRequest() {
        return Problem.of(ProblemType.NOT_FOUND, "There is nothing here that this key can see.")
                .asException();
    }
}
