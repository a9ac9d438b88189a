package dev.latchkey.key;

import dev.latchkey.problem.RequestId;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Says who acts with this request, for the history of what is changed by it. */
@ApplicationScoped
class CurrentActor {

    private final RoutingContext request;

    CurrentActor(RoutingContext request) {
        this.request = request;
    }

    Actor get() {
        Grant grant = request.get(Grant.class.getName());
        if (grant == null) {
            // Not nobody: whom no key limits may do everything.
            throw new IllegalStateException("asked for the actor of a request that was not granted");
        }
        return Actor.of(grant, RequestId.of(request));
    }

    /** Nobody, but with this request; for what needs no rights. */
    Actor nobody() {
        return new Actor(Optional.empty(), Optional.of(RequestId.of(request)));
    }
}
