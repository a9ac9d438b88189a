package dev.latchkey.dashboard;

import dev.latchkey.access.Audience;
import dev.latchkey.access.OpenTo;
import dev.latchkey.user.Acceptance;
import dev.latchkey.user.Invitations;
import dev.latchkey.user.SecretToken;
import dev.latchkey.user.SignIn.Outcome;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Where a one-time link leads: there people choose their password. Looking at it does not spend the link. */
@OpenTo(Audience.DASHBOARD)
@Path("/dashboard/invitations")
class InvitationPage {

    private final Assets assets;
    private final Invitations invitations;
    private final Acceptance acceptance;
    private final Cookies cookies;
    private final Origins origins;

    InvitationPage(Assets assets, Invitations invitations, Acceptance acceptance, Cookies cookies, Origins origins) {
        this.assets = assets;
        this.invitations = invitations;
        this.acceptance = acceptance;
        this.cookies = cookies;
        this.origins = origins;
    }

    @GET
    @Path("/{token}")
    @AllowsAnybody
    public Uni<Response> invitationPage(@RestPath String token) {
        return show(new SecretToken(token), "", FormErrors.NONE);
    }

    @POST
    @AllowsAnybody
    @Cancellable(false)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> acceptInvitation(
            RoutingContext request, @RestForm String link, @RestForm String email, @RestForm String password) {
        var token = new SecretToken(Objects.requireNonNullElse(link, ""));
        var wish = new Acceptance.Wish(
                token, Objects.requireNonNullElse(email, ""), Objects.requireNonNullElse(password, ""));
        return Uni.createFrom()
                .deferred(() -> acceptance.accept(wish, origins.of(request), now()))
                .chain(done -> {
                    if (done.isEmpty()) {
                        return Html.notValid(Templates.linkGone(assets));
                    }
                    if (done.get() instanceof Outcome.In in) {
                        cookies.keep(in, request);
                        return Html.goTo(PageHeaders.ROOT);
                    }
                    var message = done.get() instanceof Outcome.Wait wait
                            ? Confirmation.wait(wait.left())
                            : "is not the one of your account here";
                    return show(token, wish.email(), FormErrors.of("password", message));
                })
                .onFailure(FormErrors::areIn)
                .recoverWithUni(failure ->
                        show(token, wish.email(), FormErrors.of(failure).orElseThrow()));
    }

    private Uni<Response> show(SecretToken link, String email, FormErrors errors) {
        return invitations.find(link, now()).chain(found -> {
            if (found.isEmpty()) {
                return Html.notValid(Templates.linkGone(assets));
            }
            var page = Templates.invitation(assets, found.get(), link.text(), email, errors);
            return errors.any() ? Html.notValid(page) : Html.page(page);
        });
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
