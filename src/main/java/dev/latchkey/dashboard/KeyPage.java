package dev.latchkey.dashboard;

import dev.latchkey.access.Audience;
import dev.latchkey.access.OpenTo;
import dev.latchkey.audit.FilterParameters;
import dev.latchkey.audit.UsageLogView;
import dev.latchkey.audit.UsageReading;
import dev.latchkey.caller.Caller;
import dev.latchkey.key.ManagedKeys;
import dev.latchkey.page.PageRequest;
import dev.latchkey.page.Query;
import dev.latchkey.user.Role;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.server.Cancellable;

/** One key: what it may do, its secrets, what was done to it; and the undoing of a revocation. */
@OpenTo(Audience.DASHBOARD)
@OwnForms
@Path("/dashboard/{organization}/{environment}/keys")
class KeyPage {

    private final Assets assets;
    private final ManagedKeys keys;
    private final KeyRows rows;
    private final UsageReading usage;

    KeyPage(Assets assets, ManagedKeys keys, KeyRows rows, UsageReading usage) {
        this.assets = assets;
        this.keys = keys;
        this.rows = rows;
        this.usage = usage;
    }

    @GET
    @Path("/{id}")
    @Allows(Role.DEVELOPER)
    public Uni<Response> keyPage(RoutingContext request, @RestPath String id) {
        return view(request, id, "").chain(view -> Html.page(page(request, view)));
    }

    @POST
    @Path("/{id}/restore")
    @Allows(Role.DEVELOPER)
    @Cancellable(false)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> restoreKey(RoutingContext request, @RestPath String id, @RestForm String formToken) {
        var visit = Visit.of(request);
        return keys.restore(visit.caller(), id)
                .chain(() -> Html.goTo(Shell.base(visit) + "/keys/" + id))
                .onFailure(FormErrors::areIn)
                .recoverWithUni(failure -> view(
                                request,
                                id,
                                FormErrors.of(failure).orElseThrow().of("form"))
                        .chain(view -> Html.notValid(page(request, view))));
    }

    private TemplateInstance page(RoutingContext request, KeyView view) {
        return Templates.key(new Shell(view.row().name(), KeysPage.SECTION, Visit.of(request), assets), view);
    }

    private Uni<KeyView> view(RoutingContext request, String id, String error) {
        var owner = Visit.of(request).caller();
        var query = new Query();
        var newest = PageRequest.of("api-key-events/" + id, owner, query, "100", null);
        return keys.get(owner, id)
                .chain(key -> rows.of(owner, List.of(key))
                        .chain(row -> keys.events(owner, id, newest)
                                .chain(events -> rows.events(events.data()))
                                .chain(events -> usage.summary(owner, ofKey(id), "day", null)
                                        .chain(summary -> lastAddress(owner, id)
                                                .map(from -> new KeyView(
                                                        row.get(0), events, BarChart.of(summary), from, error))))));
    }

    private Uni<String> lastAddress(Caller owner, String id) {
        return usage.page(owner, ofKey(id), "1", null)
                .map(newest -> newest.data().stream()
                        .findFirst()
                        .map(UsageLogView::clientAddress)
                        .orElse(""));
    }

    private static FilterParameters ofKey(String id) {
        return new FilterParameters(id, null, null, null, null, null, null, null, null, null, null);
    }
}
