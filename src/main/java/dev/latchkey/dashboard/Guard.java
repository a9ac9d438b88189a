package dev.latchkey.dashboard;

import dev.latchkey.access.PublicUrl;
import dev.latchkey.caller.CurrentCaller;
import dev.latchkey.id.TypeId;
import dev.latchkey.organization.Environment;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.user.Role;
import dev.latchkey.user.SecretToken;
import dev.latchkey.user.Sessions;
import dev.latchkey.user.SignedIn;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;

/** Knows who may be where. Another's organization is a 404 like one that never was; too small a role is a 403. */
@ApplicationScoped
class Guard {

    /** The field of every form that proves whose form it is. */
    static final String FORM_TOKEN = "formToken";

    private final Sessions sessions;
    private final Cookies cookies;
    private final PublicUrl url;

    Guard(Sessions sessions, Cookies cookies, PublicUrl url) {
        this.sessions = sessions;
        this.cookies = cookies;
        this.url = url;
    }

    boolean isOwn(RoutingContext request) {
        return url.isOwn(request.request());
    }

    Optional<SecretToken> session(RoutingContext request) {
        return cookies.session(request.request());
    }

    /** The visit of who comes with this cookie; empty when the session is over, and a problem when it is not for them. */
    Uni<Optional<Visit>> visit(SecretToken session, String organization, String environment, Role least) {
        return sessions.find(session, Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .map(found -> found.map(person -> new Visit(
                        person,
                        session,
                        Optional.ofNullable(organization).map(id -> place(person, id, environment, least)))));
    }

    void admit(Visit visit, RoutingContext request) {
        visit.establish(request);
        visit.place().ifPresent(place -> CurrentCaller.establish(request, place.caller(visit.person())));
    }

    private static Visit.Place place(SignedIn person, String organization, String environment, Role least) {
        var seat =
                TypeId.ORGANIZATION.parse(organization).flatMap(person::seatIn).orElseThrow(Guard::noSuchPage);
        var known = Stream.of(Environment.values())
                .filter(one -> one.toString().equals(environment))
                .findFirst()
                .orElseThrow(Guard::noSuchPage);
        if (!seat.role().includes(least)) {
            throw Problem.of(
                            ProblemType.ROLE_MISSING,
                            "This is for " + (least == Role.OWNER ? "owners" : "owners and developers")
                                    + ". Ask an owner of " + seat.organizationName() + " for it.")
                    .asException();
        }
        return new Visit.Place(seat, known);
    }

    static RuntimeException noSuchPage() {
        return Problem.of(ProblemType.NOT_FOUND, "There is nothing here that you can see.")
                .asException();
    }

    static Problem notOurForm() {
        return Problem.of(
                ProblemType.FORM_NOT_OURS,
                "This form is too old or was not made here. Go back, reload, and try again.");
    }
}
