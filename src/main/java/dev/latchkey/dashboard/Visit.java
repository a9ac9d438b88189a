package dev.latchkey.dashboard;

import dev.latchkey.caller.Caller;
import dev.latchkey.organization.Environment;
import dev.latchkey.user.SecretToken;
import dev.latchkey.user.SignedIn;
import dev.latchkey.user.SignedIn.Seat;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * One request of a person who is logged in.
 *
 * @param place where they are, on the pages of an organization
 */
record Visit(SignedIn person, SecretToken session, Optional<Place> place) {

    private static final String ATTRIBUTE = Visit.class.getName();

    /** An organization that they belong to, and one of its environments. */
    record Place(Seat seat, Environment environment) {

        Caller caller(SignedIn person) {
            return Caller.ofUser(seat.organizationId(), environment, person.userId());
        }
    }

    void establish(RoutingContext request) {
        request.put(ATTRIBUTE, this);
    }

    static Optional<Visit> find(RoutingContext request) {
        return Optional.ofNullable(request.get(ATTRIBUTE));
    }

    static Visit of(RoutingContext request) {
        return find(request).orElseThrow(() -> new IllegalStateException("asked who visits a page for anybody"));
    }

    /** Proves that a form was made for this session. */
    String formToken() {
        return session.derived("form");
    }

    Place where() {
        return place.orElseThrow(() -> new IllegalStateException("asked for the place of a page that has none"));
    }

    Caller caller() {
        return where().caller(person);
    }
}
