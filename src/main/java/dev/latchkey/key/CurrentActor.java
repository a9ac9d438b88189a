package dev.latchkey.key;

import dev.latchkey.caller.Caller;
import dev.latchkey.caller.CurrentCaller;
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
        if (grant != null) {
            return Actor.of(grant, RequestId.of(request));
        }
        return CurrentCaller.of(request)
                .flatMap(Caller::userId)
                .map(user -> Actor.of(user, RequestId.of(request)))
                // Not nobody: whom no key limits may do everything.
                .orElseThrow(() -> new IllegalStateException("asked for the actor of a request that was not granted"));
    }

    /** Nobody, but with this request; for what needs no rights. */
    Actor nobody() {
        return Actor.unknown(RequestId.of(request));
    }
}
