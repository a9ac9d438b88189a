package dev.latchkey.dashboard;

import dev.latchkey.access.Audience;
import dev.latchkey.access.OpenTo;
import dev.latchkey.id.TypeId;
import dev.latchkey.user.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Sends people to their first organization. */
@OpenTo(Audience.DASHBOARD)
@Path("/dashboard")
class HomePage {

    private final Assets assets;

    HomePage(Assets assets) {
        this.assets = assets;
    }

    @GET
    @Allows(Role.VIEWER)
    public Uni<Response> homePage(RoutingContext request) {
        var visit = Visit.of(request);
        return visit.person().seats().stream()
                .findFirst()
                .map(seat -> Html.goTo(PageHeaders.ROOT + "/" + TypeId.ORGANIZATION.format(seat.organizationId())
                        + "/test/" + (seat.role().includes(Role.DEVELOPER) ? "keys" : "history")))
                .orElseGet(() -> Html.page(Templates.nowhere(new Shell("No organization", "", visit, assets))));
    }
}
