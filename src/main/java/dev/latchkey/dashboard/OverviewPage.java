package dev.latchkey.dashboard;

import dev.latchkey.access.Audience;
import dev.latchkey.access.OpenTo;
import dev.latchkey.audit.UsageReading;
import dev.latchkey.key.ManagedKeys;
import dev.latchkey.page.PageRequest;
import dev.latchkey.page.Query;
import dev.latchkey.user.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;

/** The last day of an environment, and the keys that need somebody among the newest hundred. */
@OpenTo(Audience.DASHBOARD)
@Path("/dashboard/{organization}/{environment}/overview")
class OverviewPage {

    private static final String MOST_KEYS = "100";

    private final Assets assets;
    private final ManagedKeys keys;
    private final UsageReading usage;

    OverviewPage(Assets assets, ManagedKeys keys, UsageReading usage) {
        this.assets = assets;
        this.keys = keys;
        this.usage = usage;
    }

    @GET
    @Allows(Role.VIEWER)
    public Uni<Response> overviewPage(RoutingContext request) {
        var visit = Visit.of(request);
        var owner = visit.caller();
        var newest = PageRequest.of("api-keys", owner, new Query(), MOST_KEYS, null);
        var everything = HistoryFilter.of(null, null, null, null, null, null, null, null);
        return keys.list(owner, newest)
                .map(found -> Cares.of(found.data(), Instant.now()))
                .chain(cares -> usage.summary(owner, everything.read(), "hour", null)
                        .map(summary -> OverviewView.of(summary, cares)))
                .chain(view -> Html.page(Templates.overview(new Shell("Overview", "overview", visit, assets), view)));
    }
}
