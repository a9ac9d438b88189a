package dev.latchkey.key;

import dev.latchkey.key.restriction.Restrictions;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
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

    /** A key never gives more than it has; fails with a problem when these allow more. */
    void checkHas(Restrictions wanted) {
        Grant grant = request.get(Grant.class.getName());
        var own = grant.restrictions();
        if (!own.scopes().allowAll(wanted.scopes())) {
            throw Problem.of(ProblemType.SCOPE_MISSING, "This key cannot give a key more scopes than it has itself.")
                    .asException();
        }
        if (!own.allowAll(wanted)) {
            throw Problem.of(
                            ProblemType.ADDRESS_NOT_ALLOWED,
                            "This key can be used from some addresses only, and cannot give a key more of them.")
                    .asException();
        }
    }
}
