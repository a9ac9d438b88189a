package dev.latchkey.dashboard;

import dev.latchkey.organization.Environment;
import dev.latchkey.problem.Problem;
import dev.latchkey.user.SignIn;
import dev.latchkey.user.SignIn.Outcome;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/** Asks for the password again before something that matters is done with a live secret key. */
@ApplicationScoped
class Confirmation {

    private final SignIn signIn;
    private final Cookies cookies;

    Confirmation(SignIn signIn, Cookies cookies) {
        this.signIn = signIn;
        this.cookies = cookies;
    }

    /** Whether a form about a key has to ask for the password. */
    static boolean isNeeded(Visit visit, boolean isSecretKey) {
        return isSecretKey
                && visit.where().environment() == Environment.LIVE
                && !visit.person().isConfirmed();
    }

    /** Goes on when the password is right, or need not be given; a problem of the field {@code password} otherwise. */
    Uni<Void> check(boolean isNeeded, String password, RoutingContext request) {
        if (!isNeeded) {
            return Uni.createFrom().voidItem();
        }
        var visit = Visit.of(request);
        return signIn.confirm(
                        visit.session(),
                        visit.person(),
                        Objects.requireNonNullElse(password, ""),
                        Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .invoke(outcome -> {
                    if (outcome instanceof Outcome.In in) {
                        cookies.keep(in, request);
                    } else if (outcome instanceof Outcome.Wait wait) {
                        throw Problem.invalid("password", wait(wait.left())).asException();
                    } else {
                        throw Problem.invalid("password", "is not right").asException();
                    }
                })
                .replaceWithVoid();
    }

    /** What is told to who has to wait. */
    static String wait(Duration left) {
        long seconds = left.plusMillis(999).toSeconds();
        return "was wrong too often; try again in "
                + (seconds > 90 ? (seconds + 59) / 60 + " minutes" : seconds + (seconds == 1 ? " second" : " seconds"));
    }
}
