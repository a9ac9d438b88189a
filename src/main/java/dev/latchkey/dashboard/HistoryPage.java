package dev.latchkey.dashboard;

import dev.latchkey.access.Audience;
import dev.latchkey.access.OpenTo;
import dev.latchkey.audit.ExportFormat;
import dev.latchkey.audit.UsageFiles;
import dev.latchkey.audit.UsageLogView;
import dev.latchkey.audit.UsageReading;
import dev.latchkey.caller.Caller;
import dev.latchkey.key.ApiKeyView;
import dev.latchkey.key.ManagedKeys;
import dev.latchkey.page.Page;
import dev.latchkey.page.PageRequest;
import dev.latchkey.page.Query;
import dev.latchkey.user.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The usage log of an environment: filtered by the URL, newest first, and as a file. */
@OpenTo(Audience.DASHBOARD)
@Path("/dashboard/{organization}/{environment}/history")
class HistoryPage {

    private static final String SECTION = "history";
    private static final String ROWS = "50";

    private final Assets assets;
    private final ManagedKeys keys;
    private final UsageReading usage;
    private final UsageFiles files;

    HistoryPage(Assets assets, ManagedKeys keys, UsageReading usage, UsageFiles files) {
        this.assets = assets;
        this.keys = keys;
        this.usage = usage;
        this.files = files;
    }

    @GET
    @Allows(Role.VIEWER)
    public Uni<Response> historyPage(
            RoutingContext request,
            @RestQuery String apiKeyId,
            @RestQuery String method,
            @RestQuery String status,
            @RestQuery String pathPrefix,
            @RestQuery String clientAddress,
            @RestQuery String reason,
            @RestQuery String from,
            @RestQuery String to,
            @RestQuery String cursor) {
        var visit = Visit.of(request);
        var owner = visit.caller();
        var filter = HistoryFilter.of(apiKeyId, method, status, pathPrefix, clientAddress, reason, from, to);
        var shell = new Shell("Usage history", SECTION, visit, assets);
        return names(owner)
                .chain(names -> Uni.createFrom()
                        .deferred(() -> usage.page(owner, filter.read(), ROWS, cursor))
                        .chain(page -> chart(owner, filter)
                                .chain(chart ->
                                        Html.page(Templates.history(shell, view(filter, page, names, chart, shell)))))
                        .onFailure(FormErrors::areIn)
                        .recoverWithUni(failure -> Html.notValid(Templates.history(
                                shell,
                                new HistoryView(
                                        filter,
                                        List.of(),
                                        false,
                                        "",
                                        names,
                                        Optional.empty(),
                                        FormErrors.of(failure).orElseThrow())))));
    }

    @GET
    @Path("/export")
    @Allows(Role.VIEWER)
    public RestMulti<Buffer> exportHistory(
            RoutingContext request,
            @RestQuery String format,
            @RestQuery String apiKeyId,
            @RestQuery String method,
            @RestQuery String status,
            @RestQuery String pathPrefix,
            @RestQuery String clientAddress,
            @RestQuery String reason,
            @RestQuery String from,
            @RestQuery String to) {
        return files.file(
                Visit.of(request).caller(),
                HistoryFilter.of(apiKeyId, method, status, pathPrefix, clientAddress, reason, from, to)
                        .read(),
                "jsonl".equals(format) ? ExportFormat.JSON_LINES : ExportFormat.CSV);
    }

    @GET
    @Path("/{id}")
    @Allows(Role.VIEWER)
    public Uni<Response> requestPage(RoutingContext request, @RestPath String id) {
        var visit = Visit.of(request);
        return usage.get(visit.caller(), id)
                .chain(row -> names(visit.caller())
                        .chain(names -> Html.page(Templates.request(
                                new Shell("Request", SECTION, visit, assets),
                                new RequestView(row, names.getOrDefault(row.apiKeyId(), ""))))));
    }

    private static HistoryView view(
            HistoryFilter filter,
            Page<UsageLogView> page,
            Map<String, String> names,
            Optional<BarChart> chart,
            Shell shell) {
        var query = filter.query();
        var older = shell.base() + "/history?" + (query.isEmpty() ? "" : query + "&") + "cursor=" + page.nextCursor();
        return new HistoryView(filter, page.data(), page.hasMore(), older, names, chart, FormErrors.NONE);
    }

    /** None where the time that is asked for is too long to be counted, or takes too long. */
    private Uni<Optional<BarChart>> chart(Caller owner, HistoryFilter filter) {
        return Uni.createFrom()
                .deferred(() -> usage.summary(owner, filter.read(), filter.interval(Instant.now()), null))
                .map(summary -> Optional.of(BarChart.of(summary)))
                .onFailure()
                .recoverWithItem(Optional.empty());
    }

    private Uni<Map<String, String>> names(Caller owner) {
        var page = PageRequest.of("api-keys", owner, new Query(), "100", null);
        return keys.list(owner, page)
                .map(found -> found.data().stream().collect(Collectors.toMap(ApiKeyView::id, ApiKeyView::name)));
    }
}
