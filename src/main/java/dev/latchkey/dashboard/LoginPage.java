package dev.latchkey.dashboard;

import dev.latchkey.access.Audience;
import dev.latchkey.access.OpenTo;
import dev.latchkey.user.Sessions;
import dev.latchkey.user.SignIn;
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
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Lets people in and out. */
@OpenTo(Audience.DASHBOARD)
@Path("/dashboard/login")
class LoginPage {

    /** A page of ours and nothing else: whoever made the link must not choose where a log-in leads. */
    private static final Pattern OURS = Pattern.compile("/dashboard(?:/[A-Za-z0-9_-]+)*(?:\\?[A-Za-z0-9_.:=&%+/-]*)?");

    private final Assets assets;
    private final SignIn signIn;
    private final Sessions sessions;
    private final Cookies cookies;
    private final Origins origins;

    LoginPage(Assets assets, SignIn signIn, Sessions sessions, Cookies cookies, Origins origins) {
        this.assets = assets;
        this.signIn = signIn;
        this.sessions = sessions;
        this.cookies = cookies;
        this.origins = origins;
    }

    @GET
    @AllowsAnybody
    public Uni<Response> loginPage(@RestQuery String next) {
        return Html.page(Templates.login(assets, "", ours(next), ""));
    }

    @POST
    @AllowsAnybody
    @Cancellable(false)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> logIn(
            RoutingContext request, @RestForm String email, @RestForm String password, @RestForm String next) {
        var before = cookies.session(request.request());
        return signIn.attempt(
                        Objects.requireNonNullElse(email, ""),
                        Objects.requireNonNullElse(password, ""),
                        origins.of(request),
                        Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .chain(outcome -> {
                    if (outcome instanceof Outcome.In in) {
                        cookies.keep(in, request);
                        // Whoever had this browser before is out.
                        return before.map(sessions::end)
                                .orElseGet(() -> Uni.createFrom().voidItem())
                                .chain(() -> Html.goTo(ours(next)));
                    }
                    var message = outcome instanceof Outcome.Wait wait
                            ? "The password " + Confirmation.wait(wait.left()) + "."
                            : "The e-mail or the password is not right.";
                    return Html.notValid(
                            Templates.login(assets, Objects.requireNonNullElse(email, ""), ours(next), message));
                });
    }

    private static String ours(String next) {
        return Optional.ofNullable(next)
                .filter(path -> OURS.matcher(path).matches())
                .orElse(PageHeaders.ROOT);
    }
}
