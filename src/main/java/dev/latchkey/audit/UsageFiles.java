package dev.latchkey.audit;

import dev.latchkey.caller.Caller;
import dev.latchkey.page.Query;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jboss.resteasy.reactive.RestMulti;

/** The usage log as a file, for the API and for the dashboard. */
@ApplicationScoped
public class UsageFiles {

    private static final Duration DEFAULT_RANGE = Duration.ofDays(31);

    private final RoutingContext request;
    private final UsageExport export;
    private final InstantSource clock = InstantSource.system();

    UsageFiles(RoutingContext request, UsageExport export) {
        this.request = request;
        this.export = export;
    }

    /** All rows that match, newest first; what is wrong with the filter is a problem that names it. */
    public RestMulti<Buffer> file(Caller owner, FilterParameters parameters, ExportFormat format) {
        var query = new Query();
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
                : export.stream(owner, filter.between(first, last), format);
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
