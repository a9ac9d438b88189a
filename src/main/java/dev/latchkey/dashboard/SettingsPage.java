package dev.latchkey.dashboard;

import dev.latchkey.access.Audience;
import dev.latchkey.access.OpenTo;
import dev.latchkey.account.Organizations;
import dev.latchkey.user.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.server.Cancellable;

/** What an organization says of itself, and what its keys are limited to; for its owners. */
@OpenTo(Audience.DASHBOARD)
@OwnForms
@Path("/dashboard/{organization}/{environment}/settings")
class SettingsPage {

    private final Assets assets;
    private final Organizations organizations;

    SettingsPage(Assets assets, Organizations organizations) {
        this.assets = assets;
        this.organizations = organizations;
    }

    @GET
    @Allows(Role.OWNER)
    public Uni<Response> settingsPage(RoutingContext request) {
        return organizations
                .show(organization(request))
                .chain(found -> Html.page(Templates.settings(shell(request), SettingsForm.of(found), FormErrors.NONE)));
    }

    @POST
    @Allows(Role.OWNER)
    @Cancellable(false)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> changeSettings(
            RoutingContext request, @RestForm String name, @RestForm String requests, @RestForm String period) {
        var form = new SettingsForm(
                Objects.requireNonNullElse(name, ""),
                Objects.requireNonNullElse(requests, ""),
                Objects.requireNonNullElse(period, ""));
        return Uni.createFrom()
                .deferred(() -> organizations.update(organization(request), form.patch()))
                .chain(done -> Html.goTo(Shell.base(Visit.of(request)) + "/settings"))
                .onFailure(FormErrors::areIn)
                .recoverWithUni(failure -> Html.notValid(Templates.settings(
                        shell(request), form, FormErrors.of(failure).orElseThrow())));
    }

    private Shell shell(RoutingContext request) {
        return new Shell("Settings", "settings", Visit.of(request), assets);
    }

    private static UUID organization(RoutingContext request) {
        return Visit.of(request).where().seat().organizationId();
    }
}
