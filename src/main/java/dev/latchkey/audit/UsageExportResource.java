package dev.latchkey.audit;

import dev.latchkey.caller.CurrentCaller;
import dev.latchkey.page.Query;
import dev.latchkey.restriction.RequiresScope;
import dev.latchkey.restriction.Scope;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
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

    private static final Duration DEFAULT_RANGE = Duration.ofDays(31);

    private final CurrentCaller caller;
    private final RoutingContext request;
    private final UsageExport export;
    private final InstantSource clock = InstantSource.system();

    UsageExportResource(CurrentCaller caller, RoutingContext request, UsageExport export) {
        this.caller = caller;
        this.request = request;
        this.export = export;
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
        var format = ExportFormat.of(headers.getAcceptableMediaTypes());
        var query = new Query();
        var parameters = new FilterParameters(
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
                to);
        var filter = parameters.read(query);
        query.check();
        var last = filter.to().orElseGet(this::now);
        var first = filter.from().orElseGet(() -> last.minus(DEFAULT_RANGE));
        if (!first.isBefore(last)) {
            query.wrong("from", "must be before 'to'");
            query.check();
        }
        UsageNote.leave(
                request,
                "export " + format.extension() + " from=" + first + " to=" + last + " " + parameters.describe());
        Multi<Buffer> file = HttpMethod.HEAD.equals(request.request().method())
                ? Multi.createFrom().empty()
                : export.stream(caller.get(), filter.between(first, last), format);
        return RestMulti.fromMultiData(unbroken(file))
                .status(200)
                .header(HttpHeaders.CONTENT_TYPE, format.contentType())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + fileName(first, last, format) + '"')
                .build();
    }

    /** Breaks the connection when the stream fails after its beginning, so that half a file is never taken for all. */
    private Multi<Buffer> unbroken(Multi<Buffer> stream) {
        var response = request.response();
        return stream.onFailure().invoke(failure -> {
            if (response.headWritten()) {
                response.reset();
            }
        });
    }

    private static String fileName(Instant first, Instant last, ExportFormat format) {
        return String.format(Locale.ROOT, "usage-logs_%s_%s.%s", day(first), day(last), format.extension());
    }

    private static String day(Instant instant) {
        return instant.toString().replaceAll("T.*", "");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
