package dev.latchkey.audit;

import dev.latchkey.caller.CurrentCaller;
import dev.latchkey.restriction.RequiresScope;
import dev.latchkey.restriction.Scope;
import io.vertx.core.buffer.Buffer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestQuery;

/** Hands out the usage log as a file. */
@Path("/v1/usage-logs/export")
@Tag(name = "Usage logs")
class UsageExportResource {

    private final CurrentCaller caller;
    private final UsageFiles files;

    UsageExportResource(CurrentCaller caller, UsageFiles files) {
        this.caller = caller;
        this.files = files;
    }

    @GET
    @RequiresScope(Scope.USAGE_LOGS_READ)
    @Operation(
            summary = "Export requests",
            description = "All requests that match, newest first, as CSV or as one JSON object per line, whichever "
                    + "`Accept` asks for; CSV when it does not say. Without `from` the last 31 days until `to`. In CSV a "
                    + "value that a spreadsheet would take for a formula is preceded by an apostrophe. An export that "
                    + "fails half-way breaks the connection: what ended properly is complete. The export is itself a "
                    + "row of the usage log whose `detail` names the range.")
    @APIResponse(
            responseCode = "200",
            description = "The file",
            content = {
                @Content(mediaType = "text/csv", schema = @Schema(implementation = String.class)),
                @Content(mediaType = "application/jsonl", schema = @Schema(implementation = UsageLogView.class)),
                @Content(mediaType = "application/x-ndjson", schema = @Schema(implementation = UsageLogView.class))
            })
    public RestMulti<Buffer> exportUsageLogs(
            @Context HttpHeaders headers,
            @RestQuery @Parameter(description = FilterParameters.API_KEY_ID) String apiKeyId,
            @RestQuery @Parameter(description = FilterParameters.METHOD) String method,
            @RestQuery @Parameter(description = FilterParameters.STATUS) String status,
            @RestQuery @Parameter(description = FilterParameters.PATH_PREFIX) String pathPrefix,
            @RestQuery @Parameter(description = FilterParameters.ROUTE) String route,
            @RestQuery @Parameter(description = FilterParameters.CLIENT_ADDRESS) String clientAddress,
            @RestQuery @Parameter(description = FilterParameters.REASON) String reason,
            @RestQuery @Parameter(description = FilterParameters.CUSTOMER_ID) String customerId,
            @RestQuery @Parameter(description = FilterParameters.PORTAL_SESSION_ID) String portalSessionId,
            @RestQuery @Parameter(description = FilterParameters.FROM + " 31 days before `to` when left out.")
                    String from,
            @RestQuery @Parameter(description = FilterParameters.TO + " Now when left out.") String to) {
        return files.file(
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
                ExportFormat.of(headers.getAcceptableMediaTypes()));
    }
}
