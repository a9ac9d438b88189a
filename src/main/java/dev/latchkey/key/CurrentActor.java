package dev.latchkey.key;

import dev.latchkey.problem.RequestId;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Says who acts with this request, for the history of what is changed by it. */
@ApplicationScoped
class CurrentActor {

    private final RoutingContext request;

    CurrentActor(RoutingContext request) {
        this.request = request;
    }

    Actor get() {
        Grant grant = request.get(Grant.class.getName());
        return Actor.of(grant, RequestId.of(request));
    }
}
