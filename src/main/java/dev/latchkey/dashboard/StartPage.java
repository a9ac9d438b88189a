package dev.latchkey.dashboard;

import dev.latchkey.access.Audience;
import dev.latchkey.access.OpenTo;
import dev.latchkey.access.PublicUrl;
import dev.latchkey.key.ApiKeyView;
import dev.latchkey.key.ManagedKeys;
import dev.latchkey.page.PageRequest;
import dev.latchkey.page.Query;
import dev.latchkey.user.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Tells newcomers where to get a key and how to use it. */
@OpenTo(Audience.DASHBOARD)
@Path("/dashboard/{organization}/{environment}/start")
class StartPage {

    private final Assets assets;
    private final ManagedKeys keys;
    private final PublicUrl url;

    StartPage(Assets assets, ManagedKeys keys, PublicUrl url) {
        this.assets = assets;
        this.keys = keys;
        this.url = url;
    }

    @GET
    @Allows(Role.VIEWER)
    public Uni<Response> startPage(RoutingContext request) {
        var visit = Visit.of(request);
        var page = PageRequest.of("api-keys", visit.caller(), new Query(), null, null);
        return keys.list(visit.caller(), page)
                .map(found -> found.data().stream()
                        .map(key -> new KeyRow(key, ""))
                        .filter(row -> row.isActive() && row.isSecret())
                        .findFirst()
                        .map(KeyRow::key)
                        .map(ApiKeyView::hint)
                        .orElse(""))
                .chain(hint -> Html.page(Templates.start(
                        new Shell("Getting started", "start", visit, assets),
                        new StartView(url.of(request.request()), hint))));
    }
}
