package dev.latchkey.dashboard;

import dev.latchkey.access.Audience;
import dev.latchkey.access.OpenTo;
import dev.latchkey.problem.Problem;
import dev.latchkey.user.OwnPassword;
import dev.latchkey.user.Role;
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
import org.jboss.resteasy.reactive.server.Cancellable;

/** Where people change their own password. */
@OpenTo(Audience.DASHBOARD)
@OwnForms
@Path("/dashboard/account")
class AccountPage {

    private final Assets assets;
    private final OwnPassword ownPassword;
    private final Cookies cookies;
    private final Origins origins;

    AccountPage(Assets assets, OwnPassword ownPassword, Cookies cookies, Origins origins) {
        this.assets = assets;
        this.ownPassword = ownPassword;
        this.cookies = cookies;
        this.origins = origins;
    }

    @GET
    @Allows(Role.VIEWER)
    public Uni<Response> accountPage(RoutingContext request) {
        return Html.page(Templates.account(shell(request), FormErrors.NONE));
    }

    @POST
    @Allows(Role.VIEWER)
    @Cancellable(false)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> changePassword(
            RoutingContext request, @RestForm String password, @RestForm String newPassword) {
        return Uni.createFrom()
                .deferred(() -> ownPassword.change(
                        Visit.of(request).person(),
                        Objects.requireNonNullElse(password, ""),
                        Objects.requireNonNullElse(newPassword, ""),
                        origins.of(request),
                        Instant.now().truncatedTo(ChronoUnit.MILLIS)))
                .chain(outcome -> {
                    if (outcome instanceof Outcome.In in) {
                        cookies.keep(in, request);
                        return Html.goTo(PageHeaders.ROOT);
                    }
                    throw Problem.invalid(
                                    "password",
                                    outcome instanceof Outcome.Wait wait
                                            ? Confirmation.wait(wait.left())
                                            : "is not right")
                            .asException();
                })
                .onFailure(FormErrors::areIn)
                .recoverWithUni(failure -> Html.notValid(
                        Templates.account(shell(request), FormErrors.of(failure).orElseThrow())));
    }

    private Shell shell(RoutingContext request) {
        return new Shell("Change password", "", Visit.of(request), assets);
    }
}
