package dev.latchkey.audit;

import dev.latchkey.caller.CurrentCaller;
import dev.latchkey.id.TypeId;
import dev.latchkey.page.Page;
import dev.latchkey.page.PageRequest;
import dev.latchkey.page.Query;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.OptionalInt;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Reads back what was done with the keys of the caller's organization and environment. */
@Path("/v1/usage-logs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Usage logs")
class UsageLogsResource {

    private static final int MIN_STATUS = 100;
    private static final int MAX_STATUS = 599;

    private final CurrentCaller caller;
    private final UsageTable table;

    UsageLogsResource(CurrentCaller caller, UsageTable table) {
        this.caller = caller;
        this.table = table;
    }

    @GET
    @Operation(summary = "List requests", description = "Newest first. A request appears a moment after its answer.")
    public Uni<Page<UsageLogView>> listUsageLogs(
            @RestQuery @Parameter(description = "Only requests made with this key.") String apiKeyId,
            @RestQuery @Parameter(description = "Only requests with this method, such as POST.") String method,
            @RestQuery @Parameter(description = "Only requests that were answered with this status.") String status,
            @RestQuery @Parameter(description = "Only requests whose path begins with this.") String pathPrefix,
            @RestQuery @Parameter(description = "Only requests at this time or later (RFC 3339).") String from,
            @RestQuery @Parameter(description = "Only requests before this time (RFC 3339).") String to,
            @RestQuery @Parameter(description = "How many, 1 to 100; 20 when left out.") String limit,
            @RestQuery @Parameter(description = "The nextCursor of the page before.") String cursor) {
        var owner = caller.get();
        var query = new Query();
        var filter = new UsageFilter(
                query.id("apiKeyId", apiKeyId, TypeId.API_KEY),
                query.text("method", method, UsageEvent.MAX_METHOD),
                status == null
                        ? OptionalInt.empty()
                        : OptionalInt.of(query.integer("status", status, MIN_STATUS, MAX_STATUS)),
                query.text("pathPrefix", pathPrefix, UsageEvent.MAX_PATH),
                query.time("from", from),
                query.time("to", to));
        var page = PageRequest.of("usage-logs", owner, query, limit, cursor);
        query.check();
        return table.list(owner, filter, page)
                .map(rows -> Page.of(rows, page, UsageLogView::uuid, Function.identity()));
    }
}
