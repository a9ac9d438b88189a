package dev.latchkey.dashboard;

import dev.latchkey.access.Audience;
import dev.latchkey.access.OpenTo;
import dev.latchkey.user.Role;
import dev.latchkey.user.Sessions;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Ends the session, on every replica. */
@OpenTo(Audience.DASHBOARD)
@OwnForms
@Path("/dashboard/logout")
class LogoutPage {

    private final Sessions sessions;
    private final Cookies cookies;

    LogoutPage(Sessions sessions, Cookies cookies) {
        this.sessions = sessions;
        this.cookies = cookies;
    }

    @POST
    @Allows(Role.VIEWER)
    @Cancellable(false)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> logOut(RoutingContext request, @RestForm String formToken) {
        cookies.forget(request);
        return sessions.end(Visit.of(request).session()).chain(() -> Html.goTo("/dashboard/login"));
    }
}
